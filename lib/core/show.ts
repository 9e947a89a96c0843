/** How what is saved becomes what people are shown (view.ts). */
import { endOf, type Moment, type Period, periods, type Seconds } from './clock'
import { type Caps, type FullCaps, type Limits, type Tally, usedOf } from './limits'
import { networks, type Purse, tokenKey, tokenOf } from './networks'
import type { Demand, Offer } from './offer'
import { chosenOffer, type In, isServed, offerOf, type Payment, priceOf } from './payment'
import { type Balances, isOn, isShort, type Settings, type Wallet } from './policy'
import { isEverywhere, patternsOf, type Reach } from './reach'
import { type Facts, overReasons, type Reason } from './reasons'
import { bindingCaps, modeOf, type Rule, suggestCaps } from './rules'
import type {
  Why,
  LimitView,
  CapsView,
  FullCapsView,
  RuleView,
  LimitsView,
  Outcome,
  PaymentView,
  Money,
  OfferView,
  CapPlace,
  CardView,
  ReachView,
} from './view'

export function outcomeOf(payment: Payment): Outcome {
  switch (payment.state) {
    case 'asking':
      return payment.reason === 'locked' ? 'locked' : 'asking'
    case 'approved':
    case 'signed':
      return 'paying'
    case 'issued':
      if (!payment.answer) return 'paying'
      return isServed(payment) ? 'confirming' : 'unserved'
    case 'settled':
      return isServed(payment) ? 'paid' : 'unserved'
    case 'expired':
      return payment.transaction ? 'cancelled' : 'unused'
    case 'learned':
    case 'refused':
      return payment.state
  }
}

export function viewPayment(payment: Payment): PaymentView {
  const offer = offerOf(payment)
  const { id, at, place } = payment
  const { site, seller, method, url } = place
  return {
    id,
    at,
    site,
    seller,
    method,
    url,
    ...(place.via === 'navigation' ? {} : { via: place.via }),
    outcome: outcomeOf(payment),
    why: whyOf(payment),
    ...(offer ? { money: moneyOf(offer), payTo: offer.payTo } : {}),
    ...linkOf(payment, offer),
    ...('authorization' in payment ? signedOf(payment) : {}),
    ...(payment.demand ? { protocol: payment.demand.protocol } : {}),
  }
}

function signedOf(payment: Extract<Payment, { authorization: unknown }>): Partial<PaymentView> {
  const { from: payer, nonce, validBefore } = payment.authorization
  const answer = 'answer' in payment ? payment.answer : undefined
  const cancel = payment.state === 'issued' ? ({ cancel: payment.cancelling ? 'under_way' : 'possible' } as const) : {}
  return {
    payer,
    nonce,
    validBefore,
    ...(answer ? { status: answer.status, answeredAt: answer.at } : {}),
    ...cancel,
  }
}

export type CardFacts = {
  payment: Exclude<Payment, In<'refused'>> | (In<'refused'> & { demand: Demand; chosen: number })
  settings: Settings
  rule: Rule | undefined
  tallies: { site: Record<Purse, Tally>; all: Record<Purse, Tally> }
  moment: Moment
  balances: Balances
  wallet: Wallet
  /** True when no payment to this site was ever decided before. */
  isFirst: boolean
  zone: string
}

export function viewCard(facts: CardFacts): CardView {
  const { payment, settings, rule, tallies, moment, balances, wallet, zone } = facts
  const { demand, chosen, place } = payment
  const offer = chosenOffer(payment)
  const { purse } = tokenOf(offer)
  const claims = demand.what.url
  const differs = claims !== undefined && pathOf(claims) !== pathOf(place.url)
  const { site, all } = settings.limits
  const perSiteDay = rule?.mode === 'auto' ? bindingCaps(rule, settings.limits).day : site.day
  const usedToday = usedOf(tallies.site[purse], 'day', moment.stamps).micros
  const limitOf = (limit: bigint, tally: Tally) => viewLimit('day', limit, tally, moment, zone)
  return {
    id: payment.id,
    outcome: outcomeOf(payment),
    why: whyOf(payment),
    site: place.site,
    seller: place.seller,
    url: place.url,
    method: place.method,
    ...(place.via === 'navigation' ? {} : { via: place.via }),
    ...(demand.what.description ? { description: demand.what.description } : {}),
    ...(demand.what.service ? { service: demand.what.service } : {}),
    ...(differs ? { claims } : {}),
    offers: [...demand.offers.entries()]
      .filter(([index, { network }]) => index === chosen || isOn(network, settings))
      .map(([index, each]) => viewOffer(index, each, balances)),
    chosen,
    risks: [
      ...(facts.isFirst ? (['first_payment'] as const) : []),
      ...(purse === 'test' ? (['test_network'] as const) : []),
      ...(offer.upfront ? (['charged_first'] as const) : []),
      ...(differs ? (['resource_differs'] as const) : []),
    ],
    siteDay: limitOf(perSiteDay, tallies.site[purse]),
    day: limitOf(all.day, tallies.all[purse]),
    suggested: viewFullCaps(suggestCaps(priceOf(offer), settings.limits, { rule, usedToday })),
    limits: viewFullCaps(site),
    ...overOf(payment, rule, settings.limits),
    wallet,
    row: viewPayment(payment),
  }
}

