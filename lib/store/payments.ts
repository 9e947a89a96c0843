/** The journal: every change of a payment is one durable transaction, which also keeps the tallies it counts in. */
import type { IDBPTransaction } from 'idb'
import { type Clock, type Moment, tick } from '../core/clock'
import { allScope, count, scopesOf, type Tallies, type Tally } from '../core/limits'
import { tokenOf } from '../core/networks'
import { newsOf } from '../core/news'
import type { Offer } from '../core/offer'
import { chosenOffer, held, type Payment } from '../core/payment'
import type { Books, Habit } from '../core/policy'
import { shelfOf, tradeOf } from '../core/site'
import { partsOf, withPart } from '../core/spending'
import type { Journal, Matter } from '../engine/ports'
import type { Database, Schema, Title } from './database'
import {
  fromRow,
  fromRuleRow,
  fromSpentRow,
  fromTallyRow,
  type Row,
  toRow,
  toSpentRow,
  toTallyRow,
  Unreadable,
} from './rows'

/** How far back rows are looked at for earlier purchases and refusals, and for how long a refusal counts. */
const REMEMBERED = 50
const MINUTE = 60
/** For so long it is remembered that a seller would not take an offer. */
const FAILED = 24 * 3600
/** A moment is saved at least so often, that a jump of the clock is told from a quiet hour. */
const HOUR = 3600
/** Each journal the person began anew has numbers of its own, so that no nonce of an earlier one comes up again. */
const EPOCH = 2 ** 32

const STORES = ['payments', 'tallies', 'spending', 'news', 'rules', 'meta'] as const
type Stores = typeof STORES
type Transaction = IDBPTransaction<Schema, Stores, 'readwrite'>

export function journal(database: () => Promise<Database>): Journal {
  return {
    async meet(matter, clock, change) {
      const transaction = begin(await database())
      return within(transaction, async () => {
        const [row, read] = await Promise.all([
          transaction.objectStore('payments').index('openIntent').get([matter.intent, 1]),
          readBooks(transaction, matter, clock),
        ])
        const before = row && fromRow(row)
        return save(transaction, before, change(before, read.books), read)
      })
    },

    async change(id, clock, change) {
      const transaction = begin(await database())
      return within(transaction, async () => {
        const row = await transaction.objectStore('payments').get(id)
        if (!row) return undefined
        const before = fromRow(row)
        const read = await readBooks(transaction, matterOf(before), clock)
        const after = await save(transaction, before, change(before, read.books), read)
        return after === before ? undefined : after
      })
    },

    async tell(id, change) {
      const transaction = begin(await database())
      return within(transaction, async () => {
        const store = transaction.objectStore('payments')
        const row = await store.get(id)
        if (!row) return undefined
        const before = fromRow(row)
        const after = change(before)
        if (after === before) return undefined
        await Promise.all([
          store.put(toRow(after)),
          keepTallies(transaction, before, after),
          keepSpending(transaction, before, after),
          keepNews(transaction, before, after),
        ])
        return after
      })
    },

    async get(id) {
      const row = await (await database()).get('payments', id)
      return row && fromRow(row)
    },

    async open() {
      return (await (await database()).getAllFromIndex('payments', 'open', 1)).map(fromRow)
    },
  }
}

/** Notes the time, so that a clock that ran on while nothing was bought is not taken for one that was set. */
export async function keepTime(database: Database, clock: Clock): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite')
  const { moment, jumped } = tick(await savedMoment(transaction.store), clock)
  if (!jumped) await transaction.store.put(moment, 'clock')
  await transaction.done
}

function begin(database: Database): Transaction {
  return database.transaction(STORES, 'readwrite', { durability: 'strict' })
}

/** Nothing is half saved, whatever the work throws. */
async function within<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    // Everything is asked for: the browser need not wait for more.
    transaction.commit()
    await transaction.done
    return result
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

function matterOf(payment: Payment): Matter {
  const { site, seller, url } = payment.place
  return { intent: payment.intent, site, seller, url, offers: payment.demand?.offers ?? [] }
}

/** What was read for one decision, and what saving it needs to know again. */
type Read = { books: Books; saved: Moment | undefined }

async function readBooks(transaction: Transaction, matter: Matter, clock: Clock): Promise<Read> {
  const { intent, site, seller } = matter
  const payments = transaction.objectStore('payments')
  const rules = transaction.objectStore('rules')
  const meta = transaction.objectStore('meta')
  const [saved, title, rule, sellerRule, purchases, declines, tallies, habit] = await Promise.all([
    savedMoment(meta),
    meta.get('title') as Promise<Title | undefined>,
    rules.get(site),
    seller === site ? undefined : rules.get(seller),
    payments
      .index('intentSeq')
      .openCursor(beginning(intent), 'prev')
      .then((cursor) => take(cursor, REMEMBERED)),
    payments.index('declined').count(IDBKeyRange.bound([site, clock.now - MINUTE], [site, []], true)),
    readTallies(transaction, matter),
    readHabit(payments, matter),
  ])
  // Without it, windows that are already used would look like windows of another time.
  if (!saved && Object.values(tallies).some(({ ever }) => ever))
    throw new Unreadable('The time of the last payment is gone')
  const { moment, jumped } = tick(saved, clock)
  const last = purchases[0]
  const books = {
    rule: rule && fromRuleRow(rule),
    sellerRule: sellerRule && fromRuleRow(sellerRule),
    tallies,
    previous: purchases.find(({ state }) => state !== 'expired'),
    failed: failedOf(purchases, clock),
    habit,
    declines,
    seq: last && 'seq' in last ? last.seq + 1 : (title?.epoch ?? 0) * EPOCH,
    moment,
    jumped,
  }
  return { books, saved }
}

