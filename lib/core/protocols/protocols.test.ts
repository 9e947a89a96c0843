import { x402Client, x402HTTPClient } from '@x402/core/client'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { ExactEvmSchemeV1 } from '@x402/evm/v1'
import fc from 'fast-check'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { header, PAYEE, PAYER, required, requirements, requirementsV1, sighting } from '../../../tests/make/offers'
import eip712 from '../../../tests/vectors/eip712.json'
import v1 from '../../../tests/vectors/x402-v1.json'
import v2 from '../../../tests/vectors/x402-v2.json'
import { sign } from '../../wallet/sign'
import type { Demand } from '../offer'
import type { Wall } from '../sighting'
import { protocolOf, read, receiptOf } from './index'
import { MAX_BYTES, MAX_OFFERS } from './wire'

const KEY = eip712.privateKey.slice(0, 66) as `0x${string}`

function readHeader(value: string) {
  return read(sighting({ header: value }))
}

function readWall(wall: Wall) {
  const { header: _none, ...without } = sighting()
  return read({ ...without, wall })
}

function told(demand: ReturnType<typeof read>) {
  if (typeof demand === 'string') return demand
  return {
    offers: demand.offers.map(({ amount, network }) => `${amount} ${network}`),
    skipped: demand.skipped.map(({ reason }) => reason),
  }
}

describe('x402 v2, from the header', () => {
  test.each(v2.valid)('$name', ({ json, offers, skipped }) => {
    expect(told(readHeader(header(json)))).toEqual({ offers, skipped })
  })

  test.each(v2.hostile)('an offer with $name is left by name', ({ change, skipped }) => {
    expect(told(readHeader(header(required([requirements(change)]))))).toEqual({ offers: [], skipped: [skipped] })
  })

  test.each(v2.refused)('$name is refused by name', (vector) => {
    expect(readHeader('header' in vector ? vector.header : header(vector.json))).toBe(vector.reason)
  })

  test('64 kB is read, a byte more is not', () => {
    const json = JSON.stringify(required())
    const padded = header(json + ' '.repeat(Math.floor((MAX_BYTES * 3) / 4) - json.length))
    expect(padded.length).toBeLessThanOrEqual(MAX_BYTES)
    expect(typeof readHeader(padded)).toBe('object')
    expect(readHeader(`${padded}AAAA`)).toBe('too_large')
  })

  test('the 33rd offer is not looked at', () => {
    const accepts = Array.from({ length: 40 }, (_, index) => requirements({ amount: `${index + 1}` }))
    const demand = readHeader(header(required(accepts))) as Demand
    expect(demand.offers).toHaveLength(MAX_OFFERS)
    expect(demand.offers.at(-1)?.amount).toBe(32n)
  })

  test('a prototype in the offer is only text', () => {
    const demand = readHeader(
      header(`{"x402Version":2,"__proto__":{"a":1},"accepts":[${JSON.stringify(requirements())}]}`),
    )
    expect(told(demand)).toEqual({ offers: ['10000 eip155:84532'], skipped: [] })
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })

  test('nesting that would break a later writer is refused, not thrown', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const said = `{"x402Version":2,"accepts":[{"scheme":"exact","network":"eip155:84532","amount":"1","asset":"${requirements()['asset'] as string}","payTo":"${PAYEE}","maxTimeoutSeconds":60,"extra":{"x":${deep}}}]}`
    expect(() => readHeader(header(said))).not.toThrow()
  })
})

