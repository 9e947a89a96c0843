import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { asking, offer, PAYER, place } from '../../tests/make/offers'
import type { Event, In, Payment } from '../../lib/core/payment'
import { next } from '../../lib/core/payment'
import type { PayReason } from '../../lib/core/reasons'
import type { Place } from '../../lib/core/sighting'
import type { Speech } from '../../lib/browser/speech'
import { type Database, openDatabase } from '../../lib/store/database'
import { journal } from '../../lib/store/payments'
import { setPreferences } from '../../lib/store/settings'
import { alertsItem } from '../../lib/store/told'
import { crier } from './crier'

const NOW = 1_764_000_000
const SITE = 'https://news.example'
const quiet = { problem: undefined, waiting: [] }
const speech: Speech = { speak: (key, facts = []) => [key, ...facts].join('|'), language: 'en', locale: 'en-US' }
const OK = { status: 200, at: NOW, receipt: { ok: true } as never }

let opened: Promise<Database>
let now = NOW
let count = 0
const database = () => opened
const books = journal(database)

/** A worker that has just woken up. */
const wake = () => crier({ database, journal: books, clock: () => ({ now, zone: 'UTC' }), words: async () => speech })

beforeEach(() => {
  fakeBrowser.reset()
  vi.spyOn(fakeBrowser.notifications, 'create')
  globalThis.indexedDB = new IDBFactory()
  opened = openDatabase()
  now = NOW
})

type Buying = { cents?: number; why?: PayReason; at?: Partial<Place> }

/** A payment that was decided, and has not been sent. */
async function decide({ cents = 1, why = 'rule', at = {} }: Buying = {}): Promise<Payment> {
  const where = place({ site: SITE, ...at })
  const demand = { ...asking().demand, offers: [offer({ amount: `${cents * 10_000}` })] }
  const intent = `0x${(++count).toString(16).padStart(64, '0')}` as const
  const matter = { intent, site: where.site, seller: where.seller, url: where.url, offers: demand.offers }
  return books.meet(matter, { now, zone: 'UTC' }, (_open, { seq, moment, habit }) => {
    const authorization = { from: PAYER, nonce: intent, validAfter: 0, validBefore: now + 60 } as const
    const draft = asking({ id: 0, intent, at: now, demand, place: where })
    return next(draft, { kind: 'approve', why, chosen: 0, seq, authorization, moment, usual: habit, at: now })
  })
}

async function buy(buying: Buying = {}, answer = OK): Promise<Payment> {
  const { id } = await decide(buying)
  const tell = (event: Event) => books.tell(id, (payment) => next(payment, event))
  await tell({ kind: 'signed', credential: { header: 'PAYMENT-SIGNATURE', value: 'x' } })
  await tell({ kind: 'present' })
  await tell({ kind: 'answered', answer })
  await tell({ kind: 'used', at: now })
  return (await books.get(id)) as Payment
}

type Words = { title: string; message: string }

/** The notices to be seen now, with the words of each. */
async function shown(): Promise<Record<string, [title: string, message: string]>> {
  const created = vi.mocked(fakeBrowser.notifications.create).mock.calls as unknown as [string, Words][]
  const texts = new Map(created.map(([id, { title, message }]) => [id, [title, message]]))
  return Object.fromEntries(
    Object.keys(await fakeBrowser.notifications.getAll()).map((id) => [id, texts.get(id)]),
  ) as never
}

describe('what was paid by itself', () => {
  test('is one notice, which grows while it can be seen and begins anew once it was closed', async () => {
    await buy()
    expect(await wake().tell(quiet)).toBe(10_000n)
    expect(await shown()).toEqual({ 'paid test': ['notice_paid', `${SITE}: $0.01 (test_money)`] })
    await buy({ cents: 2 })
    await buy({ cents: 3, at: { site: 'https://a.example' } })
    expect(await wake().tell(quiet)).toBe(50_000n)
    expect(await shown()).toMatchObject({
      'paid test': ['notice_paid (3)', `${SITE}, https://a.example: $0.06 (test_money)`],
    })
    await fakeBrowser.notifications.clear('paid test')
    await buy({ cents: 4 })
    await wake().tell(quiet)
    expect(await shown()).toMatchObject({ 'paid test': ['notice_paid', `${SITE}: $0.04 (test_money)`] })
  })

  test('is told once, however often a worker wakes up', async () => {
    await buy()
    await wake().tell(quiet)
    await fakeBrowser.notifications.clear('paid test')
    expect(await wake().tell(quiet)).toBe(0n)
    expect(await shown()).toEqual({})
  })

  test('is told by the next worker when one dies before it could', async () => {
    await buy()
    await buy()
    expect(await shown()).toEqual({})
    await wake().tell(quiet)
    expect(await shown()).toMatchObject({ 'paid test': ['notice_paid (2)', expect.anything()] })
  })

  test('is not counted twice when a worker dies after it told and before it wrote so', async () => {
    await buy()
    const kept = await (await opened).getAll('news')
    await wake().tell(quiet)
    const [last] = await (await opened).getAllKeys('news')
    expect(last).toBeUndefined()
    for (const [place, each] of kept.entries()) await (await opened).put('news', each, place + 1)
    await wake().tell(quiet)
    expect(await shown()).toMatchObject({ 'paid test': ['notice_paid', expect.anything()] })
  })

  test('and nothing that was clicked, nor asked for by a frame without an origin', async () => {
    await buy({ why: 'clicked' })
    await buy({ at: { from: 'null' } })
    await wake().tell(quiet)
    expect(await shown()).toEqual({})
  })
})

