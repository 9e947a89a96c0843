import { expect, test } from 'vitest'
import { readDollars } from './dollars'

test.each([
  ['0.10', 100_000n],
  [' $5 ', 5_000_000n],
  ['0.000001', 1n],
  ['0', 0n],
  ['0,10', 100_000n],
  ['12,5', 12_500_000n],
  ['0,005', 5000n],
])('%s is an amount', (text, micros) => {
  expect(readDollars(text)).toBe(micros)
})

test.each(['', '-1', '1e3', '1,000', '1,000.50', '1,2,3', '0.0000001', 'one', '1 000', '99999999999999'])(
  '%s is not an amount',
  (text) => {
    expect(readDollars(text)).toBeUndefined()
  },
)
