/** May this be paid now? Pure: everything it weighs is handed in, and the answer is data. */
import type { Micros } from './amount'
import type { Moment, Seconds } from './clock'
import { type Limits, type Over, passed, scopesOf, type Tallies, tighter } from './limits'
import { networks, tokenKey, tokenOf } from './networks'
import type { Demand, Malformed, Offer } from './offer'
import { isServed, type Payment, priceOf, type Usual } from './payment'
import type { AskReason, Facts, RefuseReason } from './reasons'
import { type Mode, modeOf, type Rule } from './rules'
import type { Sighting, Via } from './sighting'
import { isSafe, type Origin } from './site'

/** What the person has decided, in general. */
export type Settings = {
  limits: Limits
  newSite: Exclude<Mode, 'auto'>
  paused: boolean
  testNetworks: boolean
  /** Networks (CAIP-2) the person prefers, first choice first; the others follow in our own order. */
  preferred: string[]
  /** Networks (CAIP-2) the person does not pay on. */
  networksOff: string[]
  /** What an organisation lays down: the only origins to be paid and paid at, and those never to be. */
  allowed?: Origin[]
  blocked?: Origin[]
}

export type Wallet = 'none' | 'locked' | 'open'

/** Atomic units by `${network} ${asset}`; a token without an entry has not been read, which is not the same as empty. */
export type Balances = Record<string, bigint>

/** What payments to a seller on a site have been like; `price` is what was last paid for the same path. */
export type Habit = Usual & { price?: Micros }

/** What the books say at the moment of a decision. */
export type Books = {
  rule: Rule | undefined
  /** The rule of the seller itself, where the site is another. */
  sellerRule: Rule | undefined
  tallies: Tallies
  /** The latest decided payment of the same intent that was not proven unused. */
  previous: Payment | undefined
  /** Offers of the same intent that a seller never took, though we paid with them. */
  failed: Offer[]
  habit: Habit
  /** How often the person declined this site within the last minute. */
  declines: number
  /** The number of the next purchase of this intent. */
  seq: number
  /** The moment that limits go by, and whether the clock has run ahead of it. */
  moment: Moment
  jumped: boolean
}

export type Situation = Books & {
  sighting: Sighting
  reading: Demand | Malformed | 'no_offer'
  settings: Settings
  balances: Balances
  wallet: Wallet
  /** Does the person look at the tab that asks? */
  inFront: boolean
  now: Seconds
  zone: string
}

export type Verdict =
  | { kind: 'pay'; chosen: number }
  | { kind: 'ask'; chosen: number; reason: AskReason; facts: Facts }
  /** Only written down; the reason is why it would have asked. */
  | { kind: 'learn'; chosen: number; reason: AskReason; facts: Facts }
  | { kind: 'refuse'; reason: RefuseReason; facts: Facts; chosen?: number }

type Question = { reason: AskReason; facts: Facts }

/** Not even a rule that buys again does so sooner than this: it would be a retry, not a purchase. */
const SOONEST = 10

/**
 * What was bought within this time is asked about, not bought again in silence (product.md §4 "Bought already"): pages
 * within a day, while a page's scripts may ask for the same thing every minute, but not in a storm.
 */
function boughtWithin(via: Via): Seconds {
  return via === 'fetch' || via === 'worker' ? SOONEST : 24 * 3600
}

/** A site that was declined so often within a minute is not asked about until the minute has passed. */
const MAX_DECLINES = 3

/** A price that is more than this many times the last one for the same path is asked about. */
const STEEP = 2n

