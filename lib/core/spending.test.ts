import { expect, test } from 'vitest'
import { asking, moment, place } from '../../tests/make/offers'
import type { Payment } from './payment'
import { cellOf, keyOf, kindOf, type Kind, partOf, partsOf, type Spending, viewSpending, withPart } from './spending'
import type { Via } from './sighting'

const SITE = 'https://news.example'
const days = ['2025-11-23', '2025-11-24', '2025-11-25']

/** Cents spent. */
function spent(...cells: [day: string, site: string, kind: Kind, cents: bigint][]): Spending {
  return Object.fromEntries(
    cells.map(([day, site, kind, cents]) => {
      return [keyOf({ purse: 'real', day, site, kind }), { micros: cents * 10_000n, count: 1 }]
    }),
  )
}

test('a key is read back as what it stands for, and nothing else is', () => {
  const cell = { purse: 'test', day: '2025-11-24', site: 'http://localhost:3000', kind: 'media' } as const
  expect(cellOf(keyOf(cell))).toEqual(cell)
  for (const key of ['', 'fake 2025-11-24 https://a.example page', 'real 2025-11-24 https://a.example sound', 'real'])
    expect(cellOf(key)).toBeUndefined()
})

test('a page that is sent a form is told apart from one that is read', () => {
  expect(kindOf({ via: 'navigation', method: 'GET' })).toBe('page')
  expect(kindOf({ via: 'navigation', method: 'POST' })).toBe('form')
})

test.each<[via: Via, kind: Kind]>([
  ['fetch', 'request'],
  ['worker', 'request'],
  ['image', 'media'],
  ['media', 'media'],
  ['script', 'code'],
  ['style', 'code'],
  ['frame', 'frame'],
  ['wallet', 'wallet'],
])('what is asked for by %s is a %s, however it is sent', (via, kind) => {
  expect(kindOf({ via, method: 'GET' })).toBe(kind)
  expect(kindOf({ via, method: 'POST' })).toBe(kind)
})

const paid = (change: object = {}) =>
  ({ ...asking(), state: 'settled', moment: moment(), price: 10_000n, endedAt: 9, ...change }) as unknown as Payment
const key = `test 2025-11-24 ${SITE} page`

test('a row that holds money counts on the day its limits were charged, for its site and its kind', () => {
  expect(partOf(paid())).toEqual({ key, micros: 10_000n, count: 1 })
  expect(partOf(paid({ state: 'approved' }))).toEqual({ key, micros: 10_000n, count: 1 })
  expect(partOf(asking())).toBeUndefined()
  expect(partOf({ ...asking(), moment: moment() } as Payment)).toBeUndefined()
  expect(partOf(paid({ state: 'expired' }))).toBeUndefined()
})

test('a change adds what is new, takes what is gone, and does nothing where nothing changed', () => {
  expect(partsOf(undefined, asking())).toEqual([])
  expect(partsOf(asking(), paid())).toEqual([{ key, micros: 10_000n, count: 1 }])
  expect(partsOf(undefined, paid())).toEqual([{ key, micros: 10_000n, count: 1 }])
  expect(partsOf(paid(), paid({ state: 'issued' }))).toEqual([])
  expect(partsOf(paid({ state: 'issued' }), paid({ state: 'expired' }))).toEqual([{ key, micros: -10_000n, count: -1 }])
  const asForm = paid({ place: place({ method: 'POST' }) })
  expect(partsOf(paid(), asForm)).toEqual([
    { key, micros: -10_000n, count: -1 },
    { key: key.replace('page', 'form'), micros: 10_000n, count: 1 },
  ])
})

test('a sum grows and shrinks by its parts, and is gone with the last of them', () => {
  const one = { micros: 10_000n, count: 1 }
  expect(withPart(undefined, one)).toEqual(one)
  expect(withPart(one, { micros: 5000n, count: 1 })).toEqual({ micros: 15_000n, count: 2 })
  expect(withPart({ micros: 15_000n, count: 2 }, { micros: -5000n, count: -1 })).toEqual(one)
  expect(withPart(one, { micros: -10_000n, count: -1 })).toBeUndefined()
})

test('days without spending are there, and those before them are not counted', () => {
  const { days: seen, total } = viewSpending(
    spent(['2025-11-22', SITE, 'page', 9n], ['2025-11-23', SITE, 'page', 1n], ['2025-11-23', SITE, 'media', 2n]),
    days,
  )
  expect(total).toBe('30000')
  expect(seen).toEqual([
    { day: '2025-11-23', micros: '30000', count: 2 },
    { day: '2025-11-24', micros: '0', count: 0 },
    { day: '2025-11-25', micros: '0', count: 0 },
  ])
})

test('sites and kinds stand with the dearest first, and what is beyond the first eight sites is one sum', () => {
  const cells = Array.from({ length: 10 }, (_, n) => {
    return ['2025-11-24', `https://${n}.example`, n % 2 ? 'page' : 'media', BigInt(n + 1)] as const
  })
  const { sites, others, kinds } = viewSpending(spent(...cells.map((cell) => [...cell] as const as never)), days)
  expect(sites.map(({ site }) => site)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `https://${n}.example`))
  expect(others).toEqual({ micros: '30000', count: 2 })
  expect(kinds).toEqual([
    { kind: 'page', micros: '300000', count: 5 },
    { kind: 'media', micros: '250000', count: 5 },
  ])
})

test('no spending is nothing everywhere', () => {
  expect(viewSpending({}, days)).toMatchObject({ total: '0', sites: [], others: { micros: '0', count: 0 }, kinds: [] })
})
