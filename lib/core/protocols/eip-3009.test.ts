import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAYER, sighting } from '../../../tests/make/offers'
import { typedData } from '../../../tests/make/typed'
import vectors from '../../../tests/vectors/eip-3009.json'
import { readTyped } from './eip-3009'
import { read } from './index'

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
    const { header: _none, ...without } = sighting()
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
