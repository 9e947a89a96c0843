/** What rules and limits would suit a person? Told from what learning mode wrote down; nothing was spent. */
import { least, most, type Micros } from './amount'
import { type Period, periods, type Seconds, stampsOf } from './clock'
import { type Caps, type Limits, tighter } from './limits'
import type { Purse } from './networks'
import type { Origin } from './site'

/** One payment that would have been asked about. */
export type Learned = {
  site: Origin
  seller: Origin
  intent: string
  at: Seconds
  /** The calendar day where the person was, e.g. `2026-11-24`. */
  day: string
  purse: Purse
  /** Micro-dollars. */
  price: Micros
}

/** Why a site's rule is proposed: `regular` pays by itself, all others ask. */
export const ruleReasons = ['regular', 'few', 'third_party', 'dear', 'unsteady'] as const
export type RuleReason = (typeof ruleReasons)[number]

/** Why another limit is proposed: the sites that would pay by themselves need more, or far less than is allowed. */
export const limitReasons = ['room', 'tight'] as const
export type LimitReason = (typeof limitReasons)[number]

/** The overall limits that a log of days can tell something about. */
export const learnedPeriods = ['day', 'week', 'month'] as const satisfies Period[]
export type LearnedPeriod = (typeof learnedPeriods)[number]

/** What was seen at one site. Money in micro-dollars; a repeat is no purchase and costs nothing. */
export type RuleFacts = {
  purchases: number
  /** The same thing again within 24 hours, which is asked about and not paid twice. */
  repeats: number
  /** Days with a purchase. */
  days: number
  /** The highest price, the median one (the lower of two), what the dearest day came to, and all days. */
  most: Micros
  usual: Micros
  busiest: Micros
  total: Micros
}

export type RuleProposal = {
  kind: 'rule'
  purse: Purse
  site: Origin
  mode: 'auto' | 'ask'
  /** Micro-dollars, within every limit there is. */
  caps: { payment: Micros; day: Micros }
  reason: RuleReason
  facts: RuleFacts
}

export type LimitProposal = {
  kind: 'limit'
  purse: Purse
  which: LearnedPeriod
  /** What is proposed for it, in micro-dollars. */
  limit: Micros
  reason: LimitReason
  /** What it is now, what the busiest such window came to, and how many days there is a log of. */
  facts: { now: Micros; busiest: Micros; days: number }
}

export type Proposal = RuleProposal | LimitProposal

const DAY = 24 * 3600
/** As long as what was bought is not bought again in silence (product.md §4 "Bought already"). */
const REPEAT: Seconds = DAY
/** What it takes to be regular. */
const REGULAR = { purchases: 3, days: 2 }
/** A price more than this many times the usual one is unsteady. */
const STEADY = 2n
/** Room left above the busiest window. */
const ROOM = 2n
/** A limit so many times what would do is far more than is used. */
const SLACK = 4n
/** Days of log before a limit is called too wide. */
const ENOUGH: Record<LearnedPeriod, number> = { day: 7, week: 28, month: 90 }

/** Proposals for each purse: rules for sites, those where most would have been spent first, then overall limits. */
export function propose(log: readonly Learned[], limits: Limits): Record<Purse, Proposal[]> {
  const inOrder = log.toSorted(byTime)
  return { real: proposeFor('real', inOrder, limits), test: proposeFor('test', inOrder, limits) }
}

function proposeFor(purse: Purse, all: Learned[], limits: Limits): Proposal[] {
  const log = all.filter((each) => each.purse === purse)
  const sites = grouped(log, ({ site }) => site).map((visits) => {
    const bought = purchasesOf(visits)
    return { bought, proposal: proposeRule(bought, visits.length - bought.length, limits) }
  })
  const automatic = sites.filter(({ proposal }) => proposal.mode === 'auto').flatMap(({ bought }) => bought)
  const rules = sites.map(({ proposal }) => proposal)
  rules.sort((a, b) => byMoney(a.facts.total, b.facts.total) || byText(a.site, b.site))
  return [...rules, ...proposeLimits(purse, automatic, daysOf(log), limits)]
}

function proposeRule(bought: Learned[], repeats: number, limits: Limits): RuleProposal {
  const [first] = bought
  if (!first) throw new Error('No rule without a purchase')
  const days = sums(bought, ({ day }) => day)
  const prices = bought.map(({ price }) => price).sort(byMoney)
  const facts: RuleFacts = {
    purchases: bought.length,
    repeats,
    days: days.length,
    most: highest(prices),
    usual: prices[prices.length >> 1] ?? 0n,
    busiest: highest(days),
    total: prices.reduce((sum, price) => sum + price, 0n),
  }
  const caps = [limits.site, limits.all, limits.ceiling].reduce<Caps>(tighter, {})
  const payment = atMost(limits.payee.payment, atMost(capOf(caps, 'payment'), stepAbove(facts.most)))
  const day = atMost(capOf(caps, 'day'), stepAbove(facts.busiest * ROOM))
  const isOwn = bought.every(({ seller, site }) => seller === site)
  const reason = reasonFor(facts, isOwn, payment)
  const mode = reason === 'regular' ? 'auto' : 'ask'
  return { kind: 'rule', purse: first.purse, site: first.site, mode, caps: { payment, day }, reason, facts }
}

