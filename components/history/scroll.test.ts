import { describe, expect, test } from 'vitest'
import { moved, placeAt, tallness, topAt, within } from './scroll'

const few = { whole: 48_000, seen: 600 }
const many = { whole: 48_000_000, seen: 600 }

test('no element is taller than a browser lets it be', () => {
  expect(tallness(few)).toBe(48_000)
  expect(tallness(many)).toBe(10_000_000)
})

test('a short list scrolls as any other', () => {
  for (const top of [0, 1, 30_000, 47_400]) {
    expect(placeAt(top, few)).toBe(top)
    expect(topAt(top, few)).toBe(top)
  }
  expect(moved({ place: 0, top: 0 }, 40_000, few)).toBe(40_000)
})

describe('a long list', () => {
  test('has both its ends where the scrollbar has its own', () => {
    expect(placeAt(0, many)).toBe(0)
    expect(placeAt(10_000_000 - 600, many)).toBe(48_000_000 - 600)
    expect(topAt(48_000_000 - 600, many)).toBe(10_000_000 - 600)
  })

  test('is at one place for each place of the scrollbar, and back', () => {
    let last = -1
    for (let top = 0; top <= 9_999_400; top += 33_331) {
      const place = placeAt(top, many)
      expect(place).toBeGreaterThan(last)
      expect(topAt(place, many)).toBeCloseTo(top, 4)
      last = place
    }
  })

  test('moves with the wheel by as much as the wheel, in the middle too', () => {
    const top = 5_000_000
    const place = placeAt(top, many)
    expect(moved({ place, top }, top + 100, many)).toBe(place + 100)
    expect(moved({ place, top }, top - 100, many)).toBe(place - 100)
  })

  test('goes where the scrollbar is dragged', () => {
    expect(moved({ place: 0, top: 0 }, 5_000_000, many)).toBe(placeAt(5_000_000, many))
  })

  test('never goes past its ends', () => {
    expect(within(-5, many)).toBe(0)
    expect(within(99_999_999, many)).toBe(47_999_400)
    expect(within(5, { whole: 100, seen: 600 })).toBe(0)
    expect(moved({ place: 50, top: 50 }, 0, many)).toBe(0)
  })
})
