/** Where the money went, read in the page from the sums that are kept: the same work however long the history is. */
import { type Alert, currentOf } from '../../lib/core/alerts'
import { daysUntil, tick } from '../../lib/core/clock'
import type { Purse } from '../../lib/core/networks'
import { type SpendingView, viewSpending } from '../../lib/core/spending'
import { openDatabase } from '../../lib/store/database'
import { savedMoment, spendingOf } from '../../lib/store/payments'
import { alertsItem } from '../../lib/store/told'

const DAYS = 30

/** The last days by the calendar that limits go by, today included. */
export async function spending(purse: Purse): Promise<SpendingView & { alerts: Alert[] }> {
  const database = await openDatabase()
  try {
    const clock = { now: Math.floor(Date.now() / 1000), zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
    const { moment } = tick(await savedMoment(database.transaction('meta').store), clock)
    const today = moment.stamps.day
    const days = daysUntil(today, DAYS)
    const [spent, told] = await Promise.all([
      spendingOf(database, purse, days[0] ?? today, today),
      alertsItem.getValue(),
    ])
    const alerts = currentOf(told, moment).filter((alert) => alert.purse === purse)
    return { ...viewSpending(spent, days), alerts: alerts.toSorted((a, b) => b.mark - a.mark) }
  } finally {
    database.close()
  }
}
