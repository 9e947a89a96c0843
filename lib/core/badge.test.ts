import { expect, test } from 'vitest'
import { badgeOf, brief, type Standing } from './badge'

const idle: Standing = { problem: false, waiting: 0, paused: false }

test.each<[name: string, Partial<Standing>, text: string, says: string | undefined]>([
  ['nothing at all', {}, '', undefined],
  ['a pause', { paused: true }, 'II', 'reason_paused'],
  ['a pause and a payment just before', { paused: true, paid: 10_000n }, '1¢', 'paid_amount'],
  ['a payment and three questions', { waiting: 3, paid: 10_000n }, '3', 'badge_waiting'],
  ['everything', { problem: true, waiting: 3, paid: 1n, paused: true }, '!', 'badge_problem'],
])('of %s the badge shows the most pressing, in letters and in words', (_name, change, text, says) => {
  const badge = badgeOf({ ...idle, ...change })
  expect([badge.text, badge.says]).toEqual([text, says])
})

test.each<[bigint, string]>([
  [1n, '<.1¢'],
  [1000n, '.1¢'],
  [9999n, '.9¢'],
  [10_000n, '1¢'],
  [999_999n, '99¢'],
  [1_000_000n, '$1.0'],
  [9_990_000n, '$9.9'],
  [10_000_000n, '$10'],
  [999_990_000n, '$999'],
])('%s millionths of a dollar are %s on the badge, which has room for four letters', (micros, text) => {
  expect(brief(micros)).toBe(text)
  expect(text.length).toBeLessThanOrEqual(4)
})

/** WCAG 2.2 §1.4.3. */
function contrast(a: string, b: string): number {
  const light = (color: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = parseInt(color.slice(at, at + 2), 16) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

test('whatever it shows can be read', () => {
  for (const change of [{ problem: true }, { waiting: 1 }, { paid: 1n }, { paused: true }]) {
    const { ground } = badgeOf({ ...idle, ...change })
    expect(contrast(ground, '#ffffff')).toBeGreaterThan(4.5)
  }
})
