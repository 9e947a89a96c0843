import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test } from 'vitest'
import { asking, PAYER } from '../../tests/make/offers'
import { usedOf } from '../core/limits'
import { auditOf } from './audit'
import { openDatabase } from './database'
import { history, spendingOf, talliesAt } from './looks'
import { allRules } from './rules'
import { toRow } from './rows'
import { upgrades } from './upgrades'

const NOW = 1_764_000_000
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

test('books of the first version come over: rows, rules, and every sum', async () => {
  const old = await openDB('old', 1, {
    upgrade: (database, _from, _to, transaction) => void upgrades[0]?.(database, transaction),
  })
  const row = (change: object) => {
    const { reason: _reason, facts: _facts, ...rest } = toRow(asking({ id: 0 }))
    return { ...rest, at: NOW, ...change }
  }
  const decided = {
    why: 'rule',
    seq: 0,
    authorization: { from: PAYER, nonce: '0x01', validAfter: 0, validBefore: NOW + 60 },
    price: '10000',
    windows: { siteDay: 'test https://news.example day 2025-11-24', day: 'test * day 2025-11-24', siteMinute: 'x' },
    decidedAt: NOW,
    credential: { header: 'PAYMENT-SIGNATURE', value: 'x' },
    presented: 1,
    endedAt: NOW,
  }
  await old.put('payments', row({ ...decided, state: 'settled', open: undefined }))
  await old.put('payments', row({ ...decided, state: 'expired', open: undefined }))
  await old.put('payments', row({ state: 'refused', reason: 'learning', facts: {}, endedAt: NOW, open: undefined }))
  await old.put('rules', { site: 'https://news.example', mode: 'auto', perPayment: '5', perDay: '10' })
  old.close()

  const database = await openDatabase('old')
  const rows = await history(database, 9)
  expect(rows.map(({ state }) => state)).toEqual(['learned', 'expired', 'settled'])
  const { site, all, moment } = await talliesAt(database, 'https://news.example', { now: NOW, zone })
  expect(usedOf(site.test, 'day', moment.stamps)).toMatchObject({ micros: 10_000n, count: 1 })
  expect(usedOf(all.test, 'month', moment.stamps)).toMatchObject({ micros: 10_000n, count: 1 })
  expect(await spendingOf(database, 'test', '2025-11-24', '2025-11-24')).toEqual({
    'test 2025-11-24 https://news.example page': { micros: 10_000n, count: 1 },
  })
  expect((await auditOf(database)).differing).toEqual([])
  expect(await allRules(database)).toEqual([
    { site: 'https://news.example', mode: 'auto', caps: { payment: 5n, day: 10n }, sellers: [], rotates: false },
  ])
  database.close()
})
