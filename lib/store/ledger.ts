/**
 * The history, read by a page of ours: newest first and slice by slice, so that a page that reads through a million rows
 * never stands still. Whoever takes no more slices ends the reading.
 */
import { type Entry, entryOf, type Filter, hasWords, matches, NOTE_LENGTH, type Remark } from '../core/history'
import { type Life, lifeOf } from '../core/life'
import type { Payment, State } from '../core/payment'
import type { Outcome } from '../core/view'
import type { Database } from './database'
import { fromRow, type Row, Unreadable } from './rows'

/** The most that one slice reads: about as long as it takes to draw once. */
const ROWS = 100
const KEYS = 10_000

/** Numbers of the rows that match. Where an index knows them, no row is read. */
export async function* numbers(database: Database, filter: Filter): AsyncGenerator<number[]> {
  const order = orderOf(filter)
  const isKnown = Object.keys(filter).every((each) => order.answers.includes(each))
  if (isKnown) yield* slices(database, order, KEYS, (source, range, count) => source.getAllKeys(range, count))
  else for await (const some of entries(database, filter)) yield some.map(({ id }) => id)
}

/** The rows that match. A slice may be empty; a row that cannot be read is passed over. */
export async function* entries(database: Database, filter: Filter): AsyncGenerator<Entry[]> {
  const remarks = await allRemarks(database)
  const read = (source: Source, range: IDBKeyRange, count?: number) => source.getAll(range, count)
  for await (const rows of slices(database, orderOf(filter), ROWS, read))
    yield rows.flatMap((row) => {
      const remark = remarks.get(row.id ?? 0)
      if (!mayHave(row, remark, filter)) return []
      const entry = readable(row, (payment) => entryOf(payment, remark))
      return entry && matches(entry, filter) ? [entry] : []
    })
}

/** These rows in the order given; undefined for one that cannot be read. */
export async function entriesOf(database: Database, ids: number[]): Promise<(Entry | undefined)[]> {
  const transaction = database.transaction(['payments', 'remarks'])
  const [payments, remarks] = [transaction.objectStore('payments'), transaction.objectStore('remarks')]
  return Promise.all(
    ids.map(async (id) => {
      const [row, remark] = await Promise.all([payments.get(id), remarks.get(id)])
      return row && readable(row, (payment) => entryOf(payment, remark))
    }),
  )
}

/** One row in full; undefined where there is none, or it cannot be read. */
export async function lifeIn(database: Database, id: number): Promise<Life | undefined> {
  const [row, remark] = await Promise.all([database.get('payments', id), database.get('remarks', id)])
  return row && readable(row, (payment) => lifeOf(payment, remark))
}

/** Writes a remark beside a payment; one that says nothing takes it away. */
export async function setRemark(database: Database, id: number, { note = '', gotNothing }: Remark): Promise<void> {
  const text = note.trim().slice(0, NOTE_LENGTH)
  const remark = { ...(text ? { note: text } : {}), ...(gotNothing ? { gotNothing } : {}) }
  if (text || gotNothing) await database.put('remarks', remark, id)
  else await database.delete('remarks', id)
}

async function allRemarks(database: Database): Promise<Map<number, Remark>> {
  const { store } = database.transaction('remarks')
  const [ids, remarks] = await Promise.all([store.getAllKeys(), store.getAll()])
  return new Map(ids.map((id, place) => [id, remarks[place] ?? {}]))
}

/** To read a row in full takes longer than to see that it has none of the words, as most have not. */
function mayHave(row: Row, { note }: Remark = {}, { find }: Filter): boolean {
  if (find === undefined) return true
  const { place, demand, chosen = 0, transaction } = row as Partial<Omit<Extract<Payment, { state: 'settled' }>, 'id'>>
  const { site, seller, url } = place ?? {}
  return hasWords(
    [site, seller, url, demand?.what?.description, demand?.offers?.[chosen]?.payTo, transaction, note],
    find,
  )
}

function readable<T>(row: Row, view: (payment: Payment) => T): T | undefined {
  try {
    return view(fromRow(row))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** An index to go along, by the number that it ends with: a row's, or a time. */
type Order = {
  /** The rows themselves, where none is named. */
  index?: 'site' | 'state' | 'at'
  /** What stands before the number in its keys. */
  beginning: string[]
  first?: number
  last?: number
  /** Parts of the filter that need no other look. */
  answers: string[]
}

/** The index that leaves the fewest rows to look at. */
function orderOf({ site, outcome, from, until, after }: Filter): Order {
  if (after !== undefined) return { beginning: [], first: after + 1, answers: ['after'] }
  if (site !== undefined) return { index: 'site', beginning: [site], answers: ['site'] }
  const state = outcome && stateOf(outcome)
  if (state) return { index: 'state', beginning: [state], answers: state === outcome ? ['outcome'] : [] }
  if (from === undefined && until === undefined) return { beginning: [], answers: [] }
  return {
    index: 'at',
    beginning: [],
    answers: ['from', 'until'],
    ...(from === undefined ? {} : { first: from }),
    ...(until === undefined ? {} : { last: until - 1 }),
  }
}

/** The one state that has this outcome, where there is only one. */
function stateOf(outcome: Outcome): State | undefined {
  switch (outcome) {
    case 'asking':
    case 'locked':
      return 'asking'
    case 'confirming':
      return 'issued'
    case 'paid':
      return 'settled'
    case 'unused':
    case 'cancelled':
      return 'expired'
    case 'refused':
    case 'learned':
      return outcome
    case 'paying':
    case 'unserved':
      return undefined
  }
}

type Source = {
  openKeyCursor(range: IDBKeyRange, direction: 'next' | 'prev'): Promise<{ key: IDBValidKey } | null>
  getAll(range: IDBKeyRange, count?: number): Promise<Row[]>
  getAllKeys(range: IDBKeyRange, count?: number): Promise<number[]>
}

/**
 * Goes from the end of an order to its beginning. How many numbers hold how many rows is not known before: a stretch with
 * more than `most` is halved and read again, and where there are few the next one is longer.
 */
async function* slices<T>(
  database: Database,
  order: Order,
  most: number,
  read: (source: Source, range: IDBKeyRange, count?: number) => Promise<T[]>,
): AsyncGenerator<T[]> {
  const source = () => {
    const { store } = database.transaction('payments')
    return (order.index ? store.index(order.index) : store) as unknown as Source
  }
  const key = (number: number) => (order.beginning.length > 0 ? [...order.beginning, number] : number)
  const { first = 0, last = Infinity } = order
  if (first > last) return
  const [low, high] = await ends(source(), IDBKeyRange.bound(key(first), key(last)))
  if (low === undefined || high === undefined) return
  let length = most
  for (let end = high + 1; end > low;) {
    const begin = Math.max(low, end - length)
    const isShortest = end - begin <= 1
    const range = IDBKeyRange.bound(key(begin), key(end), false, true)
    // oxlint-disable-next-line no-await-in-loop -- each stretch begins where the one before it ended
    const found = await read(source(), range, isShortest ? undefined : most + 1)
    if (found.length > most && !isShortest) {
      length = Math.max(1, Math.floor((end - begin) / 2))
      continue
    }
    if (found.length < most / 2) length *= 2
    end = begin
    yield found.toReversed()
  }
}

async function ends(source: Source, range: IDBKeyRange): Promise<(number | undefined)[]> {
  const [first, last] = await Promise.all([source.openKeyCursor(range, 'next'), source.openKeyCursor(range, 'prev')])
  return [first, last].map((cursor) => {
    const key = cursor?.key
    return (Array.isArray(key) ? key.at(-1) : key) as number | undefined
  })
}
