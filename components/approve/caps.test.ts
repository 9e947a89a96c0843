import { expect, test } from 'vitest'
import { readCaps } from './caps'

const limits = { payment: '100000', day: '1000000' }

test('caps at or above the price are taken as typed', () => {
  expect(readCaps({ payment: '0.01', day: '0.10' }, 10_000n, limits)).toEqual({
    caps: { payment: '10000', day: '100000' },
    isAboveLimits: false,
  })
})

test('caps above the overall limits are taken, and said to be', () => {
  expect(readCaps({ payment: '0.50', day: '1.00' }, 10_000n, limits)).toMatchObject({ isAboveLimits: true })
})

test.each([
  [{ payment: '0.001', day: '1' }, { payment: 'below_price' }],
  [{ payment: '0.05', day: '0.001' }, { day: 'below_price' }],
  [{ payment: '0.05', day: '0.02' }, { day: 'below_payment' }],
  [
    { payment: 'five', day: '' },
    { payment: 'not_dollars', day: 'not_dollars' },
  ],
] as const)('%o is refused in words', (typed, problems) => {
  expect(readCaps(typed, 10_000n, limits)).toEqual({ problems })
})
