import { describe, expect, test } from 'vitest'
import { header, offer, PAYEE, PAYER, USDC_TEST } from '../../../tests/make/offers'
import type { Offer } from '../offer'
import {
  echo,
  fromHeader,
  fromJson,
  MAX_BYTES,
  MAX_OFFERS,
  payload,
  readAll,
  readReceipt,
  type Terms,
  toHeader,
  toOffer,
} from './wire'

const terms: Terms = {
  scheme: 'exact',
  network: 'eip155:84532',
  asset: USDC_TEST,
  amount: '10000',
  payTo: PAYEE,
  maxTimeoutSeconds: 300,
  extra: {},
  accepted: { said: 'so' },
}
const read = (change: Partial<Terms> = {}) => toOffer({ ...terms, ...change })

test('of an offer every number is the seller’s, and every address of ours', () =>
  expect(read({ asset: USDC_TEST.toUpperCase().replace('X', 'x') })).toEqual({
    network: 'eip155:84532',
    asset: USDC_TEST,
    amount: 10_000n,
    payTo: PAYEE,
    seconds: 300,
    upfront: false,
    accepted: '{"said":"so"}',
  }))

describe('an offer can be paid', () => {
  test.each<[string, Partial<Terms>, Partial<Offer>]>([
    ['that names its domain rightly', { extra: { name: 'USDC', version: '2' } }, {}],
    ['that says what we take for granted', { extra: { assetTransferMethod: 'eip3009' } }, { upfront: false }],
    ['for work first, money later', { extra: { paymentFlow: 'authorization' } }, { upfront: false }],
    ['for money first, and we say so', { extra: { paymentFlow: 'upfront' } }, { upfront: true }],
    ['by ten seconds at least', { maxTimeoutSeconds: 10 }, { seconds: 10 }],
    ['by whole seconds, never longer than asked', { maxTimeoutSeconds: 10.9 }, { seconds: 10 }],
    ['to a payee in small letters', { payTo: PAYEE.toLowerCase() }, { payTo: PAYEE }],
    ['to a payee in capitals', { payTo: `0x${PAYEE.slice(2).toUpperCase()}` }, { payTo: PAYEE }],
    ['to a payee of digits only', { payTo: `0x${'1'.repeat(40)}` }, { payTo: `0x${'1'.repeat(40)}` }],
    ['to a payee that begins with zeros', { payTo: `0x${'0'.repeat(39)}1` }, { payTo: `0x${'0'.repeat(39)}1` }],
  ])('%s', (_name, change, offer) => expect(read(change)).toMatchObject(offer))
})

describe('an offer is left, by name', () => {
  const deep: unknown[] = []
  const loop = [deep]
  deep.push(loop)
  test.each<[string, Partial<Terms>, string]>([
    ['of another scheme', { scheme: 'Exact' }, 'unknown_scheme'],
    ['of no network', { network: undefined }, 'unknown_network'],
    ['of an empty network', { network: '' }, 'unknown_network'],
    ['of a network within another word', { network: 'xeip155:84532' }, 'unknown_network'],
    ['of a network that goes on', { network: 'eip155:84532x' }, 'unknown_network'],
    ['of a chain we do not know', { network: 'eip155:7' }, 'unknown_asset'],
    ['of a token we do not know', { asset: PAYEE }, 'unknown_asset'],
    ['of another way to transfer', { extra: { assetTransferMethod: 'permit2' } }, 'unknown_transfer_method'],
    ['of no way to transfer', { extra: { assetTransferMethod: null } }, 'unknown_transfer_method'],
    ['of another flow', { extra: { paymentFlow: 'Upfront' } }, 'unknown_flow'],
    ['of another domain name', { extra: { name: 'usdc' } }, 'wrong_domain'],
    ['of a domain name that is none', { extra: { name: null } }, 'wrong_domain'],
    ['of another domain version', { extra: { version: 2 } }, 'wrong_domain'],
    ['of no amount', { amount: undefined }, 'bad_amount'],
    ['to nobody', { payTo: `0x${'0'.repeat(40)}` }, 'bad_payee'],
    ['to an address within a word', { payTo: `x${PAYEE}` }, 'bad_payee'],
    ['to an address that goes on', { payTo: `${PAYEE}0` }, 'bad_payee'],
    ['to an address with a letter too few', { payTo: PAYEE.slice(0, -1) }, 'bad_payee'],
    ['to an address that is none', { payTo: `0x${'g'.repeat(40)}` }, 'bad_payee'],
    ['to an address with a slip of the pen', { payTo: PAYEE.replace('Bc', 'bC') }, 'bad_payee'],
    ['that ends before anyone could settle it', { maxTimeoutSeconds: 9.99 }, 'bad_timeout'],
    ['that never ends', { maxTimeoutSeconds: Infinity }, 'bad_timeout'],
    ['that ends at no time', { maxTimeoutSeconds: NaN }, 'bad_timeout'],
    ['that cannot be echoed', { accepted: loop }, 'bad_shape'],
    ['that says nothing to echo', { accepted: undefined }, 'bad_shape'],
  ])('%s', (_name, change, reason) => expect(read(change)).toBe(reason))
})

