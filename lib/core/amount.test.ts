import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dollars, fromDecimal, least, most, readAtomic, toDecimal, toMicros } from './amount'

describe('amounts', () => {
  test.each([
    '1e18',
    '-1',
    '0x10',
    '1.0',
    '٣',
    ' 1',
    '1 ',
    '+1',
    '01',
    '',
    '0',
    1,
    null,
    undefined,
    {},
    `${2n ** 256n}`,
    '9'.repeat(79),
  ])('a seller cannot write %j as an amount', (text) => expect(readAtomic(text)).toBeUndefined())

  test.each([
    ['1', 1n],
    ['10000', 10_000n],
    [`${2n ** 256n - 1n}`, 2n ** 256n - 1n],
  ])('%s atomic units are read', (text, amount) => expect(readAtomic(text)).toBe(amount))

  test.each([
    ['0.10', 100_000n],
    ['5', 5_000_000n],
    ['0.000001', 1n],
    [' 1.5 ', 1_500_000n],
    ['2.', 2_000_000n],
  ] as const)('%s dollars are read exactly', (text, micros) => expect(fromDecimal(text)).toBe(micros))

  test.each(['0.0000001', '1,5', '.5', '-1', '1e3', 'five', '', '$1'])('%j is not a number of dollars', (text) =>
    expect(fromDecimal(text)).toBeUndefined(),
  )

  test.each<[bigint, number | undefined, string]>([
    [0n, undefined, '0.00'],
    [1n, undefined, '0.000001'],
    [100_000n, undefined, '0.10'],
    [120_000n, undefined, '0.12'],
    [123_000n, undefined, '0.123'],
    [1_000_000n, undefined, '1.00'],
    [10_500_000n, undefined, '10.50'],
    [5n, 2, '0.05'],
    [1n, 18, '0.000000000000000001'],
    [10n ** 18n, 18, '1.00'],
  ])('%i atomic units at %i decimals are written %s', (amount, decimals, text) =>
    expect(toDecimal(amount, decimals)).toBe(text),
  )

  test('writing and reading an amount is the same amount, at any number of decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.nat({ max: 18 }), (amount, decimals) => {
        const text = toDecimal(amount, Math.max(2, decimals))
        expect(fromDecimal(text, Math.max(2, decimals))).toBe(amount)
      }),
    )
  })

  test('of two amounts, whichever comes first', () => {
    expect([least(1n, 2n), least(2n, 1n), least(2n, 2n)]).toEqual([1n, 1n, 2n])
    expect([most(1n, 2n), most(2n, 1n), most(2n, 2n)]).toEqual([2n, 2n, 2n])
  })

  test('a limit is never undercounted: a part of a micro-dollar counts whole', () => {
    expect(toMicros(1n, 18)).toBe(1n)
    expect(toMicros(10n ** 12n, 18)).toBe(1n)
    expect(toMicros(10n ** 12n + 1n, 18)).toBe(2n)
    expect(toMicros(10_000n, 6)).toBe(10_000n)
    expect(toMicros(1n, 2)).toBe(10_000n)
  })
})

test.each([
  ['en-GB', '10000', '$0.01'],
  ['en-GB', '1', '$0.000001'],
  ['en-GB', '9007199254740993000001', '$9,007,199,254,740,993.000001'],
  ['de', '1500000', '1,50\u00a0$'],
])('in %s %s millionths of a dollar are %s', (locale, micros, text) => {
  expect(dollars(locale)(micros)).toBe(text)
})

test('where words run to the left the sign of the dollar is held together, and the digits are left alone', () => {
  const text = dollars('ar')('10000')
  expect(text).toMatch(/\u2066[^\u2069]*\$\u2069/)
  expect(text.match(/\u2066/g)).toHaveLength(1)
  expect(dollars('en')('10000')).not.toMatch(/[\u2066\u2069]/)
})
