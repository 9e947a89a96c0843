/**
 * What people are shown: plain values that cross to a page as JSON. Money is text (`micros`: millionths of a dollar),
 * the seller's words are already safe, and a card carries exactly what a click on it will sign.
 */
import { endOf, type Moment, type Period, periods, type Seconds } from './clock'
import type { FloatAdvice } from './float'
import type { Language } from './languages'
import { type Caps, type FullCaps, type Limits, type Tally, usedOf } from './limits'
import { networks, type Purse, tokenKey, tokenOf } from './networks'
import type { NoticeKind } from './news'
import type { Demand, Offer } from './offer'
import { type In, isServed, offerOf, type Payment, priceOf } from './payment'
import { type Balances, isOn, isShort, type Settings, type Wallet } from './policy'
import type { Waiting } from './queue'
import { isEverywhere, patternsOf, type Reach } from './reach'
import { type Facts, overReasons, type Reason } from './reasons'
import type { Via } from './sighting'
import type { AccountView } from './wallet-view'
import { bindingCaps, type Mode, modeOf, type Rule, suggestCaps } from './rules'

/** Millionths of a dollar, as decimal text. */
export type MicrosText = string

/** A reason with the figures its sentence needs. */
export type Why = {
  code: Reason
  limit?: MicrosText
  used?: MicrosText
  period?: Facts['period']
  wanted?: MicrosText
  before?: MicrosText
  was?: string
  resets?: Seconds
  paidAt?: Seconds
  detail?: string
}

/** What is used of a limit on a window; one that never ends is never whole again. */
export type LimitView = { period: Period; limit: MicrosText; used: MicrosText; left: MicrosText; resets?: Seconds }

export type CapsView = Partial<Record<Period | 'payment', MicrosText>> & { minute?: number }
export type FullCapsView = CapsView & { payment: MicrosText; day: MicrosText }

export type RuleView = Omit<Rule, 'caps'> & { caps: FullCapsView }

/** A rule with what became of it so far. */
export type UsedRuleView = RuleView & {
  usage: LimitView[]
  /** The organisation does not allow payments here. */
  isBarred?: true
  /** Nothing was paid here yet. */
  isUnpaid?: true
  /** What was last asked for here, and not paid, is not as it was the times before. */
  drift?: Why
}

export type LimitsView = { site: FullCapsView; payee: CapsView; all: CapsView & { day: MicrosText }; ceiling: CapsView }

/** What became of a payment, in the order a person would tell it. */
export type Outcome =
  | 'asking'
  | 'locked'
  | 'paying'
  /** Sent; the page came, but the seller gave no proof of settlement yet. */
  | 'confirming'
  /** Settled, and the page came. */
  | 'paid'
  /** Settled, but the page did not come. */
  | 'unserved'
  /** Never taken by the seller; the money is free again. */
  | 'unused'
  /** Taken back by the person before the seller took it. */
  | 'cancelled'
  | 'refused'
  /** Logged by learning mode: nothing was spent. */
  | 'learned'

export type PaymentView = {
  id: number
  at: Seconds
  site: string
  seller: string
  method: string
  url: string
  /** What asked, where it was not the page itself. */
  via?: Exclude<Via, 'navigation'>
  outcome: Outcome
  why: Why
  /** Absent when there was no offer we could read. */
  money?: Money
  payTo?: string
  transaction?: string
  /** Where the transaction can be looked up. */
  explorer?: string
  nonce?: string
  payer?: string
  /** The end of the signed authorization: until then the seller can still take the money. */
  validBefore?: Seconds
  /** What the paid request got (HTTP), and when. */
  status?: number
  answeredAt?: Seconds
  /** The money is with the chain: it may still be taken back, or is being taken back. */
  cancel?: 'possible' | 'under_way'
  protocol?: string
}

export type Money = {
  micros: MicrosText
  atomic: string
  symbol: string
  asset: string
  network: string
  chain: string
  purse: Purse
}

export type OfferView = Money & {
  index: number
  payTo: string
  upfront: boolean
  short: boolean
  balance?: MicrosText
  after?: MicrosText
}

/** Where a cap is set: by the site's rule, or for each site, each payee or everything. */
export type CapPlace = { scope: 'rule' | 'site' | 'payee' | 'all'; name: NonNullable<Facts['period']> }

