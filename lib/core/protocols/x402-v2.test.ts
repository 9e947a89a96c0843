import { describe, expect, test } from 'vitest'
import { demand, header, offer, PAYER, required, requirements } from '../../../tests/make/offers'
import type { Demand } from '../offer'
import { x402v2 } from './x402-v2'

const read = (change: Record<string, unknown> = {}, accepts = [requirements()]) =>
  x402v2.read(required(accepts, change)) as Demand

test('a demand is told with the seller’s words, and echoes them unchanged', () => {
  const resource = { url: 'https://news.example/a', description: ' An  article ', serviceName: 'News', odd: [1] }
  const extensions = { bazaar: { info: {} } }
  expect(read({ resource, extensions })).toEqual({
    protocol: 'x402-v2',
    what: { description: 'An article', service: 'News', url: 'https://news.example/a' },
    offers: [offer()],
    skipped: [],
    resource: JSON.stringify(resource),
    extensions: JSON.stringify(extensions),
  })
})

describe('a seller’s words', () => {
  test.each([
    ['description', 'description', 200],
    ['service', 'serviceName', 32],
    ['url', 'url', 500],
  ] as const)('of its %s are cut to what fits, and left out when there are none', (name, key, most) => {
    expect(read({ resource: { [key]: 'x'.repeat(most) } }).what).toEqual({ [name]: 'x'.repeat(most) })
    expect(read({ resource: { [key]: 'x'.repeat(most + 1) } }).what[name]).toHaveLength(most)
    for (const none of ['', ' ', 7, null]) expect(Object.keys(read({ resource: { [key]: none } }).what)).toEqual([])
  })

  test('that were not said are not echoed', () => {
    const silent = x402v2.read({ x402Version: 2, accepts: [requirements()] })
    expect(Object.keys(silent as Demand)).toEqual(['protocol', 'what', 'offers', 'skipped'])
  })

  test('may be nothing at all', () => {
    expect(read({ resource: null })).toMatchObject({ what: {}, resource: 'null' })
    expect(read({ extensions: null })).toMatchObject({ extensions: 'null' })
  })
})

describe('an offer', () => {
  test('may have no extras', () => {
    for (const extra of [null, {}, undefined]) expect(read({}, [requirements({ extra })]).offers).toHaveLength(1)
  })
  test('is echoed as the seller wrote it', () => {
    const entry = requirements({ extra: { z: 1 }, more: [2] })
    expect(read({}, [entry]).offers[0]?.accepted).toBe(JSON.stringify(entry))
  })
  test.each(['scheme', 'network', 'asset', 'payTo', 'maxTimeoutSeconds', 'extra'])('of an odd %s is left', (field) => {
    const odd = requirements({ [field]: [] })
    expect(read({}, [odd, requirements()])).toMatchObject({
      offers: [offer()],
      skipped: [{ index: 0, reason: 'bad_shape' }],
    })
  })
})

test.each([
  [{ x402Version: 2, accepts: [], resource: 'x' }, 'bad_shape'],
  [{ x402Version: 2, accepts: 'x' }, 'bad_shape'],
  [{ x402Version: 2 }, 'bad_shape'],
  [{ x402Version: 1, accepts: [] }, undefined],
  [{ accepts: [] }, undefined],
  [undefined, undefined],
  ['x402', undefined],
])('%j is no demand', (said, expected) => expect(x402v2.read(said)).toBe(expected))

describe('the credential', () => {
  const authorization = { from: PAYER, nonce: `0x${'ab'.repeat(32)}`, validAfter: 0, validBefore: 60 } as const
  const sent = (change: Partial<Demand>) => {
    const { header, value } = x402v2.credential({ ...demand(), ...change }, offer(), authorization, '0x02')
    expect(header).toBe('PAYMENT-SIGNATURE')
    return JSON.parse(Buffer.from(value, 'base64').toString()) as Record<string, unknown>
  }
  test('echoes what the seller said, and what it offered', () =>
    expect(sent({ resource: '{"a":1}', extensions: '{"b":2}' })).toMatchObject({
      x402Version: 2,
      payload: { signature: '0x02', authorization: { from: PAYER, value: '10000' } },
      resource: { a: 1 },
      extensions: { b: 2 },
      accepted: requirements(),
    }))
  test('echoes nothing that was not said', () => {
    const { resource: _resource, extensions: _extensions, ...silent } = demand()
    const { value } = x402v2.credential(silent, offer(), authorization, '0x02')
    const keys = Object.keys(JSON.parse(Buffer.from(value, 'base64').toString()) as object)
    expect(keys).toEqual(['x402Version', 'payload', 'accepted'])
  })
  test('is valid from the beginning of time', () => expect(x402v2.validAfter(1_764_000_000)).toBe(0))
})

test('a receipt comes in its own header, and names networks by their chain', () => {
  const transaction = `0x${'ab'.repeat(32)}`
  const receipt = (network: string) => x402v2.receipt(header({ success: true, transaction, network }), offer(), PAYER)
  expect(x402v2.receiptHeader).toBe('payment-response')
  expect(receipt('eip155:84532')).toEqual({ ok: true, transaction })
  expect(receipt('base-sepolia')).toEqual({ ok: false, reason: 'mismatch' })
})
