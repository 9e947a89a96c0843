/**
 * What people are shown: plain values that cross to a page as JSON. Money is text (`micros`: millionths of a dollar),
 * the seller's words are already safe, and a card carries exactly what a click on it will sign.
 */
import { least } from './amount'
import { networks, type Purse, tokenOf } from './networks'
import type { Demand, Offer } from './offer'
import { type In, isServed, offerOf, type Payment, priceOf } from './payment'
import { type Balances, balanceKey, type Held, isShort, type Settings, type Wallet } from './policy'
import type { Facts, Reason } from './reasons'
import { type Limits, type Mode, type Rule, suggestRule } from './rules'
import { dayEnds, type Seconds } from './windows'

/** Millionths of a dollar, as decimal text. */
export type MicrosText = string

/** A reason with the figures its sentence needs. */
export type Why = {
  code: Reason
  limit?: MicrosText
  used?: MicrosText
  wanted?: MicrosText
  resets?: Seconds
  paidAt?: Seconds
  detail?: string
}

export type LimitView = { limit: MicrosText; used: MicrosText; left: MicrosText; resets: Seconds }

export type RuleView = { site: string; mode: Mode; perPayment: MicrosText; perDay: MicrosText }

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
  outcome: Outcome
  why: Why
  /** Absent when there was no offer we could read. */
  money?: Money
  payTo?: string
  transaction?: string
  /** Where the transaction can be looked up. */
  explorer?: string
  nonce?: string
  /** The end of the signed authorization: until then the seller can still take the money. */
  validBefore?: Seconds
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
  suggested: RuleView
  limits: { perPayment: MicrosText; perSiteDay: MicrosText }
  wallet: Wallet
  transaction?: string
  explorer?: string
}

export type SiteView = {
  site: string
  mode: Mode
  /** The rule with the caps that really bind: its own, or the overall limits where they are tighter. */
  rule?: RuleView
  day: LimitView
  /** The latest thing that happened at this site. */
  last?: PaymentView
}

export type PurseView = { purse: Purse; day: LimitView; balance?: MicrosText; balanceAt?: Seconds }

export type SettingsView = {
  limits: { perPayment: MicrosText; perSiteDay: MicrosText; perDay: MicrosText; perSiteMinute: number }
  newSite: Exclude<Mode, 'auto'>
  paused: boolean
  testNetworks: boolean
  /** Idle minutes until the wallet locks itself. */
  lockMinutes: number
  networks: { network: string; name: string; purse: Purse; endpoint: string; builtIn: string }[]
}

export type View = {
  wallet: Wallet
  address?: string
  paused: boolean
  /** The purse shown first: real money, or test money where only that has been used. */
  purses: PurseView[]
  /** The site in the tab the person looks at; absent on pages that cannot ask for money. */
  site?: SiteView
  /** Cards waiting for an answer, the one to show first in front. */
  waiting: number[]
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
      return 'unused'
    case 'refused':
      return payment.reason === 'learning' ? 'learned' : 'refused'
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
    outcome: outcomeOf(payment),
    why: whyOf(payment),
    ...(offer ? { money: moneyOf(offer), payTo: offer.payTo } : {}),
    ...linkOf(payment, offer),
    ...('authorization' in payment
      ? { nonce: payment.authorization.nonce, validBefore: payment.authorization.validBefore }
      : {}),
    ...(payment.demand ? { protocol: payment.demand.protocol } : {}),
  }
}

export type CardFacts = {
  payment: Exclude<Payment, In<'refused'>> | (In<'refused'> & { demand: Demand; chosen: number })
  settings: Settings
  rule: Rule | undefined
  held: Record<Purse, Held>
  balances: Balances
  wallet: Wallet
  /** True when no payment to this site was ever decided before. */
  isFirst: boolean
  now: Seconds
  zone: string
}

