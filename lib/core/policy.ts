/** May this be paid now? Pure: everything it weighs is handed in, and the answer is data. */
import { least, type Micros } from './amount'
import { networks, type Purse, tokenOf } from './networks'
import type { Demand, Malformed, Offer } from './offer'
import { isServed, type Payment, priceOf } from './payment'
import type { AskReason, Facts, RefuseReason } from './reasons'
import type { Limits, Mode, Rule } from './rules'
import type { Sighting } from './sighting'
import { isSafe } from './site'
import { dayEnds, type Seconds } from './windows'

/** What is already spent or held in the windows that a payment made now would count in. */
export type Held = { siteDay: Micros; day: Micros; siteMinute: number }

/** What the person has decided, in general. */
export type Settings = {
  limits: Limits
  newSite: Exclude<Mode, 'auto'>
  paused: boolean
  testNetworks: boolean
}

export type Wallet = 'none' | 'locked' | 'open'

/** Atomic units by `${network} ${asset}`; a token without an entry has not been read, which is not the same as empty. */
export type Balances = Record<string, bigint>

export type Situation = {
  sighting: Sighting
  reading: Demand | Malformed | 'no_offer'
  rule: Rule | undefined
  settings: Settings
  held: Record<Purse, Held>
  balances: Balances
  wallet: Wallet
  /** The latest payment of the same intent. */
  previous: Payment | undefined
  /** How often the person declined this site within the last minute. */
  declines: number
  /** Does the person look at the tab that asks? */
  inFront: boolean
  now: Seconds
  zone: string
}

export type Verdict =
  | { kind: 'pay'; chosen: number }
  | { kind: 'ask'; chosen: number; reason: AskReason; facts: Facts }
  | { kind: 'refuse'; reason: RefuseReason; facts: Facts; chosen?: number }

/** A page bought within this time is asked about, not bought again in silence. */
const BOUGHT = 24 * 3600

/** A site that was declined so often within a minute is not asked about until the minute has passed. */
const MAX_DECLINES = 3

export function judge(situation: Situation): Verdict {
  const { sighting, reading, rule, settings, wallet } = situation
  const mode = rule?.mode ?? settings.newSite
  const chosen = typeof reading === 'string' ? undefined : affordableFirst(reading, settings, situation.balances)[0]
  const about = chosen === undefined ? {} : { chosen }
  // First what needs no look at the demand: it may not even have been read.
  if (!isSafe(sighting.seller)) return { ...refuse('insecure'), ...about }
  if (settings.paused) return { ...refuse('paused'), ...about }
  if (mode === 'off') return { ...refuse(rule ? 'blocked' : 'site_off'), ...about }
  if (reading === 'no_offer' && sighting.others.length > 0)
    return refuse('other_system', { detail: sighting.others.join(', ') })
  if (reading === 'no_offer') return refuse(wallet === 'none' ? 'no_wallet' : 'no_offer')
  if (typeof reading === 'string') return refuse('malformed', { detail: reading })

  const offer = chosen === undefined ? undefined : reading.offers[chosen]
  if (chosen === undefined || !offer) return nothingPayable(reading, settings)
  if (wallet === 'none') return { ...refuse('no_wallet', { wanted: priceOf(offer) }), chosen }
  if (mode === 'learn') return { ...refuse('learning', { wanted: priceOf(offer) }), chosen }
  const ask = whyAsk(situation, mode, offer)
  if (!ask) return { kind: 'pay', chosen }
  if (situation.declines >= MAX_DECLINES) return { ...refuse('asked_often'), chosen }
  return { kind: 'ask', chosen, ...ask }
}

/** Whether a balance is known to be too small: an unread balance is no obstacle, the chain has the last word. */
export function isShort(offer: Offer, balances: Balances): boolean {
  const balance = balances[balanceKey(offer)]
  return balance !== undefined && balance < offer.amount
}

export function balanceKey({ network, asset }: Pick<Offer, 'network' | 'asset'>): string {
  return `${network} ${asset}`
}

function whyAsk(situation: Situation, mode: Mode, offer: Offer): { reason: AskReason; facts: Facts } | undefined {
  const { rule, settings, wallet, balances, previous, now } = situation
  const price = priceOf(offer)
  if (isShort(offer, balances)) return { reason: 'cannot_afford', facts: { wanted: price } }
  if (previous?.state === 'settled' && !isServed(previous))
    return { reason: 'not_served', facts: { paidAt: previous.decidedAt, wanted: price } }
  const paidAt = previous && boughtAt(previous)
  if (paidAt !== undefined && now - paidAt < BOUGHT)
    return { reason: 'bought_already', facts: { paidAt, wanted: price } }
  if (mode !== 'auto' || !rule) return { reason: rule ? 'asks_each_time' : 'new_site', facts: { wanted: price } }

  const { limits } = settings
  const used = situation.held[tokenOf(offer).purse]
  const resets = dayEnds(now, situation.zone)
  const over = (limit: Micros, used: Micros) => used + price > limit
  const perPayment = least(rule.perPayment, limits.perPayment)
  const perSiteDay = least(rule.perDay, limits.perSiteDay)
  if (over(perPayment, 0n)) return { reason: 'over_payment_limit', facts: { limit: perPayment, wanted: price } }
  if (over(perSiteDay, used.siteDay))
    return { reason: 'over_site_limit', facts: { limit: perSiteDay, used: used.siteDay, wanted: price, resets } }
  if (over(limits.perDay, used.day))
    return { reason: 'over_day_limit', facts: { limit: limits.perDay, used: used.day, wanted: price, resets } }
  if (used.siteMinute >= limits.perSiteMinute) return { reason: 'too_many', facts: { wanted: price } }
  if (wallet === 'locked') return { reason: 'locked', facts: { wanted: price } }
  if (!situation.inFront) return { reason: 'in_background', facts: { wanted: price } }
  return undefined
}

/** When the page was served for this payment; undefined when it was not. */
function boughtAt(payment: Payment): Seconds | undefined {
  if (payment.state !== 'settled' && payment.state !== 'issued') return undefined
  return isServed(payment) ? payment.answer?.at : undefined
}

/** Indexes of the offers on networks that are on: those we can afford first, then cheapest, then by our order of networks. */
function affordableFirst({ offers }: Demand, settings: Settings, balances: Balances): number[] {
  const rank = (offer: Offer) => networks.findIndex(({ network }) => network === offer.network)
  return [...offers.entries()]
    .filter(([, offer]) => settings.testNetworks || tokenOf(offer).purse === 'real')
    .sort(([, a], [, b]) => {
      const short = Number(isShort(a, balances)) - Number(isShort(b, balances))
      if (short !== 0) return short
      const [left, right] = [priceOf(a), priceOf(b)]
      if (left !== right) return left < right ? -1 : 1
      return rank(a) - rank(b)
    })
    .map(([index]) => index)
}

function nothingPayable({ offers, skipped }: Demand, settings: Settings): Verdict {
  if (offers.length > 0 && !settings.testNetworks) return refuse('test_network_off')
  const malformed = skipped.find(({ reason }) => !reason.startsWith('unknown_'))
  if (malformed) return refuse('malformed', { detail: malformed.reason })
  return refuse('unknown_offers', skipped[0] ? { detail: skipped[0].reason } : {})
}

function refuse(reason: RefuseReason, facts: Facts = {}): Extract<Verdict, { kind: 'refuse' }> {
  return { kind: 'refuse', reason, facts }
}
