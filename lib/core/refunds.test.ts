import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Incoming, matchRefunds, type Paid } from './refunds'

const paid = (id: number, more: Partial<Paid> = {}): Paid => {
  return { id, account: '0xA', payTo: '0xB', network: 'n', asset: '0xC', atomic: 10n, at: id * 10, ...more }
}
const got = (key: string, at: number, more: Partial<Incoming> = {}): Incoming => {
  return { key, account: '0xa', from: '0xb', network: 'n', asset: '0xc', atomic: 10n, at, ...more }
}
const match = (payments: Paid[], incoming: Incoming[]) => Object.fromEntries(matchRefunds(payments, incoming))

test('the whole price from the payee repays the latest payment before it', () => {
  expect(match([paid(1), paid(2), paid(3)], [got('x', 25)])).toEqual({ x: 2 })
  expect(match([paid(1), paid(2)], [got('x', 25), got('y', 26)])).toEqual({ x: 2, y: 1 })
  expect(match([paid(1)], [got('x', 25), got('y', 26)])).toEqual({ x: 1 })
})

test.each([
  ['from somebody else', { from: '0xD' }],
  ['in another token', { asset: '0xD' }],
  ['on another network', { network: 'm' }],
  ['to another account', { account: '0xD' }],
  ['before it was paid', { at: 9 }],
  ['more than was paid', { atomic: 11n }],
  ['nothing', { atomic: 0n }],
])('no refund: %s', (_why, more) => expect(match([paid(1)], [got('x', 25, more)])).toEqual({}))

test('a whole price is matched before a part of another, and parts add up to no more than the price', () => {
  expect(match([paid(1), paid(2, { atomic: 20n })], [got('x', 30)])).toEqual({ x: 1 })
  const parts = [got('a', 25, { atomic: 4n }), got('b', 26, { atomic: 4n }), got('c', 27, { atomic: 4n })]
  expect(match([paid(1)], parts)).toEqual({ a: 1, b: 1 })
})

test('of two payments of one moment the later in the books is meant, and what comes first is matched first', () => {
  expect(match([paid(1, { at: 5 }), paid(2, { at: 5 })], [got('x', 9)])).toEqual({ x: 2 })
  expect(match([paid(2, { at: 5 }), paid(1, { at: 5 })], [got('x', 9)])).toEqual({ x: 2 })
  const parts = [got('late', 30, { atomic: 7n }), got('soon', 20, { atomic: 6n })]
  expect(match([paid(1)], parts)).toEqual({ soon: 1 })
  expect(match([paid(1)], parts.toReversed())).toEqual({ soon: 1 })
})

test('money of the very moment of the payment repays it, and parts repay all of it', () => {
  expect(match([paid(1)], [got('x', 10)])).toEqual({ x: 1 })
  const parts = [got('a', 25, { atomic: 4n }), got('b', 26, { atomic: 6n })]
  expect(match([paid(1)], parts)).toEqual({ a: 1, b: 1 })
})

test('no payment is ever repaid more than it cost', () => {
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 30n }), { maxLength: 12 })
  fc.assert(
    fc.property(amounts, amounts, (prices, sums) => {
      const payments = prices.map((atomic, id) => paid(id, { atomic, at: id }))
      const incoming = sums.map((atomic, at) => got(`${at}`, at + 3, { atomic }))
      const found = matchRefunds(payments, incoming)
      for (const { id, atomic } of payments) {
        const repaid = incoming.filter(({ key }) => found.get(key) === id).reduce((sum, each) => sum + each.atomic, 0n)
        expect(repaid <= atomic).toBe(true)
      }
    }),
  )
})