export function viewCard(facts: CardFacts): CardView {
  const { payment, settings, held, balances, wallet, now, zone } = facts
  const { demand, chosen, place } = payment
  const offer = demand.offers[chosen]
  if (!offer) throw new Error(`Payment ${payment.id} has no offer ${chosen}`)
  const { purse } = tokenOf(offer)
  const resets = dayEnds(now, zone)
  const claims = demand.what.url
  const differs = claims !== undefined && pathOf(claims) !== pathOf(place.url)
  const perSiteDay =
    facts.rule?.mode === 'auto' && facts.rule.perDay < settings.limits.perSiteDay
      ? facts.rule.perDay
      : settings.limits.perSiteDay
  return {
    id: payment.id,
    outcome: outcomeOf(payment),
    why: whyOf(payment),
    site: place.site,
    seller: place.seller,
    url: place.url,
    method: place.method,
    ...(demand.what.description ? { description: demand.what.description } : {}),
    ...(demand.what.service ? { service: demand.what.service } : {}),
    ...(differs ? { claims } : {}),
    offers: [...demand.offers.entries()]
      .filter(([index, { network }]) => index === chosen || settings.testNetworks || purseOf(network) === 'real')
      .map(([index, each]) => viewOffer(index, each, balances)),
    chosen,
    risks: [
      ...(facts.isFirst ? (['first_payment'] as const) : []),
      ...(purse === 'test' ? (['test_network'] as const) : []),
      ...(offer.upfront ? (['charged_first'] as const) : []),
      ...(differs ? (['resource_differs'] as const) : []),
    ],
    siteDay: viewLimit(perSiteDay, held[purse].siteDay, resets),
    day: viewLimit(settings.limits.perDay, held[purse].day, resets),
    suggested: viewRule(
      suggestRule(place.site, priceOf(offer), settings.limits, { rule: facts.rule, used: held[purse].siteDay }),
    ),
    limits: { perPayment: `${settings.limits.perPayment}`, perSiteDay: `${settings.limits.perSiteDay}` },
    wallet,
    ...linkOf(payment, offer),
  }
}

export function viewLimit(limit: bigint, used: bigint, resets: Seconds): LimitView {
  return { limit: `${limit}`, used: `${used}`, left: `${used < limit ? limit - used : 0n}`, resets }
}

export function viewRule({ site, mode, perPayment, perDay }: Rule): RuleView {
  return { site, mode, perPayment: `${perPayment}`, perDay: `${perDay}` }
}

/** A rule as it binds: no cap of its own goes past the overall limits. */
export function viewBinding(rule: Rule, { perPayment, perSiteDay }: Limits): RuleView {
  return viewRule({ ...rule, perPayment: least(rule.perPayment, perPayment), perDay: least(rule.perDay, perSiteDay) })
}

export function moneyOf(offer: Offer): Money {
  const { symbol, chain, purse, network, asset } = tokenOf(offer)
  return { micros: `${priceOf(offer)}`, atomic: `${offer.amount}`, symbol, asset, network, chain, purse }
}

function viewOffer(index: number, offer: Offer, balances: Balances): OfferView {
  const balance = balances[balanceKey(offer)]
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
  return { code: payment.reason, ...factsOf(payment.facts) }
}

function factsOf({ limit, used, wanted, resets, paidAt, detail }: Facts): Omit<Why, 'code'> {
  return {
    ...(limit === undefined ? {} : { limit: `${limit}` }),
    ...(used === undefined ? {} : { used: `${used}` }),
    ...(wanted === undefined ? {} : { wanted: `${wanted}` }),
    ...(resets === undefined ? {} : { resets }),
    ...(paidAt === undefined ? {} : { paidAt }),
    ...(detail === undefined ? {} : { detail }),
  }
}

function linkOf(payment: Payment, offer: Offer | undefined): { transaction?: string; explorer?: string } {
  const receipt = 'transaction' in payment ? payment.transaction : undefined
  if (!receipt || !offer) return {}
  const explorer = networks.find(({ network }) => network === offer.network)?.explorer
  return { transaction: receipt, ...(explorer ? { explorer: `${explorer}/tx/${receipt}` } : {}) }
}

function purseOf(network: string): Purse | undefined {
  return networks.find((each) => each.network === network)?.purse
}

/** The part of an address that names the thing sold: behind a proxy sellers often get scheme and host wrong. */
function pathOf(url: string): string {
  return url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
}
