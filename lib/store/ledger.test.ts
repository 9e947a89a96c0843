import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asking } from '../../tests/make/offers'
import { type Filter, matches } from '../core/history'
import { next, type Payment } from '../core/payment'
import { type Database, openDatabase } from './database'
import { entries, entriesOf, lifeIn, numbers, setRemark } from './ledger'
import { toRow } from './rows'

const SITES = ['https://a.example', 'https://b.example']
let database: Database
let name = 0

beforeEach(async () => {
  database = await openDatabase(`ledger-${name++}`)
})
afterEach(() => database.close())

const at = (id: number, change: Partial<ReturnType<typeof asking>> = {}, site = SITES[id % 2] ?? '') =>
  asking({ id, at: 1000 + id, place: { ...asking().place, site, seller: site, url: `${site}/${id}` }, ...change })

async function keep(...payments: Payment[]) {
  const transaction = database.transaction('payments', 'readwrite')
  for (const payment of payments) void transaction.store.put(toRow(payment))
  await transaction.done
}

async function all<T>(slices: AsyncGenerator<T[]>): Promise<T[]> {
  const found: T[] = []
  for await (const some of slices) found.push(...some)
  return found
}

const idsOf = async (filter: Filter) => (await all(entries(database, filter))).map(({ id }) => id)

test('everything comes newest first, each row once, however many there are and however far apart', async () => {
  const ids = [...Array.from({ length: 950 }, (_, n) => n + 1), 40_000, 7_000_000]
  await keep(...ids.map((id) => at(id)))
  expect(await all(numbers(database, {}))).toEqual(ids.toReversed())
  expect(await idsOf({})).toEqual(ids.toReversed())
})

test('no slice is longer than what can be drawn at once, even where a thousand rows are of one second', async () => {
  await keep(...Array.from({ length: 1000 }, (_, n) => at(n + 1)))
  const lengths: number[] = []
  for await (const some of entries(database, {})) lengths.push(some.length)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(100)
  await keep(...Array.from({ length: 1000 }, (_, n) => at(n + 1, { at: 5 })))
  expect(await idsOf({ from: 5, until: 6 })).toHaveLength(1000)
})

test('nothing to find is found at once', async () => {
  expect(await all(numbers(database, {}))).toEqual([])
  await keep(at(1))
  expect(await all(numbers(database, { site: 'https://c.example' }))).toEqual([])
  expect(await all(numbers(database, { from: 9999 }))).toEqual([])
})

test('a clock that was set back hides no row from its own time', async () => {
  await keep(at(1, { at: 100 }), at(2, { at: 900 }), at(3, { at: 200 }), at(4, { at: 300 }))
  expect(await all(numbers(database, { from: 100, until: 301 }))).toEqual([4, 3, 1])
  expect(await all(numbers(database, { from: 301 }))).toEqual([2])
})

test('whichever index is taken, exactly the rows that match are found', async () => {
  const refused = (id: number) => next(at(id), { kind: 'refuse', reason: 'declined', at: 2000 })
  const rows = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? refused(n + 1) : at(n + 1)))
  await keep(...rows)
  await setRemark(database, 4, { note: 'Essay' })
  const everything = (await all(entries(database, {}))).toReversed()
  const filter = fc.record(
    {
      site: fc.constantFrom(...SITES),
      outcome: fc.constantFrom('refused', 'asking', 'paid', 'paying', 'unserved', 'learned'),
      cause: fc.constantFrom('declined', 'asks'),
      from: fc.integer({ min: 990, max: 1070 }),
      until: fc.integer({ min: 990, max: 1070 }),
      find: fc.constantFrom('a.example', '1', 'essay', 'article', '0x209693bc', 'nothing'),
      most: fc.constantFrom('10000', '1'),
      after: fc.integer({ min: 0, max: 70 }),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(filter, async (filter) => {
      const expected = everything.filter((entry) => matches(entry, filter as Filter)).map(({ id }) => id)
      const found = await all(numbers(database, filter as Filter))
      expect(found.toSorted((a, b) => a - b)).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})

test('a note is found, changed, and gone when it is emptied; the row beside it stays as it is', async () => {
  await keep(at(1))
  const before = await database.get('payments', 1)
  await setRemark(database, 1, { note: 'For the essay', gotNothing: true })
  expect((await entriesOf(database, [1]))[0]).toMatchObject({ id: 1, note: 'For the essay', gotNothing: true })
  expect(await idsOf({ find: 'ESSAY' })).toEqual([1])
  expect((await lifeIn(database, 1))?.entry.note).toBe('For the essay')
  expect(await lifeIn(database, 2)).toBeUndefined()
  await setRemark(database, 1, { note: `  ${'x'.repeat(600)}` })
  expect(await database.get('remarks', 1)).toEqual({ note: 'x'.repeat(500) })
  await setRemark(database, 1, { note: ' ' })
  expect(await database.getAllKeys('remarks')).toEqual([])
  expect(await idsOf({ find: 'essay' })).toEqual([])
  expect(await database.get('payments', 1)).toEqual(before)
})

test('a row that cannot be read takes no other with it', async () => {
  await keep(at(1), at(3))
  await database.put('payments', { id: 2, at: 1, state: 'odd' })
  expect(await idsOf({})).toEqual([3, 1])
  expect((await entriesOf(database, [3, 2, 9])).map((entry) => entry?.id)).toEqual([3, undefined, undefined])
})