describe('x402 v1 and pages without a header', () => {
  test.each(v1.valid)('$name', ({ json, offers, skipped }) => {
    expect(told(readWall({ body: JSON.stringify(json) }))).toEqual({ offers, skipped })
    expect(told(readWall({ probe: { body: JSON.stringify(json) } }))).toEqual({ offers, skipped })
  })

  test.each(v1.hostile)('an offer with $name is left by name', ({ change, skipped }) => {
    const body = JSON.stringify({ x402Version: 1, accepts: [requirementsV1(change)] })
    expect(told(readWall({ body }))).toEqual({ offers: [], skipped: [skipped] })
  })

  test.each(v1.refused)('$name is refused by name', (vector) => {
    expect(readWall({ body: 'body' in vector ? vector.body : JSON.stringify(vector.json) })).toBe(vector.reason)
  })

  test('the inline script of both generations of the official paywall is read', () => {
    const script = (line: string) =>
      `window.x402 = {\n      amount: 0.01,\n      ${line},\n      testnet: true,\n      currentUrl: "/a",\n    };`
    const second = script(`paymentRequired: ${JSON.stringify(required())}`)
    const first = script(`paymentRequirements: ${JSON.stringify([requirementsV1()])}`)
    expect(told(readWall({ script: second }))).toEqual({ offers: ['10000 eip155:84532'], skipped: [] })
    expect(told(readWall({ script: first }))).toEqual({ offers: ['10000 eip155:84532'], skipped: [] })
    expect((readWall({ script: first }) as Demand).protocol).toBe('x402-v1')
  })

  test.each([
    ['newlines', `window.x402 = {${'\n'.repeat(65_000)}`],
    ['beginnings', 'window.x402 = {\n'.repeat(4000)],
    ['almost', `window.x402 = {\n${'paymentRequired: ,\n'.repeat(3000)}`],
    ['spaces', `window.x402 = {\n${' '.repeat(60_000)}paymentRequired: x`],
  ])('a script made of %s is read as quickly as any', (_name, script) => {
    for (let times = 0; times < 100; times++) expect(readWall({ script })).toBe('no_offer')
  })

  test('an old widget, and a second asking that brings the header, are read', () => {
    expect(told(readWall({ widget: JSON.stringify(required()) }))).toEqual({
      offers: ['10000 eip155:84532'],
      skipped: [],
    })
    expect(told(readWall({ probe: { header: header(required()) } }))).toEqual({
      offers: ['10000 eip155:84532'],
      skipped: [],
    })
  })

  test('a page that says nothing asks for nothing', () => {
    expect(readWall({})).toBe('no_offer')
    expect(readWall({ script: 'window.x402 = { broken' })).toBe('no_offer')
  })

  test('where there is a header, what the page says does not count', () => {
    const wall = { body: JSON.stringify(required([requirements({ amount: '1' })])) }
    expect(told(read(sighting({ wall })))).toEqual({ offers: ['10000 eip155:84532'], skipped: [] })
  })
})

describe('readers never throw and never invent money', () => {
  const runs = { numRuns: 100_000 }

  test('any header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.base64String({ maxLength: 400 }), fc.string({ maxLength: 200 })), (value) => {
        expect(typeof readHeader(value)).toMatch(/string|object/)
      }),
      runs,
    )
  }, 120_000)

  const odd = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(requirements()), ...Object.values(requirementsV1())) },
    fc.string({ maxLength: 8 }),
    fc.bigInt({ min: -5n, max: 2n ** 257n }).map(String),
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, true, {}, []),
  )
  const keys = [...new Set([...Object.keys(requirements()), ...Object.keys(requirementsV1())])]
  const terms = fc.dictionary(fc.constantFrom(...keys), odd, { maxKeys: 12 })

  test('any mixture of known fields and odd values', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.array(terms, { maxLength: 3 }), (x402Version, changes) => {
        const accepts = changes.map((change) => (x402Version === 2 ? requirements(change) : requirementsV1(change)))
        const demand = readWall({ body: JSON.stringify({ x402Version, accepts }) })
        if (typeof demand === 'string') return
        expect(demand.offers.length + demand.skipped.length).toBe(accepts.length)
        for (const { amount, accepted } of demand.offers) {
          const said = JSON.parse(accepted) as { amount?: string; maxAmountRequired?: string }
          expect(amount.toString()).toBe(x402Version === 2 ? said.amount : said.maxAmountRequired)
          expect(amount).toBeGreaterThan(0n)
        }
      }),
      { numRuns: 20_000 },
    )
  }, 120_000)
})

