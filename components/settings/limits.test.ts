import { expect, test } from 'vitest'
import { readLimits } from './limits'

test('limits in order are taken', () => {
  expect(readLimits({ perPayment: '0.10', perSiteDay: '1.00', perDay: '5.00' })).toEqual({
    limits: { perPayment: '100000', perSiteDay: '1000000', perDay: '5000000' },
  })
  expect(readLimits({ perPayment: '1', perSiteDay: '1', perDay: '1' })).toHaveProperty('limits')
})

test.each([
  [{ perPayment: '2', perSiteDay: '1', perDay: '5' }, { perSiteDay: 'below_payment' }],
  [{ perPayment: '0.1', perSiteDay: '6', perDay: '5' }, { perDay: 'below_site_day' }],
  [
    { perPayment: 'x', perSiteDay: '1', perDay: '' },
    { perPayment: 'not_dollars', perDay: 'not_dollars' },
  ],
])('%o is refused in words', (typed, problems) => {
  expect(readLimits(typed)).toEqual({ problems })
})
