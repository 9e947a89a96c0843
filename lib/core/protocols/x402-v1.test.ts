import { describe, expect, test } from 'vitest'
import { header, PAYER, requirementsV1 } from '../../../tests/make/offers'
import type { Demand } from '../offer'
import { x402v1 } from './x402-v1'

const read = (...accepts: unknown[]) => x402v1.read({ x402Version: 1, accepts }) as Demand
const [offer] = read(requirementsV1()).offers

test('a demand is told with the words of its first offer', () => {
  const other = requirementsV1({ description: 'Another', resource: 'https://news.example/b' })
  expect(read(requirementsV1(), other)).toMatchObject({
    protocol: 'x402-v1',
    what: { description: 'An article', url: 'https://news.example/a' },
    offers: [{ network: 'eip155:84532', amount: 10_000n, seconds: 60, accepted: JSON.stringify(requirementsV1()) }, {}],
    skipped: [],
  })
})

describe('a seller’s words', () => {
  test('are cut to what fits, and left out when there are none', () => {
    const said = (description: unknown, resource: unknown) => read(requirementsV1({ description, resource })).what
    expect(said('x'.repeat(200), 'y'.repeat(500))).toEqual({ description: 'x'.repeat(200), url: 'y'.repeat(500) })
    const { description, url } = said('x'.repeat(201), 'y'.repeat(501))
    expect([description?.length, url?.length]).toEqual([200, 500])
    for (const none of ['', ' ', 7, null]) expect(Object.keys(said(none, none))).toEqual([])
  })
  test('are none where there is no first offer', () => {
    expect(read()).toEqual({ protocol: 'x402-v1', what: {}, offers: [], skipped: [] })
    expect(read('odd')).toMatchObject({ what: {}, skipped: [{ index: 0, reason: 'bad_shape' }] })
  })
})

test('an offer may have no extras', () => {
  for (const extra of [null, {}, undefined]) expect(read(requirementsV1({ extra })).offers).toHaveLength(1)
})

test.each(['scheme', 'network', 'asset', 'payTo', 'maxTimeoutSeconds', 'extra'])(
  'an offer of an odd %s is left, and the next one read',
  (field) =>
    expect(read(requirementsV1({ [field]: [] }), requirementsV1())).toMatchObject({
      offers: [offer],
      skipped: [{ index: 0, reason: 'bad_shape' }],
    }),
)

test.each([
  [{ x402Version: 1, accepts: 'x' }, 'bad_shape'],
  [{ x402Version: 1 }, 'bad_shape'],
  [{ x402Version: 2, accepts: [] }, undefined],
  [{ accepts: [] }, undefined],
  [undefined, undefined],
])('%j is no demand', (said, expected) => expect(x402v1.read(said)).toBe(expected))

test('the credential names scheme and network as the seller did, and is valid ten minutes back', () => {
  const authorization = { from: PAYER, nonce: '0x01', validAfter: 5, validBefore: 60 } as const
  const { header: name, value } = x402v1.credential(read(), offer!, authorization, '0x02')
  expect(name).toBe('X-PAYMENT')
  expect(JSON.parse(Buffer.from(value, 'base64').toString())).toMatchObject({
    x402Version: 1,
    scheme: 'exact',
    network: 'base-sepolia',
    payload: { signature: '0x02', authorization: { from: PAYER, validAfter: '5' } },
  })
  expect(x402v1.validAfter(1_764_000_000)).toBe(1_764_000_000 - 600)
})

test('a receipt comes in its own header, and names networks by name', () => {
  const transaction = `0x${'ab'.repeat(32)}`
  const receipt = (network: string) => x402v1.receipt(header({ success: true, transaction, network }), offer!, PAYER)
  expect(x402v1.receiptHeader).toBe('x-payment-response')
  expect(receipt('base-sepolia')).toEqual({ ok: true, transaction })
  for (const other of ['eip155:84532', 'base']) expect(receipt(other)).toEqual({ ok: false, reason: 'mismatch' })
})
