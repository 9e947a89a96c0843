/** How much may be spent by itself, on what, in which window; and what is spent or held in those windows already. */
import { least, type Micros } from './amount'
import { endOf, type Moment, type Period, periods, type Seconds, type Span, type Stamps } from './clock'
import type { Purse } from './networks'
import type { Origin } from './site'

/** Caps in micro-dollars: on one payment and on windows; `minute` is a number of payments. What is absent is not capped. */
export type Caps = Partial<Record<Period, Micros>> & { payment?: Micros; minute?: number }

/** Caps that say at least what one payment and one day may cost. */
export type FullCaps = Caps & { payment: Micros; day: Micros }

/** Limits on automatic payments everywhere, on top of every rule. Real and test money are each held to them apart. */
export type Limits = {
  /** For each site, whatever its rule says. */
  site: FullCaps
  /** For each payee, whatever the site. */
  payee: Caps
  /** For everything together. */
  all: Caps & { day: Micros }
  /** For everything together, and not even a click goes past these. */
  ceiling: Caps
}

export const defaultLimits: Limits = {
  site: { payment: 100_000n, day: 1_000_000n, minute: 30 },
  payee: {},
  all: { day: 5_000_000n },
  ceiling: {},
}

/** What is spent or held in one window: the sum of what its rows hold, and how many they are. */
export type Sum = { stamp: string; micros: Micros; count: number }

/** The current windows of one scope. A window that has ended is gone from here; its rows remain. */
export type Tally = Partial<Record<Span, Sum>>

/** Scopes a payment counts in, as keys of their tallies. */
export type Scope = 'site' | 'payee' | 'all'
export type Tallies = Record<string, Tally>

export function scopesOf(purse: Purse, site: Origin, payTo: string): Record<Scope, string> {
  return { site: siteScope(purse, site), payee: `${purse} payee ${payTo.toLowerCase()}`, all: allScope(purse) }
}

export function siteScope(purse: Purse, site: Origin): string {
  return `${purse} site ${site}`
}

export function allScope(purse: Purse): string {
  return `${purse} all`
}

/** The tally after this much more (or less) is held by a row of those windows. Windows that have ended are left alone. */
export function count(tally: Tally, stamps: Stamps, micros: Micros, number: number): Tally {
  const after: Tally = { ...tally }
  const add = (span: Span, stamp: string) => {
    const sum = tally[span]
    if (sum && sum.stamp > stamp) return
    const begun = sum?.stamp === stamp ? sum : { stamp, micros: 0n, count: 0 }
    after[span] = { stamp, micros: begun.micros + micros, count: begun.count + number }
  }
  for (const span of ['minute', 'hour', 'day', 'week', 'month'] as const) add(span, stamps[span])
  add('ever', '')
  return after
}

/** What is used of a window now. */
export function usedOf(tally: Tally | undefined, span: Span, stamps: Stamps): { micros: Micros; count: number } {
  const sum = tally?.[span]
  if (!sum || (span !== 'ever' && sum.stamp !== stamps[span])) return { micros: 0n, count: 0 }
  return sum
}

/** The cap that stands in the way, and when it is whole again. */
export type Over = {
  period: Period | 'payment' | 'minute'
  limit: bigint
  used: bigint
  resets?: Seconds
}

/** The first of the caps that a payment of this price would pass. */
export function passed(
  caps: Caps,
  tally: Tally | undefined,
  price: Micros,
  moment: Moment,
  zone: string,
): Over | undefined {
  const { stamps, at } = moment
  if (caps.payment !== undefined && price > caps.payment) return { period: 'payment', limit: caps.payment, used: 0n }
  for (const period of periods) {
    const limit = caps[period]
    const used = usedOf(tally, period, stamps).micros
    if (limit === undefined || used + price <= limit) continue
    const resets = endOf(period, moment, zone)
    return { period, limit, used, ...(resets === undefined ? {} : { resets }) }
  }
  const { count } = usedOf(tally, 'minute', stamps)
  if (caps.minute !== undefined && count >= caps.minute)
    return { period: 'minute', limit: BigInt(caps.minute), used: BigInt(count), resets: (Math.floor(at / 60) + 1) * 60 }
  return undefined
}

/** Of two sets of caps the tighter in everything. */
export function tighter(a: Caps, b: Caps): Caps {
  const caps: Caps = { ...a, ...b }
  for (const name of ['payment', ...periods] as const) {
    const [left, right] = [a[name], b[name]]
    if (left !== undefined && right !== undefined) caps[name] = least(left, right)
  }
  if (a.minute !== undefined && b.minute !== undefined) caps.minute = Math.min(a.minute, b.minute)
  return caps
}
