/** How much of a limit is used up, told at half, at four fifths and when nothing is left: once for each window. */
import type { Moment, Period, Seconds } from './clock'
import { periods } from './clock'
import { type Caps, type Limits, type Scope, type Tallies, usedOf } from './limits'
import type { Purse } from './networks'
import { bindingCaps, modeOf, type Rule } from './rules'
import type { MicrosText } from './view'

/** In percent. */
export const marks = [100, 80, 50] as const
export type Mark = (typeof marks)[number]

/** A limit of which so much is used, as it is remembered: plain JSON. */
export type Alert = {
  purse: Purse
  /** What the limit binds. A ceiling binds everything together, clicks too. */
  bound: Scope | 'ceiling'
  /** The site or the payee; empty where everything is meant. */
  name: string
  period: Period
  /** The window in which it was told; empty for one that never ends. */
  stamp: string
  limit: MicrosText
  mark: Mark
}

/** Where a payment counts: the scopes are the keys of their tallies. */
export type Spender = { purse: Purse; site: string; payTo: string; scopes: Record<Scope, string> }

export type Standing = { rule: Rule | undefined; limits: Limits; tallies: Tallies; moment: Moment; now: Seconds }

/** The highest mark reached of every limit that such a payment counts against. */
export function alertsOf({ purse, site, payTo, scopes }: Spender, standing: Standing): Alert[] {
  const { tallies, moment } = standing
  const bounds: [Alert['bound'], name: string, scope: string][] = [
    ['site', site, scopes.site],
    ['payee', payTo, scopes.payee],
    ['all', '', scopes.all],
    ['ceiling', '', scopes.all],
  ]
  return bounds.flatMap(([bound, name, scope]) => {
    const caps = capsOf(bound, standing)
    return periods.flatMap((period) => {
      const limit = caps[period] ?? 0n
      const used = usedOf(tallies[scope], period, moment.stamps).micros
      const mark = limit > 0n && marks.find((each) => used * 100n >= limit * BigInt(each))
      return mark ? [{ purse, bound, name, period, stamp: stampOf(period, moment), limit: `${limit}`, mark }] : []
    })
  })
}

/** The caps that bind there: for a site those of its rule, while that pays by itself. */
export function capsOf(bound: Alert['bound'], { rule, limits, now }: Pick<Standing, 'rule' | 'limits' | 'now'>): Caps {
  const isRule = bound === 'site' && rule && modeOf(rule, now) === 'auto'
  return isRule ? bindingCaps(rule, limits) : limits[bound]
}

/** Those that were not told yet. A limit that was changed is another limit. */
export function untold(alerts: Alert[], told: Alert[]): Alert[] {
  return alerts.filter((alert) => {
    const before = told.find((each) => isOfSameLimit(each, alert))
    return !before || before.stamp !== alert.stamp || before.limit !== alert.limit || before.mark < alert.mark
  })
}

/** What to remember after those were told: one for each limit, and none of a window that has ended. */
export function remembered(told: Alert[], fresh: Alert[], moment: Moment): Alert[] {
  const kept = told.filter((each) => !fresh.some((alert) => isOfSameLimit(each, alert)))
  return currentOf([...kept, ...fresh], moment)
}

/** Those of the windows a moment lies in. */
export function currentOf(told: Alert[], moment: Moment): Alert[] {
  return told.filter(({ period, stamp }) => stamp === stampOf(period, moment))
}

function isOfSameLimit(a: Alert, b: Alert): boolean {
  return a.purse === b.purse && a.bound === b.bound && a.name === b.name && a.period === b.period
}

function stampOf(period: Period, { stamps }: Moment): string {
  return period === 'ever' ? '' : stamps[period]
}