/** Decides about one 402: pay, ask, only write down, or refuse, with the reason and its figures. */
export function judge(situation: Situation): Verdict {
  const { sighting, reading, rule, sellerRule, settings, wallet, now } = situation
  const mode = rule ? modeOf(rule, now) : settings.newSite
  const ranked = typeof reading === 'string' ? [] : byPreference(reading, situation)
  const chosen = ranked.find((index) => !isFailed(situation, index)) ?? ranked[0]
  const about = chosen === undefined ? {} : { chosen }
  // First what needs no look at the demand: it may not even have been read.
  if (!isSafe(sighting.seller) || !isSafe(sighting.site)) return { ...refuse('insecure'), ...about }
  if (settings.paused) return { ...refuse('paused'), ...about }
  if (isBarred(settings, sighting.site, sighting.seller)) return { ...refuse('barred'), ...about }
  if (sellerRule?.mode === 'off') return { ...refuse('blocked'), ...about }
  if (mode === 'off') return { ...refuse(rule ? 'blocked' : 'site_off'), ...about }
  if (reading === 'no_offer' && sighting.others.length > 0)
    return refuse('other_system', { detail: sighting.others.join(', ') })
  if (reading === 'no_offer') return refuse(wallet === 'none' ? 'no_wallet' : 'no_offer')
  if (typeof reading === 'string') return refuse('malformed', { detail: reading })

  const offer = chosen === undefined ? undefined : reading.offers[chosen]
  if (chosen === undefined || !offer) return nothingPayable(reading, settings)
  if (wallet === 'none') return { ...refuse('no_wallet', { wanted: priceOf(offer) }), chosen }
  const question = whyAsk(situation, mode, offer, ranked[0] !== chosen)
  if (mode === 'learn' && question) return { kind: 'learn', chosen, ...question }
  const ceiling = overCeiling(offer, situation, settings.limits, situation.zone)
  if (ceiling) return { ...refuse('over_ceiling', ceiling), chosen }
  if (!question) return { kind: 'pay', chosen }
  if (situation.declines >= MAX_DECLINES) return { ...refuse('asked_often'), chosen }
  return { kind: 'ask', chosen, ...question }
}

/** The facts of the hard ceiling that this offer would pass, which not even a click may. */
export function overCeiling(
  offer: Offer,
  { tallies, moment }: Pick<Books, 'tallies' | 'moment'>,
  { ceiling }: Limits,
  zone: string,
): Facts | undefined {
  const { all } = scopesOf(tokenOf(offer).purse, '', offer.payTo)
  const over = passed(ceiling, tallies[all], priceOf(offer), moment, zone)
  return over && factsOf(over, priceOf(offer))
}

/** Whether a balance is known to be too small: an unread balance is no obstacle, the chain has the last word. */
export function isShort(offer: Offer, balances: Balances): boolean {
  const balance = balances[tokenKey(offer)]
  return balance !== undefined && balance < offer.amount
}

/** Is the network one that the person pays on? */
export function isOn(network: string, { testNetworks, networksOff }: Settings): boolean {
  const known = networks.find((each) => each.network === network)
  return known !== undefined && (testNetworks || known.purse === 'real') && !networksOff.includes(network)
}

/** Does the organisation keep people from paying these, whoever asks on whichever page? */
export function isBarred({ allowed, blocked }: Pick<Settings, 'allowed' | 'blocked'>, ...origins: Origin[]): boolean {
  return origins.some((each) => blocked?.includes(each) || (allowed !== undefined && !allowed.includes(each)))
}

function whyAsk(situation: Situation, mode: Mode, offer: Offer, isSecondChoice: boolean): Question | undefined {
  const { rule, sighting, balances, wallet, jumped, moment, now } = situation
  const wanted = priceOf(offer)
  const ask = (reason: AskReason, facts: Facts = {}): Question => ({ reason, facts: { wanted, ...facts } })
  if (isShort(offer, balances)) return ask('cannot_afford')
  const bought = boughtBefore(situation, mode)
  if (bought) return ask(bought.reason, bought.facts)
  if (isSecondChoice) return ask('other_offer')
  if (situation.failed.length > 0) return ask('not_taken')
  const drift = driftOf(situation, offer)
  if (drift) return ask(drift.reason, drift.facts)
  if (!rule) return ask('new_site')
  if (mode !== 'auto') return ask(rule.mode === 'auto' ? 'rule_ended' : 'asks_each_time')
  const stranger = strangerIn(sighting, rule)
  if (stranger) return ask(stranger.reason, stranger.facts)
  if (jumped) return ask('clock_jumped', { paidAt: moment.at, resets: now })
  const over = overLimits(situation, rule, offer)
  if (over) return ask(over.reason, over.facts)
  if (wallet === 'locked') return ask('locked')
  if (!situation.inFront) return ask('in_background')
  return undefined
}

/** Who asks that the rule does not speak for: it is for the site's own page, and for sellers it names (product.md §4). */
function strangerIn({ site, seller, from, via, wall }: Sighting, { sellers, media }: Rule): Question | undefined {
  if (seller !== site && !sellers.includes(seller)) return { reason: 'third_party', facts: { detail: seller } }
  // What only the page says a seller said is the page's word, and the seller is another.
  if (seller !== site && via === 'fetch' && wall) return { reason: 'third_party', facts: { detail: seller } }
  // A frame of a seller that is allowed by name speaks for itself; nobody else's does.
  if (from !== undefined && (from !== seller || !sellers.includes(from)))
    return { reason: 'framed', facts: { detail: from } }
  if (via === 'image' || via === 'media') return media ? undefined : { reason: 'part_of_page', facts: {} }
  return via === 'script' || via === 'style' ? { reason: 'part_of_page', facts: {} } : undefined
}

