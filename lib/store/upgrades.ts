/** Numbered upgrades: each takes the database from the version before to its own. Never edit one that has shipped. */
import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { stampsOf } from '../core/clock'
import { count, type Tallies } from '../core/limits'
import { findToken } from '../core/networks'
import type { Via } from '../core/sighting'
import { shelfOf, tradeOf } from '../core/site'
import { keyOf, kindOf, type Spending, withPart } from '../core/spending'
import { toSpentRow, toTallyRow } from './rows'

type Upgrade = (
  database: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>

export const upgrades: Upgrade[] = [
  (database) => {
    const payments = database.createObjectStore('payments', { keyPath: 'id', autoIncrement: true })
    payments.createIndex('open', 'open')
    payments.createIndex('openIntent', ['intent', 'open'])
    payments.createIndex('intentSeq', ['intent', 'seq'])
    payments.createIndex('site', ['place.site', 'id'])
    payments.createIndex('siteDecided', ['place.site', 'decidedAt'])
    database.createObjectStore('sums')
    database.createObjectStore('rules', { keyPath: 'site' })
  },

  /** Windows of every length for sites, payees and all together; rules with caps for each of them. */
  async (database, transaction) => {
    const payments = transaction.objectStore('payments')
    payments.createIndex('trade', ['trade', 'id'])
    payments.createIndex('shelf', ['shelf', 'id'])
    payments.createIndex('state', ['state', 'id'])
    database.deleteObjectStore('sums')
    database.createObjectStore('tallies')
    database.createObjectStore('meta')
    const tallies = await moveRows(payments)
    const store = transaction.objectStore('tallies')
    await Promise.all(Object.entries(tallies).map(([scope, tally]) => store.put(toTallyRow(tally), scope)))
    await moveRules(transaction.objectStore('rules') as never)
  },

  /** What the person declined a moment ago, without looking at everything else of that moment. */
  (_database, transaction) => {
    transaction.objectStore('payments').createIndex('declined', ['place.site', 'declinedAt'])
  },

  /** Looking through the history by time, and what the person writes beside a payment. */
  (database, transaction) => {
    transaction.objectStore('payments').createIndex('at', 'at')
    database.createObjectStore('remarks')
  },

  /** What was spent by day, site and kind. */
  async (database, transaction) => {
    database.createObjectStore('spending')
    const spending = await spendingIn(transaction.objectStore('payments') as never)
    const store = transaction.objectStore('spending')
    await Promise.all(Object.entries(spending).map(([key, spent]) => store.put(toSpentRow(spent), key)))
  },

  /** What payments have come to, until it was told. */
  (database) => {
    database.createObjectStore('news', { autoIncrement: true })
  },
]

/** Rows read at once: few enough for the memory, many enough not to wait for each. */
const BATCH = 2000

async function spendingIn(payments: {
  getAll(query: IDBKeyRange, count: number): Promise<CountedRow[]>
}): Promise<Spending> {
  const spending: Spending = {}
  for (let last = 0; ;) {
    // oxlint-disable-next-line no-await-in-loop -- batch by batch
    const rows = await payments.getAll(IDBKeyRange.lowerBound(last, true), BATCH)
    for (const { state, place, moment, price = '', demand, chosen } of rows) {
      const { network = '', asset = '' } = demand?.offers[chosen ?? 0] ?? {}
      const token = findToken(network, asset)
      // What cannot be read is found by those who look for it; it is no reason to keep the rest from being read.
      if (!moment?.stamps?.day || !place?.site || !token || state === 'expired' || !/^\d{1,78}$/.test(price)) continue
      const key = keyOf({ purse: token.purse, day: moment.stamps.day, site: place.site, kind: kindOf(place) })
      const sum = withPart(spending[key], { micros: BigInt(price), count: 1 })
      if (sum) spending[key] = sum
    }
    const end = rows.at(-1)
    if (!end) return spending
    last = end.id
  }
}

type CountedRow = Pick<OldRow, 'state' | 'price' | 'demand' | 'chosen'> & {
  id: number
  place: { via: Via; method: string; site: string }
  moment?: { stamps: { day: string } }
}

type Cursor = { value: OldRow; update(row: unknown): Promise<unknown>; continue(): Promise<Cursor | null> }
type OldRow = {
  state: string
  reason?: string
  windows?: { day: string }
  price?: string
  decidedAt?: number
  place: { site: string; seller: string; url: string }
  demand?: { offers: { payTo: string; network: string; asset: string }[] }
  chosen?: number
}

async function moveRows(payments: { openCursor(): Promise<Cursor | null> }): Promise<Tallies> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  let tallies: Tallies = {}
  // oxlint-disable-next-line no-await-in-loop -- a cursor goes on row by row
  for (let at = await payments.openCursor(); at; at = await at.continue()) {
    const { windows, ...row } = at.value
    const isHeld = row.price !== undefined && row.state !== 'expired'
    if (windows && row.decidedAt !== undefined) {
      const stamps = stampsOf(row.decidedAt, zone)
      const { payTo = '', network, asset } = row.demand?.offers[row.chosen ?? 0] ?? {}
      const usual = { payees: [payTo], tokens: [`${network} ${asset}`] }
      const moved = { ...row, moment: { at: row.decidedAt, stamps }, usual }
      const [purse = 'real'] = windows.day.split(' ')
      // oxlint-disable-next-line no-await-in-loop -- as above
      await at.update(isHeld ? { ...moved, trade: tradeOf(row.place), shelf: shelfOf(row.place) } : moved)
      if (!isHeld) continue
      for (const scope of [`${purse} site ${row.place.site}`, `${purse} payee ${payTo.toLowerCase()}`, `${purse} all`])
        tallies = { ...tallies, [scope]: count(tallies[scope] ?? {}, stamps, BigInt(row.price ?? 0), 1) }
    } else if (row.state === 'refused' && row.reason === 'learning') {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await at.update({ ...row, state: 'learned', reason: 'asks_each_time' })
    } else if (row.reason === 'over_day_limit') {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await at.update({ ...row, reason: 'over_total_limit' })
    }
  }
  return tallies
}

async function moveRules(rules: { getAll(): Promise<OldRule[]>; put(rule: unknown): Promise<unknown> }): Promise<void> {
  for (const { site, mode, perPayment, perDay } of await rules.getAll())
    // oxlint-disable-next-line no-await-in-loop -- few, and in one transaction
    await rules.put({ site, mode, caps: { payment: perPayment, day: perDay }, sellers: [], rotates: false })
}

type OldRule = { site: string; mode: string; perPayment: string; perDay: string }
