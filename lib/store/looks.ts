/** What pages, cards and notices are told of the books. Nothing is decided by it. */
import { type Clock, type Moment, tick } from '../core/clock'
import { allScope, siteScope, type Tallies, type Tally } from '../core/limits'
import type { Purse } from '../core/networks'
import type { News } from '../core/news'
import type { Payment } from '../core/payment'
import type { Habit } from '../core/policy'
import type { Spending } from '../core/spending'
import type { Database } from './database'
import { fromSpentRow } from './rows'
import { beginning, readHabit, readTally, savedMoment, take } from './payments'

/** Payments before that row, newest first; of one state, where only that is wanted. */
export async function history(
  database: Database,
  count: number,
  before?: number,
  state?: Payment['state'],
): Promise<Payment[]> {
  const { store } = database.transaction('payments')
  if (state) {
    const range = IDBKeyRange.bound([state], [state, before ?? []], false, true)
    return take(await store.index('state').openCursor(range, 'prev'), count)
  }
  const range = before === undefined ? null : IDBKeyRange.upperBound(before, true)
  return take(await store.openCursor(range, 'prev'), count)
}

/** The latest payments that were decided on, looked for among so many of the latest rows. */
export async function latestDecided(database: Database, count: number, among: number): Promise<Payment[]> {
  const cursor = await database.transaction('payments').store.openCursor(null, 'prev')
  return take(cursor, count, (row) => 'seq' in row, among)
}

/** The latest thing that happened at a site. */
export async function lastAt(database: Database, site: string): Promise<Payment | undefined> {
  const { store } = database.transaction('payments')
  return (await take(await store.index('site').openCursor(beginning(site), 'prev'), 1))[0]
}

/** What is usual for the trade of a payment, as a decision about it would read it. */
export async function habitOf(database: Database, { place }: Payment): Promise<Habit> {
  return readHabit(database.transaction('payments').store, place)
}

/** Was anything but this payment ever decided at that site? */
export async function isFirstAt(database: Database, site: string, id: number): Promise<boolean> {
  const keys = await database.getAllKeysFromIndex('payments', 'siteDecided', beginning(site), 2)
  return keys.every((key) => key === id)
}

/** The tallies of those scopes, and the moment that counts. */
export async function talliesOf(
  database: Database,
  scopes: string[],
  clock: Clock,
): Promise<{ tallies: Tallies; moment: Moment; jumped: boolean }> {
  const transaction = database.transaction(['tallies', 'meta'])
  const store = transaction.objectStore('tallies')
  const [saved, ...read] = await Promise.all([
    savedMoment(transaction.objectStore('meta')),
    ...scopes.map(async (scope) => [scope, await readTally(store, scope)] as const),
  ])
  return { tallies: Object.fromEntries(read), ...tick(saved, clock) }
}

/** What is spent or held now, for a site and overall, and the moment that counts. */
export async function talliesAt(
  database: Database,
  site: string,
  clock: Clock,
): Promise<{ moment: Moment; jumped: boolean; site: Record<Purse, Tally>; all: Record<Purse, Tally> }> {
  const scopes = [siteScope('real', site), siteScope('test', site), allScope('real'), allScope('test')]
  const { tallies, ...time } = await talliesOf(database, scopes, clock)
  const [real = {}, test = {}, allReal = {}, allTest = {}] = scopes.map((scope) => tallies[scope])
  return { ...time, site: { real, test }, all: { real: allReal, test: allTest } }
}

/** What payments have come to and was not told yet, in that order. */
export async function newsIn(database: Database): Promise<{ key: number; id: number; what: News }[]> {
  const { store } = database.transaction('news')
  const [keys, news] = await Promise.all([store.getAllKeys(), store.getAll()])
  return news.map((each, place) => ({ key: keys[place] ?? 0, ...each }))
}

/** Crosses out what was told. */
export async function forgetNews(database: Database, told: { key: number }[]): Promise<void> {
  const last = told.at(-1)
  if (last) await database.delete('news', IDBKeyRange.upperBound(last.key))
}

/** What was spent in a purse from one day to another, both included. */
export async function spendingOf(database: Database, purse: Purse, from: string, to: string): Promise<Spending> {
  const range = IDBKeyRange.bound(`${purse} ${from}`, `${purse} ${to}!`)
  const { store } = database.transaction('spending')
  const [keys, sums] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
  return Object.fromEntries(sums.map((row, place) => [keys[place], fromSpentRow(row)]))
}
