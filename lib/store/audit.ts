/**
 * Putting the books in order: checked against their rows, counted anew, saved what can be read of them, begun anew. Done
 * by a page, which then tells the background to open them again.
 */
import { deleteDB, openDB } from 'idb'
import { type Clock, type Moment, spans, stampsOf, tick } from '../core/clock'
import { count, scopesOf, type Tallies, type Tally, usedOf } from '../core/limits'
import { tokenOf } from '../core/networks'
import { chosenOffer, held, type Payment } from '../core/payment'
import { partOf, type Spending, withPart } from '../core/spending'
import type { Problem } from '../core/view'
import { titleItem } from './books'
import { type Database, NAME, openDatabase } from './database'
import { savedMoment } from './payments'
import { fromRow, fromSpentRow, fromTallyRow, toRow, toSpentRow, toTallyRow, Unreadable } from './rows'

/** Compares every sum with its rows, and remembers when they differ. */
export async function check(name = NAME): Promise<Audit> {
  const database = await openDatabase(name)
  try {
    const audit = await auditOf(database)
    if (audit.unreadable > 0) await remember('unreadable')
    else if (audit.differing.length > 0) await remember('unbalanced')
    return audit
  } finally {
    database.close()
  }
}

/** The rows are the truth: every sum is counted anew from them. What claims to be of the future counts as of now. */
export async function recount(clock: Clock, name = NAME): Promise<void> {
  const database = await openDatabase(name)
  try {
    await recountIn(database, clock)
    await remember(undefined)
  } finally {
    database.close()
  }
}

/** Begins a new journal. What was in the old one is gone; the nonces of the new one are others. */
export async function reset(name = NAME): Promise<void> {
  const before = await titleItem.getValue()
  await deleteDB(name)
  const title = { id: crypto.randomUUID(), epoch: (before?.epoch ?? 0) + 1 }
  await titleItem.setValue(title)
  const fresh = await openDatabase(name)
  await fresh.put('meta', title, 'title')
  fresh.close()
}

async function remember(problem: Problem | undefined): Promise<void> {
  const title = await titleItem.getValue()
  if (!title) return
  const { id, epoch } = title
  await titleItem.setValue({ id, epoch, ...(problem ? { problem } : {}) })
}

/** Everything that can be read, as it is stored, whatever version or state it is in. */
export async function salvage(name = NAME): Promise<Record<string, unknown[]>> {
  const database = await openDB(name)
  try {
    const stores = [...database.objectStoreNames]
    const read = async (store: string) => [store, await database.getAll(store).catch(() => [])] as const
    return Object.fromEntries(await Promise.all(stores.map(read)))
  } finally {
    database.close()
  }
}

export type Audit = { rows: number; unreadable: number; differing: string[] }

/** Rebuilds every sum from the rows and names those that are not what is kept. */
export async function auditOf(database: Database): Promise<Audit> {
  const transaction = database.transaction(['payments', 'tallies', 'spending', 'meta'])
  const kept = transaction.objectStore('tallies')
  const sums: Sums = { tallies: {}, spending: {} }
  let [rows, unreadable] = [0, 0]
  for (let at = await transaction.objectStore('payments').openCursor(); at; at = await at.continue()) {
    rows += 1
    try {
      countIn(sums, fromRow(at.value))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unreadable += 1
    }
  }
  const moment = await savedMoment(transaction.objectStore('meta'))
  const scopes = new Set([...Object.keys(sums.tallies), ...(await kept.getAllKeys())])
  const differing: string[] = []
  for (const scope of scopes) {
    const row = await kept.get(scope)
    if (!isSame(row && fromTallyRow(row), sums.tallies[scope], moment)) differing.push(scope)
  }
  const spent = transaction.objectStore('spending')
  for (const key of new Set([...Object.keys(sums.spending), ...(await spent.getAllKeys())])) {
    const [row, counted] = [await spent.get(key), sums.spending[key]]
    const is = row && fromSpentRow(row)
    if (is?.micros !== counted?.micros || is?.count !== counted?.count) differing.push(key)
  }
  return { rows, unreadable, differing }
}

async function recountIn(database: Database, clock: Clock): Promise<void> {
  const transaction = database.transaction(['payments', 'tallies', 'spending', 'meta'], 'readwrite', {
    durability: 'strict',
  })
  const { moment } = tick(undefined, clock)
  const sums: Sums = { tallies: {}, spending: {} }
  for (let at = await transaction.objectStore('payments').openCursor(); at; at = await at.continue()) {
    const payment = fromRow(at.value)
    const isAhead = 'moment' in payment && payment.moment.at > moment.at
    const counted = isAhead ? { ...payment, moment } : payment
    if (isAhead) await at.update(toRow(counted))
    countIn(sums, counted)
  }
  const [store, spent] = [transaction.objectStore('tallies'), transaction.objectStore('spending')]
  await Promise.all([store.clear(), spent.clear()])
  for (const [scope, tally] of Object.entries(sums.tallies)) await store.put(toTallyRow(tally), scope)
  for (const [key, sum] of Object.entries(sums.spending)) await spent.put(toSpentRow(sum), key)
  await transaction.objectStore('meta').put(moment, 'clock')
  await transaction.done
}

type Sums = { tallies: Tallies; spending: Spending }

/** Adds a row to every sum that it is part of. */
function countIn({ tallies, spending }: Sums, payment: Payment): void {
  if (!('moment' in payment) || held(payment) === 0n) return
  const offer = chosenOffer(payment)
  const scopes = scopesOf(tokenOf(offer).purse, payment.place.site, offer.payTo)
  for (const scope of Object.values(scopes))
    tallies[scope] = count(tallies[scope] ?? {}, payment.moment.stamps, held(payment), 1)
  const part = partOf(payment)
  if (!part) return
  const sum = withPart(spending[part.key], part)
  if (sum) spending[part.key] = sum
}

/** Windows that have ended count for nothing, whatever is left of them. */
function isSame(kept: Tally | undefined, counted: Tally | undefined, moment: Moment | undefined): boolean {
  const stamps = moment?.stamps ?? stampsOf(0, 'UTC')
  return spans.every((span) => {
    const [a, b] = [usedOf(kept, span, stamps), usedOf(counted, span, stamps)]
    return a.micros === b.micros && a.count === b.count
  })
}
