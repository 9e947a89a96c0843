import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sellerText } from './text'

test.each([
  ['An article', 'An article'],
  ['  two\n\nlines\t', 'two lines'],
  ['pay \u202E10.0$\u202C now', 'pay 10.0$ now'],
  ['a\u0000b\u200Bc\u2066d', 'a b c d'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['\u200B\u200B', undefined],
  [42, undefined],
  [undefined, undefined],
])('%j is shown as %j', (said, shown) => expect(sellerText(said)).toBe(shown))

test('a megabyte, or a thousand accents on one letter, is cut to 200 graphemes', () => {
  expect(sellerText('x'.repeat(1_000_000))).toHaveLength(200)
  expect(sellerText('x'.repeat(1_000_000))?.endsWith('…')).toBe(true)
  expect((sellerText(`a${'\u0301'.repeat(10_000)}`) ?? '').length).toBeLessThan(10)
})

test('what fits is shown as it is, to the last grapheme', () => {
  expect(sellerText('x'.repeat(200))).toBe('x'.repeat(200))
  expect(sellerText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`)
  expect(sellerText('🇪🇺🇪🇺🇪🇺', 3)).toBe('🇪🇺🇪🇺🇪🇺')
  expect(sellerText('🇪🇺🇪🇺🇪🇺', 2)).toBe('🇪🇺…')
})

test('four accents on a letter are writing, a fifth is a prank', () => {
  const accented = (accents: number) => `a${'\u0323'.repeat(accents)}b`
  for (const accents of [1, 2, 3, 4]) expect(sellerText(accented(accents))).toBe(accented(accents))
  for (const accents of [5, 6, 50]) expect(sellerText(accented(accents))).toBe(accented(4))
})

test('what begins after four thousand characters is not read', () => {
  expect(sellerText(`${' '.repeat(3999)}x`)).toBe('x')
  expect(sellerText(`${' '.repeat(4000)}x`)).toBeUndefined()
})

test('whatever a seller says, nothing shown can turn text around or run over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (said) => {
      const shown = sellerText(said) ?? ''
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(shown)]
      expect(graphemes.length).toBeLessThanOrEqual(200)
    }),
    { numRuns: 2000 },
  )
})
