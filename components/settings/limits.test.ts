import { expect, test } from 'vitest'
import { readLimits, typedLimits } from './limits'

const three = (payment: string, siteDay: string, day: string) => ({
  site: { payment, day: siteDay },
  payee: {},
  all: { day },
  ceiling: {},
})

test('limits in order are taken, and read as they are written', () => {
  const limits = {
    site: { payment: '100000', day: '1000000', minute: 30 },
    payee: { week: '2000000' },
    all: { day: '5000000', ever: '90000000' },
    ceiling: { payment: '3000000' },
  }
  expect(readLimits(typedLimits(limits))).toEqual({ limits })
  expect(readLimits(three('1', '1', '1'))).toHaveProperty('limits')
})

test('an empty field is no limit, but for the three that are always there', () => {
  expect(readLimits({ ...three('0.1', '1', '5'), payee: { hour: ' ' } })).toMatchObject({ limits: { payee: {} } })
  expect(readLimits(three('', '1', ''))).toEqual({
    problems: [
      { scope: 'site', name: 'payment', problem: { code: 'missing' } },
      { scope: 'all', name: 'day', problem: { code: 'missing' } },
    ],
  })
})

test.each([
  [three('2', '1', '5'), { scope: 'site', name: 'day', problem: { code: 'below' } }],
  [three('0.1', '6', '5'), { scope: 'all', name: 'day', problem: { code: 'below_site_day' } }],
  [three('x', '1', '5'), { scope: 'site', name: 'payment', problem: { code: 'not_dollars' } }],
  [
    { ...three('1', '2', '5'), ceiling: { week: '9', month: '8' } },
    { scope: 'ceiling', name: 'month', problem: { code: 'below', other: { name: 'week', micros: '9000000' } } },
  ],
])('%o is refused in words', (typed, problem) => {
  expect(readLimits(typed)).toMatchObject({ problems: [problem] })
})

test('an organisation allows so much and no more; without a limit where it has one is more', () => {
  const most = { site: { payment: '1000000' }, ceiling: { day: '5000000', minute: 3 } }
  const typed = (payment: string, ceiling: object) => ({ ...three(payment, '2', '5'), ceiling })
  expect(readLimits(typed('1', { day: '5', minute: '3' }), most)).toHaveProperty('limits')
  const above = (most: string | number) => ({ code: 'above_organisation', most })
  expect(readLimits(typed('1.01', { minute: '4' }), most)).toEqual({
    problems: [
      { scope: 'site', name: 'payment', problem: above('1000000') },
      { scope: 'ceiling', name: 'day', problem: above('5000000') },
      { scope: 'ceiling', name: 'minute', problem: above(3) },
    ],
  })
})
