/** What learning mode proposes, read and thought over in the page: the worker has no part in it. */
import { stampsOf } from '../../lib/core/clock'
import { type Learned, type Proposal, propose } from '../../lib/core/learn'
import { tokenOf } from '../../lib/core/networks'
import { offerOf, type Payment, priceOf } from '../../lib/core/payment'
import { modeOf } from '../../lib/core/rules'
import { zone } from '../../lib/browser/clock'
import { type Database, openDatabase } from '../../lib/store/database'
import { history } from '../../lib/store/looks'
import { allRules } from '../../lib/store/rules'
import { preferences } from '../../lib/store/settings'

const PAGE = 1000

/** What the person has decided about meanwhile is not proposed again. */
export async function proposals(): Promise<Proposal[]> {
  const database = await openDatabase()
  try {
    const { limits, newSite } = await preferences()
    const now = Math.floor(Date.now() / 1000)
    const { real, test } = propose(await learnedLog(database), limits)
    const modes = new Map((await allRules(database)).map((rule) => [rule.site, modeOf(rule, now)]))
    const isOpen = (each: Proposal) => each.kind === 'limit' || (modes.get(each.site) ?? newSite) === 'learn'
    return [...real, ...test].filter(isOpen)
  } finally {
    database.close()
  }
}

async function learnedLog(database: Database): Promise<Learned[]> {
  const here = zone()
  const log: Learned[] = []
  for (let before: number | undefined; ;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before it ended
    const page = await history(database, PAGE, before, 'learned')
    log.push(...page.flatMap((payment) => learned(payment, here)))
    before = page.at(-1)?.id
    if (page.length < PAGE) return log
  }
}

function learned(payment: Payment, zone: string): Learned[] {
  const offer = offerOf(payment)
  if (!offer) return []
  const { place, intent, at } = payment
  const { day } = stampsOf(at, zone)
  return [
    { site: place.site, seller: place.seller, intent, at, day, purse: tokenOf(offer).purse, price: priceOf(offer) },
  ]
}
