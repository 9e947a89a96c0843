/** What the engine does with many at once: the real engine over the real journal, all else played. */
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { header, PAYER, required, requirements, sighting } from '../../tests/make/offers'
import { defaultLimits } from '../core/limits'
import { newRule } from '../core/rules'
import { auditOf } from '../store/audit'
import { type Database, openDatabase } from '../store/database'
import { history } from '../store/looks'
import { journal } from '../store/payments'
import { changeRule } from '../store/rules'
import { nonceOf } from '../wallet/sign'
import { engine } from './engine'
import type { Account, Ports } from './ports'

const SITE = 'https://news.example'
const NOW = 1_764_000_000
const KEY = `0x${'22'.repeat(32)}` as const
const OFFER = header(required([requirements({ amount: '10000' })]))
const limits = { ...defaultLimits, site: { payment: 10_000n, day: 70_000n } }

type Open = Extract<Account, { state: 'open' }>
const account = (sign: Open['sign']): Open => ({
  state: 'open',
  address: PAYER,
  nonce: (intent, seq) => nonceOf(KEY, intent, seq),
  sign,
})

/** An open wallet with money in it, a person who looks, a seller who never answers, a chain that cannot be asked. */
function playing(database: Database, other: Partial<Ports> = {}): Ports {
  return {
    journal: journal(async () => database),
    clock: () => ({ now: NOW, zone: 'UTC' }),
    settings: async () => ({
      limits,
      newSite: 'ask',
      paused: false,
      testNetworks: true,
      preferred: [],
      networksOff: [],
    }),
    account: async () => account(async () => '0x01'),
    balances: async () => ({}),
    wall: async () => undefined,
    ask: async () => {},
    ready: async () => true,
    isAt: async () => true,
    holds: () => false,
    ended: () => {},
    shown: async () => 200,
    isInFront: async () => true,
    mayLook: async () => true,
    issue: async () => {},
    truth: async () => undefined,
    cancel: async () => 'no_gas',
    takeBack: async () => {},
    later: () => {},
    changed: () => {},
    ...other,
  }
}

const at = (n: number) => sighting({ tab: n, site: SITE, seller: SITE, url: `${SITE}/${n}`, header: OFFER })

test.each([50, 1000])('%i requests at once against a budget for seven: exactly seven are signed', async (many) => {
  const database = await openDatabase(`many-${many}`)
  await changeRule(database, SITE, () => newRule(SITE, 'auto', { payment: 10_000n, day: 70_000n }))
  const signed: string[] = []
  const machine = engine(
    playing(database, {
      account: async () =>
        account(async ({ authorization }) => {
          signed.push(authorization.nonce)
          return '0x01'
        }),
    }),
  )
  await Promise.all(Array.from({ length: many }, (_, n) => machine.saw(at(n))))
  const rows = await history(database, many + 1)
  expect(rows).toHaveLength(many)
  expect(rows.filter(({ state }) => state === 'issued')).toHaveLength(7)
  expect(new Set(signed).size).toBe(7)
  expect(signed).toHaveLength(7)
  const left = rows.filter((row) => row.state === 'asking')
  expect(new Set(left.map(({ reason }) => reason))).toEqual(new Set(['over_site_limit']))
  expect((await auditOf(database)).differing).toEqual([])
  database.close()
})

test('leave to look at a site, once taken away, ends what was not sent there, and leaves what was sent to the chain', async () => {
  const database = await openDatabase('withdrawn')
  const other = 'https://other.example'
  let allowed = [SITE, other]
  const sent: number[] = []
  const machine = engine(
    playing(database, {
      mayLook: async ({ site }) => allowed.includes(site),
      issue: async ({ id }) => void sent.push(id),
    }),
  )
  const row = async (n: number) => (await history(database, 10)).find(({ place }) => place.tab === n)
  await machine.saw(at(1))
  await machine.answer((await row(1))?.id ?? 0, { say: 'pay', chosen: 0, amount: '10000' })
  await machine.saw(at(2))
  await machine.saw({ ...at(3), site: other, seller: other, url: `${other}/3` })

  allowed = [other]
  await machine.withdrawn()
  expect(await row(1)).toMatchObject({ state: 'issued' })
  expect(await row(2)).toMatchObject({ state: 'refused', reason: 'no_access' })
  expect(await row(3)).toMatchObject({ state: 'asking' })

  // It may be taken away after the click, and before anything has left.
  allowed = []
  await machine.answer((await row(3))?.id ?? 0, { say: 'pay', chosen: 0, amount: '10000' })
  expect(await row(3)).toMatchObject({ state: 'refused', reason: 'no_access' })
  expect(sent).toHaveLength(1)
  expect((await auditOf(database)).differing).toEqual([])
  database.close()
})

