import { expect, test } from 'vitest'
import { readDollars } from './dollars'
import { readWhole } from './typed-number'

test.each([
  ['Arabic', '٠٫١٥'],
  ['Persian', '۰٫۱۵'],
  ['Hindi', '०.१५'],
  ['wide', '０．１５'],
  ['wide, with the stop of a Japanese keyboard', '０。１５'],
  ['wide, with its sign', '＄0.15'],
])('%s digits are an amount like any other', (_keyboard, text) => {
  expect(readDollars(text)).toBe(150_000n)
})

test.each(['٠٬١٥', '٠،١٥', '０，１５', '10²', '①', '½', '١e٣'])('%s is no amount', (text) => {
  expect(readDollars(text)).toBeUndefined()
})

test.each([
  ['30', 30],
  [' ٣٠ ', 30],
  ['３０', 30],
  ['100', 100],
])('%s is a whole number', (text, number) => {
  expect(readWhole(text, 100)).toBe(number)
})

test.each(['', '0', '007', '101', '1.5', '-3', '1e2', '0x10', '99999999999999999999'])(
  '"%s" is no whole number up to 100',
  (text) => {
    expect(readWhole(text, 100)).toBeUndefined()
  },
)
