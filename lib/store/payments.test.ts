import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asking, PAYEE, PAYER } from '../../tests/make/offers'
import { held, type In, next, type Payment } from '../core/payment'
import { siteScope, usedOf } from '../core/limits'
import { tokenKey } from '../core/networks'
import type { Books } from '../core/policy'
import { newRule } from '../core/rules'
import type { Matter } from '../engine/ports'
import { type Database, openDatabase } from './database'
import { auditOf } from './audit'
import { history, isFirstAt, lastAt, talliesAt } from './looks'
import { journal, keepTime } from './payments'
import { allRules, changeRule, forgetRule } from './rules'

const clock = { now: 1_764_000_000, zone: 'UTC' }
const SITE = 'https://news.example'
let database: Database
let name = 0

beforeEach(async () => {
  database = await openDatabase(`books-${name++}`)
})
afterEach(() => database.close())

const books = () => journal(async () => database)
const ask = (change: Partial<In<'asking'>> = {}) => asking({ id: 0, ...change })
const intentOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const

const matter = (n: number, site = SITE, change: Partial<Matter> = {}): Matter => {
  return { intent: intentOf(n), site, seller: site, url: `${site}/a`, offers: ask().demand.offers, ...change }
}

function approve(payment: Payment, { seq, moment, habit }: Books): Payment {
  const authorization = { from: PAYER, nonce: intentOf(seq), validAfter: 0, validBefore: clock.now + 60 } as const
  return next(payment, {
    kind: 'approve',
    why: 'rule',
    chosen: 0,
    seq,
    authorization,
    moment,
    usual: habit,
    at: clock.now,
  })
}

/** What is used of the windows of a day now, in test money. */
async function usedToday(at = clock, site = SITE) {
  const { site: bySite, all, moment } = await talliesAt(database, site, at)
  return { site: usedOf(bySite.test, 'day', moment.stamps), all: usedOf(all.test, 'day', moment.stamps) }
}

test('a payment comes back as it was saved, its amounts whole numbers again', async () => {
  const saved = await books().meet(matter(1), clock, (_open, read) =>
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
      books().meet(matter(n), clock, (_open, read) => {
        const draft = ask({ intent: intentOf(n) })
        const used = usedOf(read.tallies[siteScope('test', SITE)], 'day', read.moment.stamps).micros
        return used + 10_000n <= limit ? approve(draft, read) : draft
      }),
    ),
  )
  expect(decided.filter(({ state }) => state === 'approved')).toHaveLength(7)
  expect(await usedToday()).toMatchObject({ site: { micros: limit, count: 7 }, all: { micros: limit, count: 7 } })
  expect((await talliesAt(database, SITE, clock)).all.real).toEqual({})
  expect((await auditOf(database)).differing).toEqual([])
})

test('one purchase met fifty times at once is one row', async () => {
  const met = await Promise.all(
    Array.from({ length: 50 }, () => books().meet(matter(1), clock, (open) => open ?? ask({ intent: intentOf(1) }))),
  )
  expect(new Set(met.map(({ id }) => id)).size).toBe(1)
  expect(await books().open()).toHaveLength(1)
})

test('what is given up frees its money, in the windows it was counted in', async () => {
  const { id } = await books().meet(matter(1), clock, (_open, read) => approve(ask({ intent: intentOf(1) }), read))
  const later = { ...clock, now: clock.now + 3 * 86_400 }
  await books().change(id, later, (payment) => next(payment, { kind: 'refuse', reason: 'left', at: later.now }))
  expect(await usedToday()).toMatchObject({ site: { micros: 0n, count: 0 }, all: { micros: 0n, count: 0 } })
  expect((await auditOf(database)).differing).toEqual([])
  expect(await books().open()).toEqual([])
})

test('a change that throws leaves nothing behind, and the journal goes on working', async () => {
  await expect(
    books().meet(matter(1), clock, () => {
      throw new Error('a bug')
    }),
  ).rejects.toThrow('a bug')
  expect(await history(database, 10)).toEqual([])
  const saved = await books().meet(matter(1), clock, () => ask({ intent: intentOf(1) }))
  await expect(
    books().change(saved.id, clock, () => {
      throw new Error('another')
    }),
  ).rejects.toThrow('another')
  expect(await books().get(saved.id)).toEqual(saved)
})