test('what a seller sent is echoed as it was, and what cannot be written again is not', () => {
  expect(echo({ b: 1, a: [null] })).toBe('{"b":1,"a":[null]}')
  expect(echo(null)).toBe('null')
  expect(echo(undefined)).toBeUndefined()
  expect(echo(1n)).toBeUndefined()
})

describe('entries', () => {
  const good = offer()
  test('are read in order, each on its own, and those left keep their place', () =>
    expect(readAll([1, 2, 3], (entry) => (entry === 2 ? good : 'bad_shape'))).toEqual({
      offers: [good],
      skipped: [
        { index: 0, reason: 'bad_shape' },
        { index: 2, reason: 'bad_shape' },
      ],
    }))
  test('past the 32nd are not looked at', () => {
    const seen: unknown[] = []
    const entries = Array.from({ length: MAX_OFFERS + 1 }, (_, index) => index)
    const { skipped } = readAll(entries, (entry) => {
      seen.push(entry)
      return 'bad_shape'
    })
    expect([seen.length, skipped.length]).toEqual([32, 32])
  })
})

describe('text on the wire', () => {
  const exactly = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
  test('is read up to 64 kB', () => {
    expect(MAX_BYTES).toBe(65_536)
    expect(fromJson(exactly(MAX_BYTES))).toEqual({ json: 'x'.repeat(MAX_BYTES - 2) })
    expect(fromJson(exactly(MAX_BYTES + 1))).toBe('too_large')
    expect(fromJson('{')).toBe('not_json')
  })
  test('is read from a header up to 64 kB', () => {
    const full = header(exactly(MAX_BYTES * 0.75))
    expect(full).toHaveLength(MAX_BYTES)
    expect(fromHeader(full)).toEqual({ json: 'x'.repeat(MAX_BYTES * 0.75 - 2) })
    expect(fromHeader(`${full}=`)).toBe('too_large')
  })
  test.each([
    ['nothing', ''],
    ['padding alone', '='],
    ['three paddings', 'MQ==='],
    ['padding in the middle', 'M=Q'],
    ['a space before it', ' MQ=='],
    ['a line after it', 'MQ==\n'],
    ['a quote within', 'M"Q'],
  ])('is not base64 with %s', (_name, value) => expect(fromHeader(value)).toMatch(/^not_/))
  test('is read with its padding and without', () => {
    expect(fromHeader('MQ==')).toEqual({ json: 1 })
    expect(fromHeader('MTI=')).toEqual({ json: 12 })
    expect(fromHeader('MTIz')).toEqual({ json: 123 })
  })
  test('is written with padding, and comes back', () => {
    expect(toHeader(1)).toBe('MQ==')
    expect(fromHeader(toHeader({ é: '日本' }))).toEqual({ json: { é: '日本' } })
  })
})

