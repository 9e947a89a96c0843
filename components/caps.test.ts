import { expect, test } from 'vitest'
import { changeCap, readCaps, textOf } from './caps'

const caps = { payment: '100000', day: '1000000' }

test('caps read as they are written', () => {
  const all = { ...caps, hour: '500000', week: '2000000', month: '3000000', ever: '9000000', minute: 3 }
  expect(readCaps(textOf(all))).toEqual({ caps: all })
})

test('an empty text takes a cap away, but not one that is needed', () => {
  expect(changeCap({ ...caps, week: '2000000' }, 'week', ' ')).toEqual({ caps })
  expect(changeCap(caps, 'day', '')).toEqual({ problem: { code: 'missing' } })
})

test('a cap that contradicts another is refused, and the other is named', () => {
  expect(changeCap(caps, 'hour', '0.05')).toEqual({
    problem: { code: 'below', other: { name: 'payment', micros: '100000' } },
  })
  expect(changeCap(caps, 'hour', '2')).toEqual({
    problem: { code: 'above', other: { name: 'day', micros: '1000000' } },
  })
  expect(changeCap(caps, 'hour', '0.5')).toEqual({ caps: { ...caps, hour: '500000' } })
})

test('of many windows the nearest contradiction is named', () => {
  const typed = { payment: '1', hour: '2', day: '3', week: '1.5' }
  expect(readCaps(typed)).toEqual({
    problems: { week: { code: 'below', other: { name: 'day', micros: '3000000' } } },
  })
})

test('payments a minute are a number, and contradict nothing', () => {
  expect(changeCap(caps, 'minute', '1')).toEqual({ caps: { ...caps, minute: 1 } })
  expect(changeCap(caps, 'minute', '0.10')).toEqual({ problem: { code: 'not_a_number' } })
  expect(changeCap(caps, 'hour', 'x')).toEqual({ problem: { code: 'not_dollars' } })
})