describe('the credential is byte for byte the official client’s', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  const NOW = 1_740_672_000
  const account = privateKeyToAccount(KEY)
  const nonce = eip712.exact_eip3009.message.nonce as `0x${string}`
  const extensions = { bazaar: { info: { a: 1 }, schema: {} } }

  test.each([
    ['v2', required()],
    ['v2 with extensions', required(undefined, { extensions })],
    [
      'v2 with odd extra keys and a lower-case payee',
      required([
        requirements({ payTo: PAYEE.toLowerCase(), extra: { z: [1, { y: null }], name: 'USDC', version: '2' } }),
      ]),
    ],
    [
      'v2 with words beyond ASCII',
      required(undefined, { resource: { url: 'https://é.example/ü', description: '日本語 🗞️' } }),
    ],
    ['v1', { x402Version: 1, accepts: [requirementsV1()] }],
  ])('%s', async (_name, said) => {
    vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] })
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      Buffer.from(nonce.slice(2), 'hex').copy(Buffer.from(array.buffer))
      return array
    })
    const client = new x402Client()
      .register('eip155:*', new ExactEvmScheme(account))
      .registerV1('base-sepolia', new ExactEvmSchemeV1(account))
    const official = new x402HTTPClient(client)
    const theirs = official.encodePaymentSignatureHeader(await client.createPaymentPayload(said as never))

    const demand = said['x402Version'] === 2 ? readHeader(header(said)) : readWall({ body: JSON.stringify(said) })
    if (typeof demand === 'string') throw new Error(demand)
    const [offer] = demand.offers
    if (!offer) throw new Error('no offer')
    const protocol = protocolOf(demand)
    const authorization = {
      from: account.address,
      nonce,
      validAfter: protocol.validAfter(NOW),
      validBefore: NOW + offer.seconds,
    }
    const ours = protocol.credential(demand, offer, authorization, sign(offer, authorization, KEY))
    expect({ [ours.header]: ours.value }).toEqual(theirs)
  })
})

describe('receipts', () => {
  const demand = readHeader(header(required())) as Demand
  const [offer] = demand.offers
  const transaction = `0x${'ab'.repeat(32)}`
  const settled = { success: true, transaction, network: 'eip155:84532', payer: PAYER }
  const receipt = (json: unknown) =>
    receiptOf(demand, offer!, PAYER, [{ name: 'Payment-Response', value: header(json) }])

  test.each([
    ['settled', settled, { ok: true, transaction }],
    ['settled, without the optional fields', { success: true, transaction }, { ok: true, transaction }],
    [
      'refused by the facilitator',
      { success: false, errorReason: 'insufficient_funds', transaction: '', network: 'eip155:84532' },
      { ok: false, reason: 'not_settled', said: 'insufficient_funds' },
    ],
    ['on another network', { ...settled, network: 'eip155:1' }, { ok: false, reason: 'mismatch' }],
    ['of another payer', { ...settled, payer: PAYEE }, { ok: false, reason: 'mismatch' }],
    ['of another amount', { ...settled, amount: '9999' }, { ok: false, reason: 'mismatch' }],
    ['with no transaction', { ...settled, transaction: '' }, { ok: false, reason: 'mismatch' }],
    ['that is no receipt', { ok: 'yes' }, { ok: false, reason: 'unreadable' }],
  ])('%s', (_name, said, expected) => expect(receipt(said)).toEqual(expected))

  test('no header, no receipt', () =>
    expect(receiptOf(demand, offer!, PAYER, [{ name: 'x-other', value: 'x' }])).toBeUndefined())
  test('rubbish is unreadable, not a failure', () => {
    expect(receiptOf(demand, offer!, PAYER, [{ name: 'payment-response', value: '%%%' }])).toEqual({
      ok: false,
      reason: 'unreadable',
    })
  })
})