describe('a limit that is used up', () => {
  const id = `alert test site ${SITE} day`

  test('is told at each mark, once, and remembered for the overview', async () => {
    await decide({ cents: 50, why: 'clicked' })
    await wake().tell(quiet)
    expect(await shown()).toEqual({ [id]: ['alert_part|$1.00|50%|window_day', `${SITE} (test_money)`] })
    await decide({ cents: 10, why: 'clicked' })
    await fakeBrowser.notifications.clear(id)
    await wake().tell(quiet)
    expect(await shown()).toEqual({})
    await decide({ cents: 40, why: 'clicked' })
    await wake().tell(quiet)
    expect(await shown()).toEqual({ [id]: ['alert_whole|$1.00|window_day', `${SITE} (test_money)`] })
    expect(await alertsItem.getValue()).toMatchObject([{ bound: 'site', name: SITE, mark: 100, limit: '1000000' }])
  })

  test('is remembered also where nobody wants to be told', async () => {
    await setPreferences((before) => ({ ...before, quiet: ['alert'] }))
    await decide({ cents: 80, why: 'clicked' })
    await wake().tell(quiet)
    expect(await shown()).toEqual({})
    expect(await alertsItem.getValue()).toMatchObject([{ mark: 80 }])
  })
})

test('what was paid and did not come is told with its site and amount, and leads to the payments there', async () => {
  const { id } = await buy({ why: 'clicked' }, { ...OK, status: 500 })
  const crying = wake()
  await crying.tell(quiet)
  expect(await shown()).toEqual({ [`unserved ${id}`]: ['outcome_unserved', `${SITE}: $0.01 (test_money)`] })
  expect(await crying.leadsTo(`unserved ${id}`)).toEqual({ page: `history?site=${encodeURIComponent(SITE)}` })
})

describe('a request that waits where nobody looks', () => {
  test('is told once, leads to its tab, and is taken back when it waits no more', async () => {
    const payment = asking({ id: 0, place: place({ tab: 7 }) })
    const matter = { intent: payment.intent, site: SITE, seller: SITE, url: SITE, offers: payment.demand.offers }
    const saved = (await books.meet(matter, { now, zone: 'UTC' }, () => payment)) as In<'asking'>
    await wake().waits(saved)
    await wake().waits(saved)
    expect(await shown()).toEqual({ [`ask ${saved.id}`]: ['site_is_asking', `${SITE}: $0.01 (test_money)`] })
    expect(await wake().leadsTo(`ask ${saved.id}`)).toEqual({ tab: 7 })
    await wake().tell({ ...quiet, waiting: [saved.id] })
    expect(Object.keys(await shown())).toHaveLength(1)
    await wake().tell(quiet)
    expect(await shown()).toEqual({})
  })

  test('not for a frame without an origin', async () => {
    await wake().waits(asking({ place: place({ from: 'null' }) }))
    expect(await shown()).toEqual({})
  })
})

test('a network that does not answer is told of after a while, once', async () => {
  const payment = { ...(await buy()), state: 'issued' } as In<'issued'>
  await wake().unreachable(payment)
  expect(await shown()).toEqual({})
  now += 121
  await wake().unreachable(payment)
  expect(await shown()).toMatchObject({ [`stuck ${payment.id}`]: ['notice_stuck', expect.anything()] })
  await fakeBrowser.notifications.clear(`stuck ${payment.id}`)
  await wake().unreachable(payment)
  expect(await shown()).toEqual({})
})

test('books that are wrong are told of until they are right again', async () => {
  await wake().tell({ ...quiet, problem: 'unbalanced' })
  await wake().tell({ ...quiet, problem: 'unbalanced' })
  expect(await shown()).toEqual({ 'books unbalanced': ['books_unbalanced', 'books_unbalanced_more'] })
  expect(await wake().leadsTo('books unbalanced')).toEqual({ page: 'settings' })
  await wake().tell(quiet)
  expect(await shown()).toEqual({})
})

test('what is switched off is not told', async () => {
  await setPreferences((before) => ({ ...before, quiet: ['paid', 'problem', 'ask', 'alert'] }))
  await buy({ cents: 90 })
  await buy({}, { ...OK, status: 500 })
  await wake().tell(quiet)
  await wake().tell({ ...quiet, problem: 'full' })
  await wake().waits(asking())
  expect(await shown()).toEqual({})
})