/** The first thing that speaks against paying by itself. */
function reasonFor({ purchases, days, most, usual }: RuleFacts, isOwn: boolean, payment: Micros): RuleReason {
  if (!isOwn) return 'third_party'
  if (purchases < REGULAR.purchases || days < REGULAR.days) return 'few'
  if (most > payment) return 'dear'
  if (most > usual * STEADY) return 'unsteady'
  return 'regular'
}

function proposeLimits(purse: Purse, bought: Learned[], days: number, limits: Limits): LimitProposal[] {
  const { site, all, ceiling } = limits
  return learnedPeriods.flatMap((which) => {
    const { [which]: allowed, ...others } = all
    if (allowed === undefined || bought.length === 0) return []
    const busiest = highest(sums(bought, (each) => stampsOf(inUtc(each), 'UTC')[which]))
    const fit = stepAbove(busiest * ROOM)
    const propose = (reason: LimitReason, limit: Micros): LimitProposal[] => [
      { kind: 'limit', purse, which, limit, reason, facts: { now: allowed, busiest, days } },
    ]
    const wider = atMost(capOf(tighter(others, ceiling), which), fit)
    if (busiest > allowed) return wider > allowed ? propose('room', wider) : []
    // Below the limits of shorter windows, or of one site, it would make them a lie.
    const shorter = LADDER.slice(0, LADDER.indexOf(which)).flatMap((name) => [all[name], site[name]])
    const narrower = [...shorter, site[which]].reduce<Micros>((limit, cap) => most(limit, cap ?? 0n), fit)
    return days >= ENOUGH[which] && narrower * SLACK <= allowed ? propose('tight', narrower) : []
  })
}

/** One site's visits without the repeats: each thing once in 24 hours. */
function purchasesOf(visits: Learned[]): Learned[] {
  const latest = new Map<string, Seconds>()
  return visits.filter(({ intent, at }) => {
    const before = latest.get(intent)
    if (before !== undefined && at - before < REPEAT) return false
    latest.set(intent, at)
    return true
  })
}

/** What was spent in each of the windows a purchase can be in. */
function sums(bought: Learned[], windowOf: (purchase: Learned) => string): Micros[] {
  return grouped(bought, windowOf).map((purchases) => purchases.reduce((sum, { price }) => sum + price, 0n))
}

function grouped(log: Learned[], nameOf: (each: Learned) => string): Learned[][] {
  const groups = new Map<string, Learned[]>()
  for (const each of log) {
    const group = groups.get(nameOf(each))
    if (group) group.push(each)
    else groups.set(nameOf(each), [each])
  }
  return [...groups.values()]
}

/** A moment that lies in UTC in the calendar day that this was for the person: weeks and months then need no zone. */
function inUtc({ at, day }: Learned): Seconds {
  return [at, at - DAY, at + DAY].find((moment) => stampsOf(moment, 'UTC').day === day) ?? at
}

/** Calendar days from the first to the last. */
function daysOf(log: Learned[]): number {
  const [first, last] = [log[0], log.at(-1)]
  return first && last ? Math.floor(inUtc(last) / DAY) - Math.floor(inUtc(first) / DAY) + 1 : 0
}

/** What caps leave to one window: none may cost more than a longer one. */
function capOf(caps: Caps, name: 'payment' | Period): Micros | undefined {
  const longer = LADDER.slice(LADDER.indexOf(name)).flatMap((each) => caps[each] ?? [])
  return longer.length > 0 ? longer.reduce(least) : undefined
}

const LADDER = ['payment', ...periods] as const

/** The next of 1, 2, 5, 10, 20, 50 … micro-dollars that is no less. */
function stepAbove(price: Micros): Micros {
  let step = 1n
  while (step * 10n < price) step *= 10n
  return [1n, 2n, 5n].map((times) => times * step).find((each) => each >= price) ?? step * 10n
}

function atMost(cap: Micros | undefined, price: Micros): Micros {
  return cap === undefined ? price : least(cap, price)
}

function highest(amounts: Micros[]): Micros {
  return amounts.reduce(most, 0n)
}

/** More money first. */
function byMoney(a: Micros, b: Micros): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}

function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Of the same thing at the same second the dearer counts. */
function byTime(a: Learned, b: Learned): number {
  return a.at - b.at || byMoney(a.price, b.price) || byText(a.day, b.day) || byText(a.seller, b.seller)
}
