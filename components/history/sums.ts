/** Payments added up by site. Play money is never added to real money. */
import type { Purse } from '../../lib/core/networks'
import type { MicrosText, PaymentView } from '../../lib/core/view'
import type { Seconds } from '../../lib/core/clock'

export type SiteSum = { site: string; purse: Purse; count: number; micros: MicrosText }

const DAY = 86_400

/** Without those that came again within a day: a page that was loaded twice would have been paid once. */
export function onceADay(rows: PaymentView[]): PaymentView[] {
  const counted = new Map<string, Seconds>()
  return rows
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at, site, url }) => {
      const key = `${site} ${url}`
      const before = counted.get(key)
      if (before !== undefined && at - before < DAY) return false
      counted.set(key, at)
      return true
    })
}

/** The dearest site first, real money before play money. */
export function sumsBySite(rows: PaymentView[]): SiteSum[] {
  const sums = new Map<string, SiteSum>()
  for (const { site, money } of rows) {
    if (!money) continue
    const key = `${money.purse} ${site}`
    const { count, micros } = sums.get(key) ?? { count: 0, micros: '0' }
    const sum = `${BigInt(micros) + BigInt(money.micros)}`
    sums.set(key, { site, purse: money.purse, count: count + 1, micros: sum })
  }
  return [...sums.values()].sort((a, b) => {
    if (a.purse !== b.purse) return a.purse === 'real' ? -1 : 1
    return BigInt(a.micros) < BigInt(b.micros) ? 1 : -1
  })
}