test('a change that changes nothing says so, and so does one of a row that is not there', async () => {
  const saved = await books().meet(matter(1), clock, () => ask({ intent: intentOf(1) }))
  expect(await books().change(saved.id, clock, (payment) => payment)).toBeUndefined()
  expect(await books().change(999, clock, (payment) => payment)).toBeUndefined()
})

test('the history is read backwards, page by page, and by site', async () => {
  for (let n = 0; n < 5; n++) {
    const site = n % 2 ? 'https://other.example' : SITE
    await books().meet(matter(n, site), clock, () => ask({ intent: intentOf(n), place: { ...ask().place, site } }))
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
    books().meet(matter(n, site), clock, () => {
      const asked = ask({ intent: intentOf(n), place: { ...ask().place, site }, at })
      return next(asked, { kind: 'refuse', reason: 'declined', at })
    })
  await decline(1, SITE, clock.now - 70)
  await decline(2, SITE, clock.now - 10)
  await decline(3, 'https://other.example', clock.now)
  let declines = -1
  await books().meet(matter(4), clock, (_open, read) => {
    declines = read.declines
    return ask({ intent: intentOf(4) })
  })
  expect(declines).toBe(1)
})

test('a rule is kept by exact origin, and is read in the transaction that decides', async () => {
  const rule = newRule(SITE, 'auto', { payment: 5n, day: 10n, week: 30n, minute: 2 })
  await changeRule(database, SITE, () => rule)
  let read: Books['rule']
  const look = (site: string) =>
    books().meet(matter(9, site), clock, (open, { rule }) => {
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

test('what is usual is what was agreed to: payees and tokens of the seller, the last price of the path', async () => {
  const buy = (n: number, url: string, seller = SITE) =>
    books().meet(matter(n, SITE, { url, seller }), clock, (_open, read) =>
      approve(ask({ intent: intentOf(n), place: { ...ask().place, url, seller } }), read),
    )
  const usual = async (url: string, seller = SITE) => {
    let habit: Books['habit'] | undefined
    const look = intentOf(99)
    await books().meet(matter(99, SITE, { url, seller }), clock, (open, read) => {
      habit = read.habit
      return open ?? ask({ intent: look })
    })
    return habit
  }
  expect(await usual(`${SITE}/a`)).toEqual({ payees: [], tokens: [] })
  const first = await buy(1, `${SITE}/a?page=1`)
  const known = { payees: [PAYEE], tokens: [tokenKey(ask().demand.offers[0]!)] }
  expect(await usual(`${SITE}/a?page=2#top`)).toEqual({ ...known, price: 10_000n })
  expect(await usual(`${SITE}/b`)).toEqual(known)
  expect(await usual(`${SITE}/a`, 'https://other.example')).toEqual({ payees: [], tokens: [] })
  // What was given up has agreed to nothing.
  await books().change(first.id, clock, (payment) => next(payment, { kind: 'refuse', reason: 'left', at: clock.now }))
  expect(await usual(`${SITE}/a`)).toEqual({ payees: [], tokens: [] })
})

test('a clock that ran on while nothing was bought is no jump; one that was set is', async () => {
  const later = (hours: number) => ({ ...clock, now: clock.now + hours * 3600 })
  await keepTime(database, clock)
  await keepTime(database, later(30))
  expect((await talliesAt(database, SITE, later(60))).jumped).toBe(false)
  await keepTime(database, later(100))
  expect(await talliesAt(database, SITE, later(100))).toMatchObject({ jumped: true, moment: { at: later(30).now } })
})

test('the newest of one kind are found among all others', async () => {
  for (let n = 0; n < 6; n++) {
    await books().meet(matter(n), clock, () => {
      const asked = ask({ intent: intentOf(n) })
      return n % 2 ? next(asked, { kind: 'learn', reason: 'new_site', facts: {}, chosen: 0 }) : asked
    })
  }
  expect((await history(database, 2, undefined, 'learned')).map(({ id }) => id)).toEqual([6, 4])
  expect((await history(database, 9, 4, 'learned')).map(({ id }) => id)).toEqual([2])
})
