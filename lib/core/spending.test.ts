import { expect, test } from 'vitest'
import { cellOf, keyOf, kindOf, type Kind, type Spending, viewSpending } from './spending'

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
  expect(kindOf({ via: 'fetch', method: 'POST' })).toBe('request')
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
