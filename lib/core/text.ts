/** ASCII without control characters, as nearly all sellers write: the tables of Unicode need not be loaded for it. */
const PLAIN = /^[ -~]*$/

/**
 * A seller's words, made safe to show: control and direction-changing characters out, white space folded, cut at
 * `max` graphemes. Undefined when nothing is left.
 */
export function sellerText(value: unknown, max = 200): string | undefined {
  if (typeof value !== 'string') return undefined
  // Cut before segmenting: a grapheme may be arbitrarily long, and a seller may send megabytes.
  const cut = value.slice(0, max * 20)
  const clean = (PLAIN.test(cut) ? cut : withoutTricks(cut)).replace(/\s+/g, ' ').trim()
  if (!clean) return undefined
  // No text has more graphemes than units, and an `Intl` to tell them apart takes a worker just woken 30 ms.
  if (clean.length <= max) return clean
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(clean)]
  if (graphemes.length <= max) return clean
  return `${graphemes
    .slice(0, max - 1)
    .map(({ segment }) => segment)
    .join('')}…`
}

function withoutTricks(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, ' ').replace(/(\p{M}{4})\p{M}+/gu, '$1')
}
