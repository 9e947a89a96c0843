import { expect, test } from 'vitest'
import { againText, readAgain, type Unit } from './again'

test.each([
  [90 * 60, '90', 'minutes'],
  [2 * 3600, '2', 'hours'],
  [3 * 86_400, '3', 'days'],
  [undefined, '', 'never'],
] as [number | undefined, string, Unit][])('%s seconds are %s %s, there and back', (again, number, unit) => {
  expect(againText(again)).toEqual({ number, unit })
  expect(readAgain(number, unit)).toBe(again ?? null)
})

test.each(['', '0', '-1', '1.5', 'two', '999999'])('%j is no number of minutes', (number) => {
  expect(readAgain(number, 'minutes')).toBeUndefined()
})