/** Facts about a request that a person may want to weigh. */
export type Risk = 'first_payment' | 'test_network' | 'resource_differs' | 'charged_first'

export type CardView = {
  id: number
  outcome: Outcome
  why: Why
  site: string
  seller: string
  url: string
  method: string
  via?: Exclude<Via, 'navigation'>
  /** The seller's own words, shown as text only. */
  description?: string
  service?: string
  /** What the seller says it sells, where that is another address than the one asked for. */
  claims?: string
  offers: OfferView[]
  chosen: number
  risks: Risk[]
  siteDay: LimitView
  day: LimitView
  /** Caps to begin with when "Pay this site automatically" is ticked. */
  suggested: FullCapsView
  limits: FullCapsView
  /** The limit in the way of a rule that would have paid. */
  over?: CapPlace
  wallet: Wallet
  /** Its row as the history tells it. */
  row: PaymentView
  /** The account that would pay, or paid. */
  payer?: AccountView
}

export type SiteView = {
  site: string
  mode: Mode
  /** The organisation does not allow payments here. */
  isBarred?: true
  /** The rule with the caps that really bind: its own, or the overall limits where they are tighter. */
  rule?: RuleView
  day: LimitView
  /** Every limit that is set for this site. */
  limits: LimitView[]
  /** The latest thing that happened at this site. */
  last?: PaymentView
  /** We may not look at it, so it can ask for nothing. */
  isHidden?: true
}

/** Where we may look: everywhere, or at these sites, which the browser alone may have narrowed it to. */
export type ReachView = { everywhere: boolean; sites: string[]; isBrowsers?: true }

export type PurseView = {
  purse: Purse
  day: LimitView
  limits: LimitView[]
  /** What could be read, of all accounts; with the time of the oldest reading in it. */
  balance?: MicrosText
  balanceAt?: Seconds
  /** That was a while ago. */
  isStale?: true
  /** Chains that could not be read when last tried: what lies there is not in the balance, or as it was before. */
  unread?: string[]
  advice?: FloatAdvice
}

/** What an organisation lays down: what of the settings is not for the person to choose. */
export type ManagedView = {
  /** The names of what is written so that it cannot be read: nothing is paid. */
  wrong?: string[]
  /** The most that each limit may be. */
  most: Record<Exclude<keyof LimitsView, 'payee'>, CapsView>
  newSite: Exclude<Mode, 'auto'>[]
  isPaused: boolean
  hasNoTestNetworks: boolean
  networksOff: string[]
  allowed?: string[]
  blocked?: string[]
}

export type SettingsView = {
  managed?: ManagedView
  limits: LimitsView
  newSite: Exclude<Mode, 'auto'>
  paused: boolean
  testNetworks: boolean
  /** Notices of the browser that are switched off. */
  quiet: NoticeKind[]
  /** Idle minutes until the wallet locks itself. */
  lockMinutes: number
  /** None: as the browser. */
  language?: Language
  /** In the order in which they are preferred. */
  networks: { network: string; name: string; purse: Purse; isOn: boolean; endpoint: string; builtIn: string }[]
}

/** Why the books cannot be relied on: nothing is paid until the person has looked. */
export type Problem = 'newer' | 'unreadable' | 'missing' | 'unbalanced' | 'full' | 'settings' | 'managed'

/** How far a person has come in setting up; it goes on there. */
export const welcomeSteps = ['start', 'create', 'import', 'restore', 'limits', 'fund', 'practice', 'done'] as const
export type WelcomeStep = (typeof welcomeSteps)[number]

export type View = {
  wallet: Wallet
  welcome: WelcomeStep
  problem?: Problem
  address?: string
  /** There is a wallet on this computer, and it cannot be read. */
  isDamaged?: true
  paused: boolean
  reach: ReachView
  /** The purse shown first: real money, or test money where only that has been used. */
  purses: PurseView[]
  /** The site in the tab the person looks at; absent on pages that cannot ask for money. */
  site?: SiteView
  /** Requests that wait for an answer, the one to show first in front. */
  waiting: Waiting[]
  recent: PaymentView[]
}

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
  const offer = demand.offers[chosen]
  if (!offer) throw new Error(`Payment ${payment.id} has no offer ${chosen}`)
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