test('what is signed is written as text, in the order the reference client has it', () => {
  const authorization = { from: PAYER, nonce: '0x01', validAfter: 5, validBefore: 600 } as const
  expect(JSON.stringify(payload(offer(), authorization, '0x02'))).toBe(
    JSON.stringify({
      authorization: {
        from: PAYER,
        to: PAYEE,
        value: '10000',
        validAfter: '5',
        validBefore: '600',
        nonce: '0x01',
      },
      signature: '0x02',
    }),
  )
})

describe('a receipt counts only when all it says agrees with what was paid', () => {
  const transaction = `0x${'aB'.repeat(32)}`
  const settled = { success: true, transaction }
  const networks: Record<string, string> = { here: 'eip155:84532', there: 'eip155:1' }
  const receipt = (json: unknown) => readReceipt(header(json), offer(), PAYER, (name) => networks[name])
  const mismatch = { ok: false, reason: 'mismatch' }
  const unreadable = { ok: false, reason: 'unreadable' }
  const ok = { ok: true, transaction }

  test.each<[string, unknown, object]>([
    ['the least it can say', settled, ok],
    ['all it can say', { ...settled, network: 'here', payer: PAYER, amount: '10000', errorReason: null }, ok],
    ['the payer in small letters', { ...settled, payer: PAYER.toLowerCase() }, ok],
    ['fields left empty', { ...settled, network: '', payer: '', amount: '', errorReason: '' }, ok],
    ['fields that are null', { ...settled, payer: null, amount: null, errorReason: null }, ok],
    ['another network', { ...settled, network: 'there' }, mismatch],
    ['a network nobody knows', { ...settled, network: 'nowhere' }, mismatch],
    ['another payer', { ...settled, payer: PAYEE }, mismatch],
    ['another amount', { ...settled, amount: '10001' }, mismatch],
    ['no transaction', { success: true }, mismatch],
    ['a transaction that is null', { success: true, transaction: null }, mismatch],
    ['a transaction too short', { ...settled, transaction: transaction.slice(0, -1) }, mismatch],
    ['a transaction too long', { ...settled, transaction: `${transaction}0` }, mismatch],
    ['a transaction within a word', { ...settled, transaction: `x${transaction}` }, mismatch],
    ['a transaction that is none', { ...settled, transaction: `0x${'g'.repeat(64)}` }, mismatch],
    ['no settlement', { ...settled, success: false }, { ok: false, reason: 'not_settled' }],
    [
      'no settlement, and why',
      { success: false, errorReason: 'x'.repeat(300) },
      { ok: false, reason: 'not_settled', said: 'x'.repeat(200) },
    ],
    ['no settlement, and no reason', { success: false, errorReason: '' }, { ok: false, reason: 'not_settled' }],
    ['nothing', {}, unreadable],
    ['a yes that is text', { ...settled, success: 'true' }, unreadable],
    ['a network that is no text', { ...settled, network: 1 }, unreadable],
    ['a network that is null', { ...settled, network: null }, unreadable],
    ['a transaction that is no text', { ...settled, transaction: 1 }, unreadable],
    ['a payer that is no text', { ...settled, payer: 1 }, unreadable],
    ['an amount that is no text', { ...settled, amount: 10_000 }, unreadable],
    ['a reason that is no text', { success: false, errorReason: {} }, unreadable],
    ['a bare text', 'settled', unreadable],
  ])('%s', (_name, said, expected) => {
    const read = receipt(said)
    expect(read).toEqual(expected)
    expect(Object.keys(read)).toEqual(Object.keys(expected))
  })

  test('nor does what is no receipt at all', () =>
    expect(readReceipt('%%%', offer(), PAYER, () => undefined)).toEqual(unreadable))
})
