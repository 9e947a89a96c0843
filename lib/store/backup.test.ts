import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { readAll, writeAll } from './backup'
import { openDatabase } from './database'
import { titleItem } from './books'
import { upgrades } from './upgrades'

beforeEach(() => {
  fakeBrowser.reset()
  globalThis.indexedDB = new IDBFactory()
})

const RULE = {
  site: 'https://a.example',
  mode: 'auto',
  caps: { payment: '1', day: '2' },
  sellers: [],
  rotates: false,
} as never

test('what is taken out and put in elsewhere is the same, the wallet and wrong guesses of that place excepted', async () => {
  const database = await openDatabase()
  await database.put('rules', RULE)
  await database.put('meta', { id: 'one', epoch: 0 }, 'title')
  database.close()
  await titleItem.setValue({ id: 'one', epoch: 0 })
  await fakeBrowser.storage.local.set({ settings: { paused: true }, vault: 'secret', attempts: { count: 3, at: 1 } })
  const all = JSON.parse(JSON.stringify(await readAll())) as Awaited<ReturnType<typeof readAll>>
  expect(JSON.stringify(all)).not.toContain('secret')

  fakeBrowser.reset()
  globalThis.indexedDB = new IDBFactory()
  await fakeBrowser.storage.local.set({ attempts: { count: 1, at: 9 } })
  expect(await writeAll(all)).toBe('done')
  const after = await openDatabase()
  expect(await after.getAll('rules')).toEqual([RULE])
  expect(await after.get('meta', 'title')).toEqual({ id: 'one', epoch: 0 })
  after.close()
  const { settings, attempts, vault, books } = await fakeBrowser.storage.local.get()
  expect([settings, attempts, vault, books]).toEqual([
    { paused: true },
    { count: 1, at: 9 },
    undefined,
    { id: 'one', epoch: 0 },
  ])
  expect(await readAll()).toEqual(all)
})

test('books of an older Tuppence are brought up to date, those of a newer one are left alone', async () => {
  const old = { version: 1, stores: { rules: [{ value: { site: 's', mode: 'ask', perPayment: '1', perDay: '2' } }] } }
  expect(await writeAll({ books: old, settings: {} })).toBe('done')
  const database = await openDatabase()
  expect(await database.get('rules', 's')).toMatchObject({ caps: { payment: '1', day: '2' } })
  database.close()
  const newer = { version: upgrades.length + 1, stores: {} }
  expect(await writeAll({ books: newer, settings: { settings: 'theirs' } })).toBe('newer')
  expect(await fakeBrowser.storage.local.get()).toEqual({})
  const kept = await openDB('tuppence')
  expect(await kept.get('rules', 's')).toBeDefined()
  kept.close()
})
