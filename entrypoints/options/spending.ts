/** Where the money went, read in the page from the sums that are kept: the same work however long the history is. */
import { type Alert, capsOf, currentOf } from '../../lib/core/alerts'
import { daysUntil, tick } from '../../lib/core/clock'
import type { Purse } from '../../lib/core/networks'
import { type SpendingView, viewSpending } from '../../lib/core/spending'
import { clock } from '../../lib/browser/clock'
import { openDatabase } from '../../lib/store/database'
import { spendingOf } from '../../lib/store/looks'
import { savedMoment } from '../../lib/store/payments'
import { allRules } from '../../lib/store/rules'
import { preferences } from '../../lib/store/settings'
import { alertsItem } from '../../lib/store/told'

const DAYS = 30

/** The last days by the calendar that limits go by, today included. */
export async function spending(purse: Purse): Promise<SpendingView & { alerts: Alert[] }> {
  const database = await openDatabase()
  try {
    const here = clock()
    const { moment } = tick(await savedMoment(database.transaction('meta').store), here)
    const today = moment.stamps.day
    const days = daysUntil(today, DAYS)
    const [spent, told] = await Promise.all([
      spendingOf(database, purse, days[0] ?? today, today),
      alertsItem.getValue(),
    ])
    const [rules, { limits }] = await Promise.all([allRules(database), preferences()])
    // What was told of a limit that has been changed since is not so any more.
    const isSet = ({ bound, name, period, limit }: Alert) => {
      const rule = rules.find(({ site }) => site === name)
      return `${capsOf(bound, { rule, limits, now: here.now })[period]}` === limit
    }
    const alerts = currentOf(told, moment).filter((alert) => alert.purse === purse && isSet(alert))
    return { ...viewSpending(spent, days), alerts: alerts.toSorted((a, b) => b.mark - a.mark) }
  } finally {
    database.close()
  }
}
