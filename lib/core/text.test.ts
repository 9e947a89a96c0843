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
