import { expect, test } from 'vitest'
import { readCaps } from './caps'

const limits = { perPayment: '100000', perSiteDay: '1000000' }

test('caps at or above the price are taken as typed', () => {
  expect(readCaps({ perPayment: '0.01', perDay: '0.10' }, 10_000n, limits)).toEqual({
    caps: { perPayment: '10000', perDay: '100000' },
    isAboveLimits: false,
  })
})

test('caps above the overall limits are taken, and said to be', () => {
  expect(readCaps({ perPayment: '0.50', perDay: '1.00' }, 10_000n, limits)).toMatchObject({ isAboveLimits: true })
})

test.each([
  [{ perPayment: '0.001', perDay: '1' }, { perPayment: 'below_price' }],
  [{ perPayment: '0.05', perDay: '0.001' }, { perDay: 'below_price' }],
  [{ perPayment: '0.05', perDay: '0.02' }, { perDay: 'below_payment' }],
  [
    { perPayment: 'five', perDay: '' },
    { perPayment: 'not_dollars', perDay: 'not_dollars' },
  ],
] as const)('%o is refused in words', (typed, problems) => {
  expect(readCaps(typed, 10_000n, limits)).toEqual({ problems })
})
