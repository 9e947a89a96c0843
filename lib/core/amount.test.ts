import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromDecimal, readAtomic, toDecimal, toMicros } from './amount'

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

  test('writing and reading an amount is the same amount, at any number of decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.nat({ max: 18 }), (amount, decimals) => {
        const text = toDecimal(amount, Math.max(2, decimals))
        expect(fromDecimal(text, Math.max(2, decimals))).toBe(amount)
      }),
    )
  })

  test('a limit is never undercounted: a part of a micro-dollar counts whole', () => {
    expect(toMicros(1n, 18)).toBe(1n)
    expect(toMicros(10n ** 12n, 18)).toBe(1n)
    expect(toMicros(10n ** 12n + 1n, 18)).toBe(2n)
    expect(toMicros(10_000n, 6)).toBe(10_000n)
    expect(toMicros(1n, 2)).toBe(10_000n)
  })
})
