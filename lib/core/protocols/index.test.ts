import { describe, expect, test } from 'vitest'
import { demand, header, PAYER, required, requirements, requirementsV1, sighting } from '../../../tests/make/offers'
import type { Demand } from '../offer'
import type { Wall } from '../sighting'
import { protocolOf, read, receiptOf } from './index'
import { MAX_BYTES } from './wire'

const { header: _none, ...unheard } = sighting()
const readWall = (wall: Wall) => read({ ...unheard, wall })
const costing = (amount: number) => required([requirements({ amount: `${amount}` })])
const text = (amount: number) => JSON.stringify(costing(amount))
const amountOf = (result: ReturnType<typeof read>) =>
  typeof result === 'string' ? result : Number(result.offers[0]?.amount)
const script = (...lines: string[]) => ['<x>', 'window.x402 = {', ...lines, '  testnet: true,', '}'].join('\n')
const line = (amount: number) => `  paymentRequired: ${text(amount)},`

test('without a header and without a wall nothing is asked for', () => expect(read(unheard)).toBe('no_offer'))

describe('of several places on a page that ask for money the first counts', () => {
  const places: [string, Wall][] = [
    ['the header of a second asking', { probe: { header: header(costing(1)) } }],
    ['the body', { body: text(2) }],
    ['the script', { script: script(line(3)) }],
    ['the widget', { widget: text(4) }],
    ['the body of a second asking', { probe: { body: text(5) } }],
  ]
  test.each(places.map(([name], index) => [name, index] as const))('%s', (_name, index) => {
    const wall = places.slice(index).reduceRight<Wall>(
      (later, [, each]) => ({
        ...later,
        ...each,
        ...(each.probe ? { probe: { ...later.probe, ...each.probe } } : {}),
      }),
      {},
    )
    expect(amountOf(readWall(wall))).toBe(index + 1)
    expect(amountOf(readWall(places[index]![1]))).toBe(index + 1)
  })

  test('what cannot be read does not hide what can', () => {
    expect(amountOf(readWall({ body: '<html>', widget: text(4) }))).toBe(4)
    expect(amountOf(readWall({ body: '{"x402Version":2}', widget: text(4) }))).toBe(4)
  })
  test('and where nothing can be read, the first fault is told', () => {
    expect(readWall({ body: '{}', widget: '<' })).toBe('not_json')
    expect(readWall({ body: '{"x402Version":2}', widget: '<' })).toBe('bad_shape')
    expect(readWall({ body: '{}', widget: '[]' })).toBe('no_offer')
  })
})

describe('a header speaks alone', () => {
  test.each([
    ['even when it cannot be read', '%', 'not_base64'],
    ['even when it is empty', '', 'not_base64'],
    ['even when it asks for nothing', header({}), 'no_offer'],
  ])('%s', (_name, said, expected) =>
    expect(read({ ...sighting({ header: said }), wall: { body: text(1) } })).toBe(expected),
  )
})

describe('the script of a paywall', () => {
  const padded = (length: number) => {
    const said = script(line(3))
    return said + ' '.repeat(length - said.length)
  }
  test('is read up to 64 kB', () => {
    expect(amountOf(readWall({ script: padded(MAX_BYTES) }))).toBe(3)
    expect(readWall({ script: padded(MAX_BYTES + 1) })).toBe('no_offer')
  })
  test.each<[string, string, unknown]>([
    ['is read', script(line(3)), 3],
    ['is read whatever stands before', script('  amount: 1,', line(3)), 3],
    ['is read line by line, the one before `testnet` counts', script(line(1), '  x: 1,', line(3)), 3],
    ['is read with Windows line ends', script(line(3)).replaceAll('\n', '\r\n'), 3],
    ['is not one that is called otherwise', script(line(3)).replace('x402', 'x403'), 'no_offer'],
    ['is not one without `testnet` after it', script(line(3)).replace('testnet', 'mainnet'), 'no_offer'],
    ['is not one with `testnet` later', script(line(3), '  x: 1,'), 'no_offer'],
    ['is not a comment about it', script(`  // paymentRequired: ${text(3)},`), 'no_offer'],
    ['is not a line that goes on', script(`${line(3)} // so`), 'no_offer'],
    ['is not a line without its comma', script(line(3).slice(0, -1)), 'no_offer'],
    ['is not one cut off before the next line', 'window.x402 = {\npaymentRequired: {},', 'no_offer'],
    ['is unreadable when its offer is', script('  paymentRequired: {,'), 'not_json'],
    ['is unreadable when its list of offers is', script('  paymentRequirements: [,'), 'not_json'],
    ['is unreadable when its list is none', script('  paymentRequirements: {},'), 'bad_shape'],
  ])('%s', (_name, said, expected) => expect(amountOf(readWall({ script: said }))).toBe(expected))

  test('of the first generation is read as version 1', () => {
    const said = `  paymentRequirements: ${JSON.stringify([requirementsV1()])},`
    expect(readWall({ script: script(said) })).toMatchObject({ protocol: 'x402-v1', offers: [{ amount: 10_000n }] })
  })
})

describe('a receipt is found', () => {
  const transaction = `0x${'ab'.repeat(32)}`
  const value = header({ success: true, transaction })
  const v1 = readWall({ body: JSON.stringify({ x402Version: 1, accepts: [requirementsV1()] }) }) as Demand
  const find = (asked: Demand, ...headers: { name: string; value?: string }[]) =>
    receiptOf(asked, asked.offers[0]!, PAYER, headers)
  const other = { name: 'content-type', value: 'text/html' }

  test.each<[string, Demand, string]>([
    ['of version 2', demand(), 'PAYMENT-Response'],
    ['of version 1', v1, 'X-Payment-Response'],
  ])('%s, however its header is written', (_name, asked, name) => {
    expect(find(asked, other, { name, value })).toEqual({ ok: true, transaction })
    expect(find(asked, other)).toBeUndefined()
    expect(find(asked, { name })).toEqual({ ok: false, reason: 'unreadable' })
  })
  test('in no other version’s header', () => {
    expect(find(demand(), { name: 'x-payment-response', value })).toBeUndefined()
    expect(find(v1, { name: 'payment-response', value })).toBeUndefined()
  })
})

test('a protocol that is not ours is a mistake of ours', () =>
  expect(() => protocolOf({ ...demand(), protocol: 'x402-v9' as never })).toThrow('No protocol x402-v9'))
