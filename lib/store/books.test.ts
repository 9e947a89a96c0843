import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { asking, PAYER } from '../../tests/make/offers'
import type { Clock } from '../core/clock'
import { defaultLimits, siteScope, usedOf } from '../core/limits'
import { next } from '../core/payment'
import { newRule } from '../core/rules'
import { check, recount, reset, salvage } from './audit'
import { type Books, openBooks, titleItem, Unsound } from './books'
import { history, talliesAt } from './looks'
import { journal } from './payments'
import { changeRule } from './rules'
import { preferences, setPreferences } from './settings'

const SITE = 'https://news.example'
const clock: Clock = { now: 1_764_000_000, zone: 'UTC' }
const settings = {
  limits: { site: { payment: '1', day: '2' }, payee: {}, all: { day: '3' }, ceiling: {} },
  newSite: 'ask',
  paused: false,
  testNetworks: false,
  preferred: [],
  networksOff: [],
  lockMinutes: 15,
  endpoints: {},
}
let name = ''
let count = 0

beforeEach(() => {
  fakeBrowser.reset()
  name = `books-${count++}`
})

const intentOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const

async function buy(books: Books, n: number, at = clock) {
  const matter = { intent: intentOf(n), site: SITE, seller: SITE, url: `${SITE}/${n}`, offers: asking().demand.offers }
  return books.guard(journal(books.database)).meet(matter, at, (_open, { seq, moment, habit }) => {
    const authorization = { from: PAYER, nonce: intentOf(seq), validAfter: 0, validBefore: at.now + 60 } as const
    const asked = asking({ id: 0, intent: matter.intent, at: at.now })
    return next(asked, {
      kind: 'approve',
      why: 'rule',
      chosen: 0,
      seq,
      authorization,
      moment,
      usual: habit,
      at: at.now,
    })
  })
}

/** Another life of the worker, over what is stored. */
const restart = () => openBooks(name)

async function tamper(store: 'payments' | 'tallies' | 'meta', change: (value: never) => unknown): Promise<void> {
  const database = await openDB(name)
  const transaction = database.transaction(store, 'readwrite')
  const cursor = await transaction.store.openCursor()
  await cursor?.update(change(cursor.value as never))
  await transaction.done
  database.close()
}

test('new books are sound, and are the same books at the next start', async () => {
  expect(await restart().problem()).toBeUndefined()
  await buy(restart(), 1)
  expect(await restart().problem()).toBeUndefined()
  expect(await history(await restart().database(), 9)).toHaveLength(1)
})

describe('books that are not as we left them pay nothing', () => {
  test('gone, though there were some', async () => {
    await buy(restart(), 1)
    indexedDB.deleteDatabase(name)
    const books = restart()
    expect(await books.problem()).toBe('missing')
    await expect(buy(books, 2)).rejects.toThrow(Unsound)
    expect(await restart().problem()).toBe('missing')
  })

  test('gone while the worker had them open', async () => {
    const books = restart()
    await buy(books, 1)
    await deleteDB(name)
    expect(await books.problem()).toBe('missing')
    await expect(buy(books, 2)).rejects.toThrow(Unsound)
    await reset(name)
    expect(await books.problem()).toBeUndefined()
  })

  test('gone, and many ask at once: they are opened once for all of them', async () => {
    await buy(restart(), 1)
    await deleteDB(name)
    const opened = vi.spyOn(indexedDB, 'open')
    const books = restart()
    const said = await Promise.all(Array.from({ length: 50 }, () => books.problem()))
    expect(new Set(said)).toEqual(new Set(['missing']))
    expect(opened).toHaveBeenCalledTimes(1)
    opened.mockRestore()
  })

  test('begun anew by a page at the very moment they are opened', async () => {
    await buy(restart(), 1)
    await deleteDB(name)
    const books = restart()
    // The titles are about to be compared when the page that begins new books takes these away.
    const asked = vi.spyOn(titleItem, 'getValue').mockImplementationOnce(async () => {
      await reset(name)
      return titleItem.getValue()
    })
    expect(await history(await books.database(), 9)).toEqual([])
    expect(asked).toHaveBeenCalled()
    expect(await books.problem()).toBeUndefined()
    await buy(books, 1)
    expect(await history(await books.database(), 9)).toHaveLength(1)
  })

  test('others than those that were kept', async () => {
    await buy(restart(), 1)
    await tamper('meta', (value: object) => ('epoch' in value ? { ...value, id: 'another' } : value))
    const database = await openDB(name)
    await database.put('meta', { id: 'another', epoch: 0 }, 'title')
    database.close()
    expect(await restart().problem()).toBe('missing')
  })

  test('written by a newer Tuppence: they are left as they are', async () => {
    await buy(restart(), 1)
    const newer = await openDB(name, 99)
    newer.close()
    const books = restart()
    expect(await books.problem()).toBe('newer')
    await expect(buy(books, 2)).rejects.toThrow(Unsound)
    expect((await salvage(name))['payments']).toHaveLength(1)
  })

  test.each<[string, 'payments' | 'tallies' | 'meta', (value: never) => unknown]>([
    ['an amount that is no number', 'payments', (row: object) => ({ ...row, price: '1e9' })],
    ['an amount below zero', 'payments', (row: object) => ({ ...row, price: '-5' })],
    ['a state nobody knows', 'payments', (row: object) => ({ ...row, state: 'spent' })],
    ['an offer that is not there', 'payments', (row: object) => ({ ...row, chosen: 7 })],
    ['a nonce that is gone', 'payments', (row: object) => ({ ...row, authorization: {} })],
    ['a sum that is no number', 'tallies', () => ({ spans: { day: { stamp: '2025-11-24', micros: 'x', count: 1 } } })],
    ['a sum without windows', 'tallies', () => ({})],
    ['a clock that is no clock', 'meta', () => ({ at: 'noon' })],
  ])('%s', async (_name, store, change) => {
    await buy(restart(), 1)
    await tamper(store, change)
    await expect(buy(restart(), 1)).rejects.toThrow(/read/)
    const books = restart()
    expect(await books.problem()).toBe('unreadable')
    await expect(buy(books, 2)).rejects.toThrow(Unsound)
  })

  test('the time of the last payment gone, which would make used windows look new', async () => {
    await buy(restart(), 1)
    const database = await openDB(name)
    await database.delete('meta', 'clock')
    database.close()
    await expect(buy(restart(), 2)).rejects.toThrow('gone')
    expect(await restart().problem()).toBe('unreadable')
  })

  test('a sum that says less than its rows is found, remembered, and counted anew when the person says so', async () => {
    await buy(restart(), 1)
    const scope = siteScope('test', SITE)
    const database = await openDB(name)
    await database.put('tallies', { spans: {} }, scope)
    database.close()
    expect(await check(name)).toEqual({ rows: 1, unreadable: 0, differing: [scope] })
    const books = restart()
    expect(await books.problem()).toBe('unbalanced')
    await expect(buy(books, 2)).rejects.toThrow(Unsound)
    await recount(clock, name)
    expect(await restart().problem()).toBeUndefined()
    const { site, moment } = await talliesAt(await restart().database(), SITE, clock)
    expect(usedOf(site.test, 'day', moment.stamps)).toMatchObject({ micros: 10_000n, count: 1 })
  })
})

