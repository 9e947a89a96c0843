import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayEnds, dayOf, windowsOf } from './windows'

const at = (iso: string) => Date.parse(iso) / 1000

test.each([
  ['2026-11-24T23:30:00Z', 'Europe/London', '2026-11-24'],
  ['2026-11-24T23:30:00Z', 'Asia/Tokyo', '2026-11-25'],
  ['2026-11-24T03:30:00Z', 'America/New_York', '2026-11-23'],
  ['2027-01-01T00:00:00Z', 'UTC', '2027-01-01'],
])('%s in %s is the day %s', (moment, zone, day) => expect(dayOf(at(moment), zone)).toBe(day))

test.each([
  ['2026-11-24T10:00:00Z', 'UTC', '2026-11-25T00:00:00Z'],
  ['2026-10-25T00:30:00+01:00', 'Europe/London', '2026-10-26T00:00:00Z'],
  ['2026-03-29T00:30:00Z', 'Europe/London', '2026-03-30T00:00:00+01:00'],
])('a limit at %s in %s is whole again at %s', (moment, zone, ends) => expect(dayEnds(at(moment), zone)).toBe(at(ends)))

test('in every time zone the day ends within 25 hours, and the second before is still today', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') }),
      (zone, now) => {
        const ends = dayEnds(now, zone)
        expect(ends - now).toBeGreaterThan(0)
        expect(ends - now).toBeLessThanOrEqual(25 * 3600)
        expect(dayOf(ends - 1, zone)).toBe(dayOf(now, zone))
        expect(dayOf(ends, zone)).not.toBe(dayOf(now, zone))
      },
    ),
    { numRuns: 500 },
  )
})

test('real and test money never share a window, nor do two sites', () => {
  const windows = (['real', 'test'] as const).flatMap((purse) =>
    ['https://a.example', 'https://b.example'].map((site) => windowsOf(purse, site, at('2026-11-24T10:00:00Z'), 'UTC')),
  )
  expect(new Set(windows.map(({ siteDay }) => siteDay)).size).toBe(4)
  expect(new Set(windows.map(({ day }) => day)).size).toBe(2)
})
