import { expect, test } from 'vitest'
import { dateOf, untilOf } from './until'

test.each(['2026-06-30', '2026-12-31', '2028-02-29', '2026-03-29'])('%s ends with that day', (date) => {
  const until = untilOf(date) ?? 0
  expect(dateOf(until)).toBe(date)
  expect(new Date(until * 1000).getHours()).toBe(0)
})

test('an end within a day is shown as that day', () => {
  expect(dateOf(new Date(2026, 5, 30, 15, 4).getTime() / 1000)).toBe('2026-06-30')
})

test.each(['', '30.6.2026', '2026-6-30', 'never'])('%j is no date', (text) => {
  expect(untilOf(text)).toBeUndefined()
})
