/** Payments added up by site. Play money is never added to real money. */
import type { Purse } from '../../lib/core/networks'
import type { MicrosText, Outcome, PaymentView } from '../../lib/core/view'
import type { Seconds } from '../../lib/core/windows'

export type SiteSum = { site: string; purse: Purse; count: number; micros: MicrosText }

const spent: Outcome[] = ['paying', 'confirming', 'paid', 'unserved']

/** What each site took, or may still take, since then. */
export function spentSince(rows: PaymentView[], since: Seconds): SiteSum[] {
  return sumsBySite(rows.filter(({ at, outcome }) => at >= since && spent.includes(outcome)))
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