function overLimits(
  { settings, sighting, tallies, moment, zone }: Situation,
  rule: Rule,
  offer: Offer,
): Question | undefined {
  const { limits } = settings
  const scopes = scopesOf(tokenOf(offer).purse, sighting.site, offer.payTo)
  const price = priceOf(offer)
  const checks = [
    ['over_site_limit', tighter(rule.caps, limits.site), scopes.site],
    ['over_payee_limit', limits.payee, scopes.payee],
    ['over_total_limit', limits.all, scopes.all],
  ] as const
  for (const [reason, caps, scope] of checks) {
    const over = passed(caps, tallies[scope], price, moment, zone)
    if (!over) continue
    const facts = factsOf(over, price)
    if (over.period === 'payment') return { reason: 'over_payment_limit', facts }
    return { reason: over.period === 'minute' ? 'too_many' : reason, facts }
  }
  return undefined
}

/** What is not as it was the last times this seller was paid on this site. */
export function driftOf({ habit, rule }: Pick<Situation, 'habit' | 'rule'>, offer: Offer): Question | undefined {
  const price = priceOf(offer)
  if (habit.tokens.length > 0 && !habit.tokens.includes(tokenKey(offer)))
    return { reason: 'asset_changed', facts: { detail: `${tokenOf(offer).symbol}, ${tokenOf(offer).chain}` } }
  const was = habit.payees.at(-1)
  if (was !== undefined && !rule?.rotates && !habit.payees.includes(offer.payTo))
    return { reason: 'payee_changed', facts: { detail: offer.payTo, was } }
  if (habit.price !== undefined && price > habit.price * STEEP)
    return { reason: 'price_up', facts: { before: habit.price } }
  return undefined
}

function boughtBefore({ previous, rule, sighting, now }: Situation, mode: Mode): Question | undefined {
  if (!previous || !('price' in previous)) return undefined
  const { decidedAt, price } = previous
  if (previous.state === 'settled' && !isServed(previous))
    return { reason: 'not_served', facts: { paidAt: decidedAt, before: price } }
  if (!isServed(previous) || !('answer' in previous) || !previous.answer) return undefined
  const quiet =
    mode === 'auto' && rule?.again !== undefined ? Math.max(rule.again, SOONEST) : boughtWithin(sighting.via)
  const paidAt = previous.answer.at
  return now - paidAt < quiet ? { reason: 'bought_already', facts: { paidAt, before: price } } : undefined
}

/** Indexes of the offers on networks that are on: those we can afford first, then cheapest, then the networks preferred. */
function byPreference({ offers }: Demand, { settings, balances }: Situation): number[] {
  const order = [...settings.preferred, ...networks.map(({ network }) => network)]
  return [...offers.entries()]
    .filter(([, { network }]) => isOn(network, settings))
    .sort(([, a], [, b]) => {
      const short = Number(isShort(a, balances)) - Number(isShort(b, balances))
      if (short !== 0) return short
      const [left, right] = [priceOf(a), priceOf(b)]
      if (left !== right) return left < right ? -1 : 1
      return order.indexOf(a.network) - order.indexOf(b.network)
    })
    .map(([index]) => index)
}

/** Was this very offer paid for before, and not taken? */
function isFailed({ reading, failed }: Situation, index: number): boolean {
  const offer = typeof reading === 'string' ? undefined : reading.offers[index]
  return failed.some(
    ({ network, asset, payTo, amount }) =>
      network === offer?.network && asset === offer.asset && payTo === offer.payTo && amount === offer.amount,
  )
}

function nothingPayable({ offers, skipped }: Demand, settings: Settings): Verdict {
  const areTest = offers.every((offer) => tokenOf(offer).purse === 'test')
  if (offers.length > 0 && !settings.testNetworks && areTest) return refuse('test_network_off')
  if (offers.length > 0) return refuse('network_off')
  const malformed = skipped.find(({ reason }) => !reason.startsWith('unknown_'))
  if (malformed) return refuse('malformed', { detail: malformed.reason })
  return refuse('unknown_offers', skipped[0] ? { detail: skipped[0].reason } : {})
}

function factsOf({ limit, used, period, resets }: Over, wanted: Micros): Facts {
  return { limit, used, period, wanted, ...(resets === undefined ? {} : { resets }) }
}

function refuse(reason: RefuseReason, facts: Facts = {}): Extract<Verdict, { kind: 'refuse' }> {
  return { kind: 'refuse', reason, facts }
}
