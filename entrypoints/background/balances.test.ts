import { beforeEach, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { tokens } from '../../lib/core/networks'
import { offer, PAYER } from '../../tests/make/offers'
import { setPreferences } from '../../lib/store/settings'
import { balances } from './balances'
import { viewFloat } from './wallet-handlers'

const OTHER = `0x${'12'.repeat(20)}` as const
let now: number
let read: number
let answers: () => Promise<Response>

beforeEach(async () => {
  fakeBrowser.reset()
  now = 1_800_000_000
  read = 0
  answers = async () => Response.json({ result: `0x${(5000).toString(16).padStart(64, '0')}` })
  globalThis.fetch = async () => {
    read += 1
    return answers()
  }
  await setPreferences((before) => ({ ...before, testNetworks: true }))
})

const funds = () => balances({ now: () => now, changed: () => {} })
const LOCAL = offer()
const key = `${LOCAL.network} ${LOCAL.asset}`

test('a balance that is young and enough is not read again; too little, or of another account, is', async () => {
  const cheap = offer({ amount: '100' })
  expect(await funds().of(PAYER, [cheap])).toEqual({ [key]: 5000n })
  expect(await funds().of(PAYER, [cheap])).toEqual({ [key]: 5000n })
  expect(read).toBe(1)
  await funds().of(PAYER, [offer({ amount: '5001' })])
  expect(read).toBe(2)
  await funds().of(OTHER, [cheap])
  expect(read).toBe(3)
  now += 601
  await funds().of(PAYER, [cheap])
  expect(read).toBe(4)
})

test('what cannot be read is no zero: a decision has no figure, and the last one stays with the time of the failure', async () => {
  await funds().of(PAYER, [LOCAL])
  const { at } = (await funds().known())[0] ?? {}
  answers = () => Promise.reject(new Error('down'))
  now += 1000
  expect(await funds().of(PAYER, [LOCAL])).toEqual({})
  expect(await funds().known()).toEqual([
    { owner: PAYER, network: LOCAL.network, asset: LOCAL.asset, amount: '5000', at, failedAt: now },
  ])
  answers = async () => Response.json({ result: `0x${'0'.repeat(64)}` })
  expect(await funds().of(PAYER, [LOCAL])).toEqual({ [key]: 0n })
  expect((await funds().known())[0]).not.toHaveProperty('failedAt')
})

test('many readings at once are all kept', async () => {
  const one = funds()
  await Promise.all(tokens.map(({ network, asset }) => one.note([{ owner: PAYER, network, asset, amount: 1n }])))
  expect(await one.known()).toHaveLength(tokens.length)
})

test('the one figure is what could be read, of all accounts; what could not is named, and too little or too much is said', async () => {
  const [base, polygon] = tokens
  const one = funds()
  const about = { most: 100_000n, now }
  expect(viewFloat('real', await one.known(), [], about)).toEqual({})
  await one.note([{ owner: PAYER, network: polygon!.network, asset: polygon!.asset }])
  expect(viewFloat('real', await one.known(), [], about)).toEqual({ unread: ['Polygon'] })
  await one.note([
    { owner: PAYER, network: base!.network, asset: base!.asset, amount: 30_000n },
    { owner: OTHER, network: base!.network, asset: base!.asset, amount: 40_000n },
    { owner: PAYER, network: base!.network, amount: 10n ** 18n },
  ])
  expect(viewFloat('real', await one.known(), [], about)).toEqual({
    balance: '70000',
    balanceAt: now,
    unread: ['Polygon'],
    advice: 'low',
  })
  expect(viewFloat('test', await one.known(), [], about)).toEqual({})
  await one.note([{ owner: PAYER, network: base!.network, asset: base!.asset, amount: 20_000_001n }])
  const later = viewFloat('real', await one.known(), [], { ...about, now: now + 601 })
  expect(later).toMatchObject({ balance: '20040001', isStale: true, advice: 'above' })
})
