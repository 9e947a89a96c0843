import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { header, PAYER, sighting } from '../../../tests/make/offers'
import { typedData } from '../../../tests/make/typed'
import vectors from '../../../tests/vectors/eip-3009.json'
import { readTyped } from './eip-3009'
import { protocolOf, read, receiptOf } from './index'

const NOW = 1_800_000_000
const written = (vector: object) =>
  'text' in vector
    ? String(vector.text)
    : JSON.stringify(typedData(PAYER, { now: NOW, ...(vector as { change: object }).change }))

describe('what a page asks its wallet to sign', () => {
  test.each(vectors.valid)('$name is a payment', (vector) => {
    const asked = readTyped(written(vector), NOW)
    if (typeof asked === 'string') throw new Error(asked)
    expect(asked.from).toBe(PAYER)
    expect(asked.demand.offers.map(({ amount, network }) => `${amount} ${network}`)).toEqual(vector.offers)
    expect(asked.demand.given?.validBefore).toBe(NOW + 120)
  })

  test.each(vectors.hostile)('$name is left by name', (vector) => {
    const asked = readTyped(written(vector), NOW)
    if (typeof asked === 'string') throw new Error(asked)
    expect(asked.demand.offers).toEqual([])
    expect(asked.demand.skipped).toEqual([{ index: 0, reason: vector.skipped }])
  })

  test.each(vectors.refused)('$name is no payment', (vector) => {
    expect(readTyped(written(vector), NOW)).toBe(vector.reason)
  })

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['valid from now', { validAfter: `${NOW}` }, undefined],
    ['valid from later', { validAfter: `${NOW + 1}` }, 'bad_timeout'],
    ['valid for ten minutes', { validBefore: `${NOW + 600}` }, undefined],
    ['valid for longer', { validBefore: `${NOW + 601}` }, 'bad_timeout'],
    ['valid from no number', { validAfter: 'abc' }, 'bad_timeout'],
    ['valid until no number', { validBefore: 'abc' }, 'bad_timeout'],
    ['valid from half a second', { validAfter: 1.5 }, 'bad_timeout'],
    ['valid from a truth', { validAfter: true }, 'bad_timeout'],
    ['valid from an amount in numbers', { validAfter: NOW - 5, validBefore: NOW + 120 }, undefined],
    ['a value in numbers', { value: 10_000 }, undefined],
    ['a nonce with something before it', { nonce: `x0x${'ab'.repeat(32)}` }, 'other'],
    ['a nonce with something after it', { nonce: `0x${'ab'.repeat(33)}` }, 'other'],
  ])('%s', (_name, message, refused) => {
    const asked = readTyped(JSON.stringify(typedData(PAYER, { now: NOW, message })), NOW)
    expect(typeof asked === 'string' ? asked : undefined).toBe(refused)
    if (typeof asked !== 'string') expect(asked.demand.offers).toHaveLength(1)
  })

  test.each<[string, { domain?: Record<string, unknown>; message?: Record<string, unknown> }, string]>([
    ['half a value', { message: { value: 1.5 } }, 'bad_amount'],
    ['a truth for a value', { message: { value: true } }, 'bad_amount'],
    ['a list for a value', { message: { value: ['10000'] } }, 'bad_amount'],
    ['a list for a chain', { domain: { chainId: [84_532] } }, 'unknown_network'],
  ])('%s is left by name', (_name, change, reason) => {
    const asked = readTyped(JSON.stringify(typedData(PAYER, { now: NOW, ...change })), NOW)
    expect(asked).toMatchObject({ demand: { offers: [], skipped: [{ index: 0, reason }] } })
  })

  test('what is read is a demand of this protocol, of which nothing was left out', () => {
    const asked = readTyped(JSON.stringify(typedData(PAYER, { now: NOW })), NOW)
    if (typeof asked === 'string') throw new Error(asked)
    const { demand } = asked
    expect(demand).toMatchObject({ protocol: 'eip-3009', skipped: [] })
    expect(read(sighting({ via: 'wallet', asked: demand }))).toBe(demand)
    expect(read(sighting({ via: 'wallet' }))).toBe('no_offer')

    const protocol = protocolOf(demand)
    const [offer] = demand.offers
    if (!offer) throw new Error('no offer')
    const signature = `0x${'12'.repeat(65)}` as const
    const authorization = { from: PAYER, nonce: `0x${'ab'.repeat(32)}`, validAfter: 0, validBefore: NOW } as const
    expect(protocol.validAfter(NOW)).toBe(0)
    expect(protocol.credential(demand, offer, authorization, signature)).toEqual({ header: '', value: signature })

    const transaction = `0x${'34'.repeat(32)}`
    const value = header({ success: true, transaction, network: offer.network, payer: PAYER })
    expect(receiptOf(demand, offer, PAYER, [{ name: 'Payment-Response', value }])).toEqual({ ok: true, transaction })
    expect(receiptOf(demand, offer, PAYER, [{ name: 'X-Payment-Response', value }])).toBeUndefined()
  })

  test('fields in another order, of another type, or more of them, are not signed for as if they were ours', () => {
    const data = typedData(PAYER, { now: NOW })
    const fields = data.types.TransferWithAuthorization
    for (const changed of [
      fields.toReversed(),
      fields.slice(1),
      [...fields, { name: 'more', type: 'uint256' }],
      fields.map((field) => ({ ...field, type: 'bytes32' })),
    ]) {
      const types = { ...data.types, TransferWithAuthorization: changed }
      expect(readTyped(JSON.stringify({ ...data, types }), NOW)).toBe('bad_shape')
    }
  })

  test('asked with another nonce it is another request, and the nonce is the one that is signed', () => {
    const nonce = `0x${'AB'.repeat(32)}`
    const [one, two] = [nonce, `0x${'cd'.repeat(32)}`].map((each) =>
      readTyped(JSON.stringify(typedData(PAYER, { now: NOW, message: { nonce: each } })), NOW),
    )
    if (typeof one !== 'object' || typeof two !== 'object') throw new Error('not read')
    expect(one.demand.given?.nonce).toBe(nonce.toLowerCase())
    expect(one.demand.offers[0]?.accepted).not.toBe(two.demand.offers[0]?.accepted)
  })

  test('nothing of it is found in a 402, whatever a seller writes there', () => {
    const body = JSON.stringify(typedData(PAYER, { now: NOW }))
    const { header: _header, ...without } = sighting()
    expect(read({ ...without, wall: { body } })).toBe('no_offer')
    expect(read({ ...without, via: 'wallet' })).toBe('no_offer')
  })

  test('whatever text comes, it is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .jsonValue()
            .map((value) =>
              JSON.stringify(typedData(PAYER, { now: NOW, message: { value }, domain: { chainId: value } })),
            ),
        ),
        (text) => {
          const asked = readTyped(text, NOW)
          if (typeof asked !== 'string') for (const { amount } of asked.demand.offers) expect(amount > 0n).toBe(true)
        },
      ),
      { numRuns: 10_000 },
    )
  })
})
