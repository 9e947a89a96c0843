/** The journal: every change of a payment is one durable transaction, which also keeps the sums it counts in. */
import type { IDBPTransaction } from 'idb'
import type { Purse } from '../core/networks'
import { held, type In, isOpen, type Payment } from '../core/payment'
import type { Held } from '../core/policy'
import { windowsOf } from '../core/windows'
import type { Books, Clock, Journal } from '../engine/ports'
import { type Database, fromRow, type Row, type Schema, toRow } from './database'
import { fromRuleRow } from './rules'

/** How far back rows are looked at for earlier purchases and refusals, and for how long a refusal counts. */
const REMEMBERED = 50
const MINUTE = 60

type Stores = ['payments', 'sums', 'rules']
type Transaction = IDBPTransaction<Schema, Stores, 'readwrite'>

export function journal(database: Promise<Database>): Journal {
  return {
    async meet({ intent, site }, clock, change) {
      const transaction = begin(await database)
      const row = await transaction.objectStore('payments').index('openIntent').get([intent, 1])
      const before = row && fromRow(row)
      const books = await readBooks(transaction, { intent, site }, clock)
      return save(transaction, before, () => change(before, books))
    },

    async change(id, clock, change) {
      const transaction = begin(await database)
      const row = await transaction.objectStore('payments').get(id)
      if (!row) return undefined
      const before = fromRow(row)
      const books = await readBooks(transaction, { intent: before.intent, site: before.place.site }, clock)
      const after = await save(transaction, before, () => change(before, books))
      return after === before ? undefined : after
    },

    async get(id) {
      const row = await (await database).get('payments', id)
      return row && fromRow(row)
    },

    async open() {
      return (await (await database).getAllFromIndex('payments', 'open', 1)).map(fromRow)
    },
  }
}

/** Payments before that row, newest first. */
export async function history(database: Database, count: number, before?: number): Promise<Payment[]> {
  const range = before === undefined ? null : IDBKeyRange.upperBound(before, true)
  return take(await database.transaction('payments').store.openCursor(range, 'prev'), count)
}

/** The latest thing that happened at a site. */
export async function lastAt(database: Database, site: string): Promise<Payment | undefined> {
  const { store } = database.transaction('payments')
  return (await take(await store.index('site').openCursor(within(site), 'prev'), 1))[0]
}

/** Was anything but this payment ever decided at that site? */
export async function isFirstAt(database: Database, site: string, id: number): Promise<boolean> {
  const keys = await database.getAllKeysFromIndex('payments', 'siteDecided', within(site), 2)
  return keys.every((key) => key === id)
}

/** What is spent or held now, for a site and overall. */
export async function heldAt(database: Database, site: string, clock: Clock): Promise<Record<Purse, Held>> {
  return readHeld((key) => database.get('sums', key), site, clock)
}

function begin(database: Database): Transaction {
  return database.transaction(['payments', 'sums', 'rules'], 'readwrite', { durability: 'strict' })
}

async function readBooks(
  transaction: Transaction,
  { intent, site }: { intent: string; site: string },
  clock: Clock,
): Promise<Books> {
  const payments = transaction.objectStore('payments')
  const sums = transaction.objectStore('sums')
  const purchases = await take(await payments.index('intentSeq').openCursor(within(intent), 'prev'), REMEMBERED)
  const latest = await take(
    await payments.index('site').openCursor(within(site), 'prev'),
    REMEMBERED,
    (payment) => clock.now - payment.at < MINUTE,
  )
  const rule = await transaction.objectStore('rules').get(site)
  return {
    rule: rule && fromRuleRow(rule),
    held: await readHeld((key) => sums.get(key), site, clock),
    previous: purchases.find(({ state }) => state !== 'expired'),
    seq: purchases[0] && 'seq' in purchases[0] ? purchases[0].seq + 1 : 0,
    declines: latest.filter(isDeclined).length,
  }
}

function isDeclined(payment: Payment): payment is In<'refused'> {
  return payment.state === 'refused' && (payment.reason === 'declined' || payment.reason === 'closed')
}

/** Every key of a compound index that begins with this text. */
function within(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []])
}

type Cursor = { value: Row; continue(): Promise<Cursor> } | null

async function take(
  cursor: Cursor,
  count: number,
  isWanted: (payment: Payment) => boolean = () => true,
): Promise<Payment[]> {
  const rows: Payment[] = []
  for (let at = cursor; at && rows.length < count; at = await at.continue()) {
    const payment = fromRow(at.value)
    if (!isWanted(payment)) break
    rows.push(payment)
  }
  return rows
}

async function readHeld(
  read: (key: string) => Promise<{ micros: string; count: number } | undefined>,
  site: string,
  { now, zone }: Clock,
): Promise<Record<Purse, Held>> {
  const purse = async (purse: Purse): Promise<Held> => {
    const windows = windowsOf(purse, site, now, zone)
    const [siteDay, day, siteMinute] = await Promise.all([
      read(windows.siteDay),
      read(windows.day),
      read(windows.siteMinute),
    ])
    return { siteDay: BigInt(siteDay?.micros ?? 0), day: BigInt(day?.micros ?? 0), siteMinute: siteMinute?.count ?? 0 }
  }
  const [real, test] = await Promise.all([purse('real'), purse('test')])
  return { real, test }
}

/** Runs the pure change inside the transaction; nothing is half saved, whatever it throws. */
async function save(transaction: Transaction, before: Payment | undefined, change: () => Payment): Promise<Payment> {
  try {
    const after = change()
    if (after === before) {
      await transaction.done
      return after
    }
    const id = await transaction.objectStore('payments').put(toRow(after, isOpen(after) ? 1 : undefined))
    await count(transaction, before, after)
    await transaction.done
    return after.id ? after : { ...after, id }
  } catch (error) {
    // The transaction may have ended by itself already; either way its `done` must not go unheard.
    transaction.done.catch(() => undefined)
    try {
      transaction.abort()
    } catch (late) {
      if (!(late instanceof DOMException)) throw late
    }
    throw error
  }
}

/** Keeps the sums equal to the rows: what a change adds to the money held, it adds to every window of the row. */
async function count(transaction: Transaction, before: Payment | undefined, after: Payment): Promise<void> {
  const windows = windowsIn(after) ?? (before && windowsIn(before))
  const [was, is] = [before ? held(before) : 0n, held(after)]
  if (!windows || was === is) return
  const sums = transaction.objectStore('sums')
  for (const key of Object.values(windows)) {
    const sum = (await sums.get(key)) ?? { micros: '0', count: 0 }
    const more = Number(is > 0n) - Number(was > 0n)
    await sums.put({ micros: `${BigInt(sum.micros) + is - was}`, count: sum.count + more }, key)
  }
}

function windowsIn(payment: Payment) {
  return 'windows' in payment ? payment.windows : undefined
}