/** The offers no seller took, and nobody took back, since the same thing was last bought. */
function failedOf(purchases: Payment[], { now }: Clock): Offer[] {
  const bought = purchases.findIndex(({ state }) => state !== 'expired')
  const since = bought === -1 ? purchases : purchases.slice(0, bought)
  return since.flatMap((each) => {
    const isFailed = each.state === 'expired' && each.transaction === undefined && now - each.endedAt < FAILED
    return isFailed ? [chosenOffer(each)] : []
  })
}

async function readTallies(transaction: Transaction, { site, offers }: Matter): Promise<Tallies> {
  const store = transaction.objectStore('tallies')
  const scopes = new Set([
    allScope('real'),
    allScope('test'),
    ...offers.flatMap((offer) => Object.values(scopesOf(tokenOf(offer).purse, site, offer.payTo))),
  ])
  return Object.fromEntries(
    await Promise.all([...scopes].map(async (scope) => [scope, await readTally(store, scope)] as const)),
  )
}

export async function readTally(
  store: { get(scope: string): Promise<Schema['tallies']['value'] | undefined> },
  scope: string,
): Promise<Tally> {
  const row = await store.get(scope)
  return row ? fromTallyRow(row) : {}
}

type Trades = { index(name: 'trade' | 'shelf'): { openCursor(keys: IDBKeyRange, to: 'prev'): Promise<Cursor> } }

export async function readHabit(
  payments: Trades,
  { site, seller, url }: Pick<Matter, 'site' | 'seller' | 'url'>,
): Promise<Habit> {
  const sale = { site, seller, url }
  const latest = async (index: 'trade' | 'shelf', key: string) => {
    const [payment] = await take(await payments.index(index).openCursor(beginning(key), 'prev'), 1)
    return payment && 'usual' in payment ? payment : undefined
  }
  const [before, same] = await Promise.all([latest('trade', tradeOf(sale)), latest('shelf', shelfOf(sale))])
  const { payees, tokens } = before?.usual ?? { payees: [], tokens: [] }
  return { payees, tokens, ...(same ? { price: same.price } : {}) }
}

/** The moment of the last decision. Throws `Unreadable`. */
export async function savedMoment(meta: {
  get(key: 'clock'): Promise<Schema['meta']['value'] | undefined>
}): Promise<Moment | undefined> {
  const moment = (await meta.get('clock')) as Moment | undefined
  if (moment === undefined) return undefined
  const isGood = Number.isFinite(moment.at) && typeof moment.stamps?.day === 'string'
  if (!isGood) throw new Unreadable('The time of the last payment cannot be read')
  return moment
}

/** Every key of a compound index that begins with this text. */
export function beginning(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []])
}

type Cursor = { value: Row; continue(): Promise<Cursor> } | null

export async function take(
  cursor: Cursor,
  count: number,
  isWanted = (_row: Row) => true,
  among = Infinity,
): Promise<Payment[]> {
  const rows: Payment[] = []
  for (let at = cursor; at && rows.length < count && among > 0; among--, at = await at.continue())
    if (isWanted(at.value)) rows.push(fromRow(at.value))
  return rows
}

async function save(
  transaction: Transaction,
  before: Payment | undefined,
  after: Payment,
  { books, saved }: Read,
): Promise<Payment> {
  const isHourOld = !saved || books.moment.at - saved.at > HOUR
  const begun = 'moment' in after && !(before && 'moment' in before) ? after.moment : undefined
  const moment = begun ?? (isHourOld ? books.moment : undefined)
  if (moment) await transaction.objectStore('meta').put(moment, 'clock')
  if (after === before) return after
  const [id] = await Promise.all([
    transaction.objectStore('payments').put(toRow(after)),
    keepTallies(transaction, before, after, books.tallies),
    keepSpending(transaction, before, after),
  ])
  const numbered = after.id ? after : { ...after, id }
  await keepNews(transaction, before, numbered)
  return numbered
}

/** Keeps the tallies equal to the rows: what a change adds to the money held, it adds to every window of the row. */
async function keepTallies(
  transaction: Transaction,
  before: Payment | undefined,
  after: Payment,
  known: Tallies = {},
): Promise<void> {
  const counted = [after, before].find((payment) => payment && 'moment' in payment)
  const [was, is] = [before ? held(before) : 0n, held(after)]
  if (!counted || !('moment' in counted) || was === is) return
  const offer = chosenOffer(counted)
  const store = transaction.objectStore('tallies')
  const more = Number(is > 0n) - Number(was > 0n)
  const scopes = Object.values(scopesOf(tokenOf(offer).purse, counted.place.site, offer.payTo))
  await Promise.all(
    scopes.map(async (scope) => {
      const tally = count(known[scope] ?? (await readTally(store, scope)), counted.moment.stamps, is - was, more)
      await store.put(toTallyRow(tally), scope)
    }),
  )
}

/** Keeps what was spent by day, site and kind equal to the rows. */
async function keepSpending(transaction: Transaction, before: Payment | undefined, after: Payment): Promise<void> {
  const store = transaction.objectStore('spending')
  await Promise.all(
    partsOf(before, after).map(async ({ key, ...part }) => {
      const row = await store.get(key)
      const spent = withPart(row && fromSpentRow(row), part)
      await (spent ? store.put(toSpentRow(spent), key) : store.delete(key))
    }),
  )
}

/** Notes what is news of a payment, with the payment: whoever tells it may come later, and may die meanwhile. */
async function keepNews(transaction: Transaction, before: Payment | undefined, after: Payment): Promise<void> {
  const what = newsOf(after)
  if (what && what !== (before && newsOf(before))) await transaction.objectStore('news').put({ id: after.id, what })
}