test('a full disk is said, saves nothing, and is over as soon as there is room again', async () => {
  const books = restart()
  await buy(books, 1)
  const database = await books.database()
  const full = new DOMException('No room', 'QuotaExceededError')
  const guarded = books.guard({
    ...journal(books.database),
    meet: async () => {
      throw full
    },
  })
  await expect(guarded.meet({} as never, clock, (open) => open!)).rejects.toThrow('No room')
  expect(await books.problem()).toBe('full')
  expect(await database.count('payments')).toBe(1)
  await buy(books, 2)
  expect(await books.problem()).toBeUndefined()
})

test('new books begin empty, and no nonce of the old ones comes up again', async () => {
  const before = await buy(restart(), 1)
  await changeRule(await restart().database(), SITE, () => newRule(SITE, 'auto', { payment: 1n, day: 1n }))
  const books = restart()
  await reset(name)
  books.reopen()
  expect(await books.problem()).toBeUndefined()
  expect(await history(await books.database(), 9)).toEqual([])
  const after = await buy(books, 1)
  if (!('seq' in before) || !('seq' in after)) throw new Error('Nothing was bought')
  expect(after.seq).toBeGreaterThan(before.seq)
  expect(await restart().problem()).toBeUndefined()
})

test('lost books that nobody began anew give the nonces they gave before: the token honours them only once', async () => {
  const before = await buy(restart(), 1)
  fakeBrowser.reset()
  indexedDB.deleteDatabase(name)
  const after = await buy(restart(), 1)
  expect('seq' in before && 'seq' in after && after.seq === before.seq).toBe(true)
})

test('counted anew, what a wrong clock put into the future counts as of now', async () => {
  const ahead = { ...clock, now: clock.now + 400 * 86_400 }
  await buy(restart(), 1, ahead)
  const books = restart()
  await recount(clock, name)
  books.reopen()
  const { site, moment } = await talliesAt(await books.database(), SITE, clock)
  expect(moment.at).toBe(clock.now)
  expect(usedOf(site.test, 'day', moment.stamps)).toMatchObject({ micros: 10_000n, count: 1 })
  expect((await check(name)).differing).toEqual([])
})

test.each<[string, unknown]>([
  ['a limit that is no number', { ...settings, limits: { ...settings.limits, all: { day: 'much' } } }],
  ['a limit that is gone', { ...settings, limits: { ...settings.limits, site: {} } }],
  ['no limits at all', { ...settings, limits: undefined }],
])('settings with %s pause everything, with the limits a new wallet has', async (_name, stored) => {
  await fakeBrowser.storage.local.set({ settings: stored, settings$: { v: 2 } })
  expect(await preferences()).toMatchObject({ paused: true, isLost: true, limits: defaultLimits })
  await setPreferences((before) => ({ ...before, paused: false }))
  expect(await preferences()).toMatchObject({ paused: false, limits: defaultLimits })
  expect((await preferences()).isLost).toBeUndefined()
})

test('limits of the first version come over', async () => {
  const limits = { perPayment: '1', perSiteDay: '2', perDay: '3', perSiteMinute: 4 }
  const first = { limits, newSite: 'learn', paused: false, testNetworks: true, lockMinutes: 5, endpoints: {} }
  await fakeBrowser.storage.local.set({ settings: first, settings$: { v: 1 } })
  vi.resetModules()
  const later = await import('./settings')
  expect(await later.preferences()).toMatchObject({
    newSite: 'learn',
    lockMinutes: 5,
    limits: { site: { payment: 1n, day: 2n, minute: 4 }, payee: {}, all: { day: 3n }, ceiling: {} },
  })
})
