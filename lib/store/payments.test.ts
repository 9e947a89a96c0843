import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asking, PAYER } from '../../tests/make/offers'
import { held, type In, next, type Payment } from '../core/payment'
import { windowsOf } from '../core/windows'
import type { Books } from '../engine/ports'
import { type Database, openDatabase } from './database'
import { heldAt, history, isFirstAt, journal, lastAt } from './payments'
import { allRules, forgetRule, setRule } from './rules'

const clock = { now: 1_764_000_000, zone: 'UTC' }
const SITE = 'https://news.example'
let database: Database
let name = 0

beforeEach(async () => {
  database = await openDatabase(`books-${name++}`)
})
afterEach(() => database.close())

const books = () => journal(Promise.resolve(database))
const ask = (change: Partial<In<'asking'>> = {}) => asking({ id: 0, ...change })
const intentOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const

function approve(payment: Payment, { seq }: Books): Payment {
  const authorization = { from: PAYER, nonce: intentOf(seq), validAfter: 0, validBefore: clock.now + 60 } as const
  const windows = windowsOf('test', payment.place.site, clock.now, clock.zone)
  return next(payment, { kind: 'approve', why: 'rule', chosen: 0, seq, authorization, windows, at: clock.now })
}

test('a payment comes back as it was saved, its amounts whole numbers again', async () => {
  const saved = await books().meet({ intent: intentOf(1), site: SITE }, clock, (_open, read) =>
    approve(ask({ intent: intentOf(1), facts: { wanted: 5n } }), read),
  )
  expect(await books().get(saved.id)).toEqual(saved)
  expect(held(saved)).toBe(10_000n)
  const raw = JSON.stringify(await database.get('payments', saved.id))
  expect(raw).toContain('"amount":"10000"')
})

test('fifty purchases at once against a budget for seven: exactly seven are let through', async () => {
  const limit = 70_000n
  const decided = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      books().meet({ intent: intentOf(n), site: SITE }, clock, (_open, read) => {
        const draft = ask({ intent: intentOf(n) })
        return read.held.test.siteDay + 10_000n <= limit ? approve(draft, read) : draft
      }),
    ),
  )
  expect(decided.filter(({ state }) => state === 'approved')).toHaveLength(7)
  expect((await heldAt(database, SITE, clock)).test).toEqual({ siteDay: limit, day: limit, siteMinute: 7 })
  expect((await heldAt(database, SITE, clock)).real).toEqual({ siteDay: 0n, day: 0n, siteMinute: 0 })
})

test('one purchase met fifty times at once is one row', async () => {
  const met = await Promise.all(
    Array.from({ length: 50 }, () =>
      books().meet({ intent: intentOf(1), site: SITE }, clock, (open) => open ?? ask({ intent: intentOf(1) })),
    ),
  )
  expect(new Set(met.map(({ id }) => id)).size).toBe(1)
  expect(await books().open()).toHaveLength(1)
})

test('what is given up frees its money, in the windows it was counted in', async () => {
  const { id } = await books().meet({ intent: intentOf(1), site: SITE }, clock, (_open, read) =>
    approve(ask({ intent: intentOf(1) }), read),
  )
  const later = { ...clock, now: clock.now + 3 * 86_400 }
  await books().change(id, later, (payment) => next(payment, { kind: 'refuse', reason: 'left', at: later.now }))
  expect((await heldAt(database, SITE, clock)).test).toEqual({ siteDay: 0n, day: 0n, siteMinute: 0 })
  expect(await books().open()).toEqual([])
})

test('a change that throws leaves nothing behind, and the journal goes on working', async () => {
  await expect(
    books().meet({ intent: intentOf(1), site: SITE }, clock, () => {
      throw new Error('a bug')
    }),
  ).rejects.toThrow('a bug')
  expect(await history(database, 10)).toEqual([])
  const saved = await books().meet({ intent: intentOf(1), site: SITE }, clock, () => ask({ intent: intentOf(1) }))
  await expect(
    books().change(saved.id, clock, () => {
      throw new Error('another')
    }),
  ).rejects.toThrow('another')
  expect(await books().get(saved.id)).toEqual(saved)
})

test('a change that changes nothing says so, and so does one of a row that is not there', async () => {
  const saved = await books().meet({ intent: intentOf(1), site: SITE }, clock, () => ask({ intent: intentOf(1) }))
  expect(await books().change(saved.id, clock, (payment) => payment)).toBeUndefined()
  expect(await books().change(999, clock, (payment) => payment)).toBeUndefined()
})

test('the history is read backwards, page by page, and by site', async () => {
  for (let n = 0; n < 5; n++) {
    const site = n % 2 ? 'https://other.example' : SITE
    await books().meet({ intent: intentOf(n), site }, clock, () =>
      ask({ intent: intentOf(n), place: { ...ask().place, site } }),
    )
  }
  const [first, second] = await history(database, 2)
  expect([first?.id, second?.id]).toEqual([5, 4])
  expect((await history(database, 9, 4)).map(({ id }) => id)).toEqual([3, 2, 1])
  expect((await lastAt(database, SITE))?.id).toBe(5)
  expect(await lastAt(database, 'https://nobody.example')).toBeUndefined()
  expect(await isFirstAt(database, SITE, 5)).toBe(true)
})

test('refusals of the last minute are counted for the site alone', async () => {
  const decline = (n: number, site: string, at: number) =>
    books().meet({ intent: intentOf(n), site }, clock, () => {
      const asked = ask({ intent: intentOf(n), place: { ...ask().place, site }, at })
      return next(asked, { kind: 'refuse', reason: 'declined', at })
    })
  await decline(1, SITE, clock.now - 70)
  await decline(2, SITE, clock.now - 10)
  await decline(3, 'https://other.example', clock.now)
  let declines = -1
  await books().meet({ intent: intentOf(4), site: SITE }, clock, (_open, read) => {
    declines = read.declines
    return ask({ intent: intentOf(4) })
  })
  expect(declines).toBe(1)
})

test('a rule is kept by exact origin, and is read in the transaction that decides', async () => {
  const rule = { site: SITE, mode: 'auto', perPayment: 5n, perDay: 10n } as const
  await setRule(database, rule)
  let read: Books['rule']
  const look = (site: string) =>
    books().meet({ intent: intentOf(9), site }, clock, (open, { rule }) => {
      read = rule
      return open ?? ask({ intent: intentOf(9) })
    })
  await look(SITE)
  expect(read).toEqual(rule)
  await look('https://www.news.example')
  expect(read).toBeUndefined()
  await forgetRule(database, SITE)
  expect(await allRules(database)).toEqual([])
})
