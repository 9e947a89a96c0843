import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asking, offer, PAYER, place, USDC_BASE } from '../../tests/make/offers'
import { chosenOffer, type Event, held, next, type Payment } from '../core/payment'
import { tokenOf } from '../core/networks'
import { vias } from '../core/sighting'
import { keyOf, kindOf, type Spending } from '../core/spending'
import { auditOf } from './audit'
import { openDatabase } from './database'
import { history, spendingOf } from './looks'
import { journal } from './payments'

const NOW = 1_764_000_000
const DAY = 86_400
const sites = ['https://news.example', 'https://a.example', 'http://localhost:3000']
const intentOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const

type Step =
  | { do: 'buy'; n: number; site: number; via: number; method: string; days: number; real: boolean; price: number }
  | { do: 'end'; n: number; how: 'used' | 'unused' }
  | { do: 'meet'; n: number; via: number }

const n = fc.nat(5)
const via = fc.nat(vias.length - 1)
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('buy' as const),
    n,
    site: fc.nat(2),
    via,
    method: fc.constantFrom('GET', 'POST'),
    days: fc.nat(1),
    real: fc.boolean(),
    price: fc.integer({ min: 1, max: 10 ** 9 }),
  }),
  fc.record({ do: fc.constant('end' as const), n, how: fc.constantFrom('used' as const, 'unused' as const) }),
  fc.record({ do: fc.constant('meet' as const), n, via }),
)

const credential = { header: 'PAYMENT-SIGNATURE', value: 'x' }
const token = (isReal: boolean) =>
  isReal ? { network: 'eip155:8453', asset: USDC_BASE, extra: { name: 'USD Coin', version: '2' } } : {}
let count = 0

/** Whatever happens to purchases, one after the other, as the engine would have it. */
async function play(story: Step[]) {
  const database = await openDatabase(`spending-${count++}`)
  const books = journal(async () => database)
  const tell = (id: number, event: Event) => books.tell(id, (payment) => next(payment, event))
  const ids = new Map<number, number>()
  let now = NOW
  for (const step of story) {
    const id = ids.get(step.n)
    if (step.do === 'end' && id) await tell(id, { kind: step.how, at: now })
    if (step.do === 'meet' && id) {
      const before = await books.get(id)
      if (before) await tell(id, { kind: 'move', place: { ...before.place, via: vias[step.via] ?? 'fetch' } })
    }
    if (step.do !== 'buy') continue
    now += step.days * DAY
    const site = sites[step.site] ?? ''
    const change = {
      demand: { ...asking().demand, offers: [offer({ ...token(step.real), amount: `${step.price}` })] },
      place: place({ site, via: vias[step.via] ?? 'fetch', method: step.method }),
    }
    const matter = { intent: intentOf(step.n), site, seller: site, url: `${site}/a`, offers: change.demand.offers }
    const { id: saved } = await books.meet(matter, { now, zone: 'UTC' }, (open, { seq, moment, habit }) => {
      if (open) return open
      const authorization = { from: PAYER, nonce: intentOf(seq), validAfter: 0, validBefore: now + 60 } as const
      const draft = asking({ id: 0, intent: matter.intent, at: now, ...change })
      return next(draft, { kind: 'approve', why: 'rule', chosen: 0, seq, authorization, moment, usual: habit, at: now })
    })
    ids.set(step.n, saved)
    await tell(saved, { kind: 'signed', credential })
    await tell(saved, { kind: 'present' })
  }
  return database
}

/** The same sums, added up in the plainest way. */
function summed(rows: Payment[]): Spending {
  const sums: Spending = {}
  for (const row of rows) {
    if (!('moment' in row) || held(row) === 0n) continue
    const { purse } = tokenOf(chosenOffer(row))
    const key = `${purse} ${row.moment.stamps.day} ${row.place.site} ${kindOf(row.place)}`
    const { micros, count: payments } = sums[key] ?? { micros: 0n, count: 0 }
    sums[key] = { micros: micros + held(row), count: payments + 1 }
  }
  return sums
}

test('what was spent by day, site and kind is what the rows add up to, whatever became of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 25 }), async (story) => {
      const database = await play(story)
      const rows = await history(database, 1000)
      const [real, pretend] = await Promise.all([
        spendingOf(database, 'real', '2000-01-01', '2099-12-31'),
        spendingOf(database, 'test', '2000-01-01', '2099-12-31'),
      ])
      expect({ ...real, ...pretend }).toEqual(summed(rows))
      expect((await auditOf(database)).differing).toEqual([])
      database.close()
    }),
    { numRuns: 150, includeErrorInReport: true },
  )
})

test('days are asked for with their ends, and the money of one purse alone', async () => {
  const buy = { do: 'buy', site: 0, via: 0, method: 'GET', price: 7 } as const
  const database = await play([
    { ...buy, n: 0, days: 0, real: true },
    { ...buy, n: 1, days: 1, real: true },
    { ...buy, n: 2, days: 0, real: false },
    { ...buy, n: 3, days: 1, real: true },
  ])
  const cell = { purse: 'real', site: sites[0] ?? '', kind: 'page' } as const
  expect(await spendingOf(database, 'real', '2025-11-24', '2025-11-25')).toEqual({
    [keyOf({ ...cell, day: '2025-11-24' })]: { micros: 7n, count: 1 },
    [keyOf({ ...cell, day: '2025-11-25' })]: { micros: 7n, count: 1 },
  })
  database.close()
})

test('a sum that says more than its rows is found', async () => {
  const database = await play([{ do: 'buy', n: 0, site: 0, via: 0, method: 'GET', days: 0, real: false, price: 7 }])
  const key = keyOf({ purse: 'test', day: '2025-11-24', site: sites[0] ?? '', kind: 'page' })
  await database.put('spending', { micros: '8', count: 1 }, key)
  await database.put('spending', { micros: '1', count: 1 }, 'test 2025-11-25 https://x.example page')
  expect((await auditOf(database)).differing).toEqual([key, 'test 2025-11-25 https://x.example page'])
  database.close()
})