/** Of several caps in the way the one that is closest to the site. */
function overOf(
  payment: CardFacts['payment'],
  rule: Rule | undefined,
  { site, payee, all }: Limits,
): { over?: CapPlace } {
  if (payment.state !== 'asking' || !overReasons.some((reason) => reason === payment.reason)) return {}
  const { period: name, limit } = payment.facts
  if (name === undefined || limit === undefined) return {}
  const scopes: [CapPlace['scope'], Caps][] = [
    ['rule', rule?.caps ?? {}],
    ['site', site],
    ['payee', payee],
    ['all', all],
  ]
  const found = scopes.find(([, caps]) => caps[name] !== undefined && BigInt(caps[name]) === limit)
  return found ? { over: { scope: found[0], name } } : {}
}

export function viewLimit(period: Period, limit: bigint, tally: Tally, moment: Moment, zone: string): LimitView {
  const used = usedOf(tally, period, moment.stamps).micros
  const resets = endOf(period, moment, zone)
  const left = used < limit ? limit - used : 0n
  return { period, limit: `${limit}`, used: `${used}`, left: `${left}`, ...(resets === undefined ? {} : { resets }) }
}

/** Every window that has a cap, shortest first. */
export function viewLimits(caps: Caps, tally: Tally, moment: Moment, zone: string): LimitView[] {
  return periods.flatMap((period) => {
    const limit = caps[period]
    return limit === undefined ? [] : [viewLimit(period, limit, tally, moment, zone)]
  })
}

export function viewCaps(caps: Caps): CapsView {
  const view: CapsView = caps.minute === undefined ? {} : { minute: caps.minute }
  for (const name of ['payment', ...periods] as const) {
    const cap = caps[name]
    if (cap !== undefined) view[name] = `${cap}`
  }
  return view
}

export function viewFullCaps(caps: FullCaps): FullCapsView {
  return { ...viewCaps(caps), payment: `${caps.payment}`, day: `${caps.day}` }
}

export function viewRule(rule: Rule): RuleView {
  return { ...rule, caps: viewFullCaps(rule.caps) }
}

/** A rule as it binds now: no cap of its own goes past the overall limits. */
export function viewBinding(rule: Rule, limits: Limits, now: Seconds): RuleView {
  return viewRule({ ...rule, mode: modeOf(rule, now), caps: bindingCaps(rule, limits) })
}

export function viewReach(reach: Reach): ReachView {
  if (isEverywhere(reach)) return { everywhere: true, sites: [] }
  const sites = patternsOf(reach).map((pattern) => pattern.replace(/\/\*$/, ''))
  return { everywhere: false, sites, ...(reach.chosen ? {} : { isBrowsers: true }) }
}

export function viewAllLimits({ site, payee, all, ceiling }: Limits): LimitsView {
  return {
    site: viewFullCaps(site),
    payee: viewCaps(payee),
    all: { ...viewCaps(all), day: `${all.day}` },
    ceiling: viewCaps(ceiling),
  }
}

export function moneyOf(offer: Offer): Money {
  const { symbol, chain, purse, network, asset } = tokenOf(offer)
  return { micros: `${priceOf(offer)}`, atomic: `${offer.amount}`, symbol, asset, network, chain, purse }
}

function viewOffer(index: number, offer: Offer, balances: Balances): OfferView {
  const balance = balances[tokenKey(offer)]
  const inMicros = balance === undefined ? undefined : priceOf({ ...offer, amount: balance })
  const after = inMicros === undefined ? undefined : inMicros - priceOf(offer)
  return {
    ...moneyOf(offer),
    index,
    payTo: offer.payTo,
    upfront: offer.upfront,
    short: isShort(offer, balances),
    ...(inMicros === undefined ? {} : { balance: `${inMicros}` }),
    ...(after === undefined || after < 0n ? {} : { after: `${after}` }),
  }
}

function whyOf(payment: Payment): Why {
  if ('why' in payment) return { code: payment.why, wanted: `${payment.price}` }
  return viewWhy(payment)
}

/** A reason and its facts as they cross to a page. */
export function viewWhy({ reason, facts }: { reason: Reason; facts: Facts }): Why {
  return { code: reason, ...factsOf(facts) }
}

function factsOf({ limit, used, wanted, before, ...rest }: Facts): Omit<Why, 'code'> {
  return {
    ...rest,
    ...(limit === undefined ? {} : { limit: `${limit}` }),
    ...(used === undefined ? {} : { used: `${used}` }),
    ...(wanted === undefined ? {} : { wanted: `${wanted}` }),
    ...(before === undefined ? {} : { before: `${before}` }),
  }
}

function linkOf(payment: Payment, offer: Offer | undefined): { transaction?: string; explorer?: string } {
  const receipt = 'transaction' in payment ? payment.transaction : undefined
  if (!receipt || !offer) return {}
  const explorer = networks.find(({ network }) => network === offer.network)?.explorer
  return { transaction: receipt, ...(explorer ? { explorer: `${explorer}/tx/${receipt}` } : {}) }
}

/** The part of an address that names the thing sold: behind a proxy sellers often get scheme and host wrong. */
function pathOf(url: string): string {
  return url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
}