test('a cancellation that was saved and may not have left goes again, the very same, until the chain has it', async () => {
  const database = await openDatabase('taken-back')
  await changeRule(database, SITE, () => newRule(SITE, 'auto', { payment: 10_000n, day: 70_000n }))
  const sent: unknown[] = []
  const other: Partial<Ports> = {
    cancel: async () => '0xca',
    truth: async () => ({ state: 'unused', time: NOW }),
    takeBack: async ({ cancelling }) => void sent.push(cancelling),
  }
  const dying = engine(playing(database, { ...other, takeBack: () => Promise.reject(new Error('died')) }))
  await dying.saw(at(1))
  const [payment] = await history(database, 1)
  await expect(dying.cancel(payment?.id ?? 0)).rejects.toThrow('died')
  const next = engine(playing(database, other))
  await next.recover()
  await next.watchAll()
  expect(sent).toEqual(['0xca', '0xca'])
  database.close()
})

test('a worker that died as the last presentation was answered asks the chain, and then about the next offer', async () => {
  const database = await openDatabase('died-at-the-last')
  const header402 = header(required([requirements({ amount: '10000' }), requirements({ amount: '20000' })]))
  await changeRule(database, SITE, () => newRule(SITE, 'auto', { payment: 10_000n, day: 70_000n }))
  const met = { ...at(1), header: header402 }
  const dying = engine(playing(database))
  // Three times the credential goes out; the 402 to the third is never heard.
  for (let times = 0; times < 3; times++) await dying.saw(met)
  expect(await history(database, 2)).toMatchObject([{ state: 'issued', presented: 3 }])
  const asked: string[] = []
  const next = engine(
    playing(database, {
      truth: async ({ authorization }) => ({ state: 'unused', time: authorization.validBefore + 61 }),
      ask: async ({ demand, chosen }) => void asked.push(`${demand.offers[chosen]?.amount}`),
    }),
  )
  await next.recover()
  expect(await history(database, 2)).toMatchObject([{ state: 'asking' }, { state: 'expired' }])
  expect(asked).toEqual(['20000'])
  database.close()
})

test('a form met again while its payment is under way is that payment, whether or not the browser tells what it says', async () => {
  const database = await openDatabase('forms')
  await changeRule(database, SITE, () => newRule(SITE, 'auto', { payment: 10_000n, day: 70_000n }))
  const machine = engine(playing(database))
  const form = (tab: number, body?: string) => ({ ...at(1), tab, method: 'POST', ...(body ? { body } : {}) })
  const paid = async () => (await history(database, 9)).filter(({ state }) => state === 'issued').length
  await machine.saw(form(1, 'a letter'))
  await machine.saw(form(1))
  expect(await paid()).toBe(1)
  await machine.saw(form(2))
  await machine.saw(form(2, 'a letter'))
  expect(await paid()).toBe(2)
  await machine.saw(form(1, 'another letter'))
  expect(await paid()).toBe(3)
  database.close()
})

test('an organisation that blocks a site while its card is open: not even the click pays', async () => {
  const database = await openDatabase('barred')
  const settings = await playing(database).settings()
  const laidDown: string[] = []
  const machine = engine(playing(database, { settings: async () => ({ ...settings, blocked: laidDown }) }))
  await machine.saw(at(1))
  const [asked] = await history(database, 1)
  expect(asked?.state).toBe('asking')
  laidDown.push(SITE)
  expect(await machine.answer(asked?.id ?? 0, { say: 'pay', chosen: 0, amount: '10000' })).toBe('barred')
  expect((await history(database, 1))[0]?.state).toBe('asking')
  laidDown.pop()
  expect(await machine.answer(asked?.id ?? 0, { say: 'pay', chosen: 0, amount: '10000' })).toBeUndefined()
  database.close()
})
