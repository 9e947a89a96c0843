import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aheadAt, shownAt } from '../../tests/make/wall-clock'
import { type Clock, daysUntil, endOf, leap, MAX_JUMP, type Moment, stampsOf, tick } from './clock'

const HOUR = 3600
const DAY = 24 * HOUR
const at = (iso: string) => Date.parse(iso) / 1000
const moment = (now: number, zone: string): Moment => leap(undefined, { now, zone })
const zones = Intl.supportedValuesOf('timeZone')

const weekday = (day: string) => new Date(day).getUTCDay()
const mondayOf = (day: string) => iso(at(day) - ((weekday(day) + 6) % 7) * DAY).slice(0, 10)
const iso = (now: number) => new Date(now * 1000).toISOString()
const calendar = (now: number, zone: string) => {
  const text = shownAt(now, zone)
  const day = text.slice(0, 10)
  return { hour: text.slice(0, 13).replace(' ', 'T'), day, week: mondayOf(day), month: text.slice(0, 7) }
}

/** The seconds at which clocks change in a zone. */
function changes(zone: string, from: number, to: number): number[] {
  const found: number[] = []
  for (let start = from; start < to; start += 14 * DAY) {
    let [before, after] = [start, start + 14 * DAY]
    if (aheadAt(before, zone) === aheadAt(after, zone)) continue
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (aheadAt(middle, zone) === aheadAt(before, zone)) before = middle
      else after = middle
    }
    found.push(after)
  }
  return found
}

describe('a window is called by the calendar on the person’s wall', () => {
  test.each([
    ['2026-11-24T23:30:00Z', 'Europe/London', '2026-11-24T23', '2026-11-24', '2026-11-23', '2026-11'],
    ['2026-11-24T23:30:00Z', 'Asia/Tokyo', '2026-11-25T08', '2026-11-25', '2026-11-23', '2026-11'],
    ['2026-11-24T03:30:00Z', 'America/New_York', '2026-11-23T22', '2026-11-23', '2026-11-23', '2026-11'],
    ['2026-11-23T03:30:00Z', 'America/New_York', '2026-11-22T22', '2026-11-22', '2026-11-16', '2026-11'],
    ['2027-01-01T00:00:00Z', 'UTC', '2027-01-01T00', '2027-01-01', '2026-12-28', '2027-01'],
    ['2028-02-29T12:00:00Z', 'Asia/Kathmandu', '2028-02-29T17', '2028-02-29', '2028-02-28', '2028-02'],
    ['1970-01-01T00:00:00Z', 'UTC', '1970-01-01T00', '1970-01-01', '1969-12-29', '1970-01'],
  ])('%s in %s', (text, zone, hour, day, week, month) =>
    expect(stampsOf(at(text), zone)).toMatchObject({ hour, day, week, month }),
  )

  test('at any moment in every zone', () => {
    const now = fc.integer({ min: at('2020-01-01'), max: at('2045-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...zones), now, (zone, now) => {
        const stamps = { ...calendar(now, zone), minute: `0${Math.floor(now / 60)}` }
        expect(stampsOf(now, zone)).toEqual(stamps)
        expect(stampsOf(now, 'none is asked', aheadAt(now, zone))).toEqual(stamps)
      }),
      { numRuns: 2000 },
    )
  })

  test('every week of a century begins on its Monday', () => {
    for (let now = at('2000-01-01'); now < at('2101-01-01'); now += DAY) {
      const { week, day } = stampsOf(now, 'UTC')
      if (week !== mondayOf(day)) expect(week, day).toBe(mondayOf(day))
    }
  })

  test('minutes sort as text over two thousand years', () => {
    const minutes = [0, 59, 60, 1e8, 1e9, 1e10, 5e10].map((now) => stampsOf(now, 'UTC').minute)
    expect(minutes).toEqual(minutes.toSorted())
    expect(new Set(minutes).size).toBe(6)
  })

  test.each(['Etc/Unknown', 'Mars/Olympus_Mons', ''])('a zone nobody knows (“%s”) is taken for UTC', (zone) => {
    const now = at('2026-11-24T23:30:00Z')
    expect(stampsOf(now, zone)).toEqual(stampsOf(now, 'UTC'))
    expect(endOf('day', moment(now, zone), zone)).toBe(at('2026-11-25'))
  })

  test('what is no zone at all is a mistake of ours, and not taken for any', () =>
    expect(() => stampsOf(0, Symbol('UTC') as never)).toThrow(TypeError))
})

describe('a limit is whole again in the first second of the next window', () => {
  test.each([
    ['hour', '2026-11-24T10:59:59Z', 'UTC', '2026-11-24T11:00:00Z'],
    ['hour', '2026-11-24T11:00:00Z', 'UTC', '2026-11-24T12:00:00Z'],
    ['hour', '2026-11-24T10:10:00Z', 'Asia/Kathmandu', '2026-11-24T10:15:00Z'],
    ['hour twice as long', '2026-10-25T00:30:00Z', 'Europe/London', '2026-10-25T02:00:00Z'],
    ['hour of Troll, where clocks go back by two', '2026-10-24T23:30:00Z', 'Antarctica/Troll', '2026-10-25T00:00:00Z'],
    ['day', '2026-11-24T10:00:00Z', 'UTC', '2026-11-25T00:00:00Z'],
    ['day of 25 hours', '2026-10-25T00:30:00+01:00', 'Europe/London', '2026-10-26T00:00:00Z'],
    ['day of 23 hours', '2026-03-29T00:30:00Z', 'Europe/London', '2026-03-30T00:00:00+01:00'],
    ['day without a midnight', '2026-04-23T12:00:00Z', 'Africa/Cairo', '2026-04-24T01:00:00+03:00'],
    ['week', '2026-11-23T00:00:00Z', 'UTC', '2026-11-30T00:00:00Z'],
    ['week', '2026-11-29T23:59:59Z', 'UTC', '2026-11-30T00:00:00Z'],
    ['month', '2028-02-01T00:00:00Z', 'UTC', '2028-03-01T00:00:00Z'],
    ['month', '2026-12-31T23:59:59Z', 'UTC', '2027-01-01T00:00:00Z'],
    ['month of 31 days and an hour', '2026-10-01T00:00:00+02:00', 'Europe/Rome', '2026-11-01T00:00:00+01:00'],
  ])('%s: %s in %s → %s', (name, text, zone, end) => {
    const period = name.split(' ')[0] as 'hour' | 'day' | 'week' | 'month'
    expect(endOf(period, moment(at(text), zone), zone)).toBe(at(end))
  })

  test.each([
    ['hour', '2035-01-01T00', 36 * HOUR],
    ['day', '2035-01-01', 3.5 * DAY],
    ['week', '2035-01-01', 15 * DAY],
    ['month', '2035-01', 60 * DAY],
  ] as const)('and a window nobody can be in any more (%s %s) is not waited for', (period, name, longest) => {
    const now = at('2026-11-24T12:00:00Z')
    const { stamps } = moment(now, 'UTC')
    const ends = endOf(period, { at: now, stamps: { ...stamps, [period]: name } }, 'UTC')!
    expect(ends - now).toBeLessThanOrEqual(longest)
  })

  test('but one for ever never is', () => expect(endOf('ever', moment(0, 'UTC'), 'UTC')).toBeUndefined())

  test('for one who travelled west, when the day reached in the east is over in the west', () => {
    const now = at('2026-11-24T12:00:00Z')
    const landed = leap(moment(now, 'Pacific/Kiritimati'), { now: now + HOUR, zone: 'Pacific/Honolulu' })
    expect(landed.stamps.day).toBe('2026-11-25')
    expect(endOf('day', landed, 'Pacific/Honolulu')).toBe(at('2026-11-26T00:00:00-10:00'))
    expect(endOf('hour', landed, 'Pacific/Honolulu')).toBe(at('2026-11-25T03:00:00-10:00'))
  })

  test('wherever clocks change, in every zone', () => {
    expect(zones.length).toBeGreaterThanOrEqual(400)
    const cases = zones.flatMap((zone) =>
      changes(zone, at('2026-01-01'), at('2027-07-01')).flatMap((change) =>
        [-1.5 * HOUR, -HOUR / 2, -1, 0].map((shift) => [zone, change + shift] as const),
      ),
    )
    expect(cases.length).toBeGreaterThan(1000)
    for (const [zone, now] of cases) {
      if (differs(stampsOf(now, zone), calendar(now, zone)))
        expect(stampsOf(now, zone), zone).toMatchObject(calendar(now, zone))
      expectFirst('hour', zone, now, 900)
      expectFirst('day', zone, now, 3 * HOUR)
    }
  })

  test.each([
    ['2026-12-31', '2027-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2027-02-28', '2027-03-01'],
    ['2100-02-28', '2100-03-01'],
    ['2026-05-31', '2026-06-01'],
  ])('between %s and %s, in every zone', (last, first) => {
    for (const zone of zones) {
      const now = at(`${last}T12:00:00Z`) - aheadAt(at(`${last}T12:00:00Z`), zone)
      const noon = moment(now, zone)
      const ends = endOf('day', noon, zone)!
      expect([shownAt(ends - 1, zone), shownAt(ends, zone)]).toEqual([`${last} 23:59:59`, `${first} 00:00:00`])
      expect(stampsOf(ends, zone)).toMatchObject(calendar(ends, zone))
      expect(endOf('month', noon, zone) === ends).toBe(last.slice(0, 7) !== first.slice(0, 7))
      expect(endOf('week', noon, zone) === ends).toBe(weekday(first) === 1)
    }
  })

  /** The second found is in a later window, the one before is not, nor is any other looked at on the way. */
  function expectFirst(period: 'hour' | 'day', zone: string, now: number, step: number) {
    const ends = endOf(period, moment(now, zone), zone)!
    const name = calendar(now, zone)[period]
    const isLater = (second: number) => calendar(second, zone)[period] > name
    const early = Array.from({ length: Math.ceil((ends - now) / step) }, (_, index) => now + index * step)
    if (!isLater(ends) || [ends - 1, ...early].some(isLater)) expect.fail(`${period} of ${now} in ${zone}: ${ends}`)
  }
})

describe('the clock never goes backwards for a limit', () => {
  const before = moment(at('2026-11-24T10:00:00Z'), 'Europe/Paris')

  test('the first look is a beginning, not a jump', () =>
    expect(tick(undefined, { now: before.at, zone: 'Europe/Paris' })).toEqual({ moment: before, jumped: false }))

  test.each([1, HOUR, DAY, 400 * DAY])('a clock set back by %i s stays where it was', (back) => {
    const clock = { now: before.at - back, zone: 'Europe/Paris' }
    expect(tick(before, clock)).toEqual({ moment: before, jumped: false })
    expect(leap(before, clock)).toEqual(before)
  })

  test('set back from winter into summer it stays where it was too', () => {
    const zone = 'Europe/London'
    const was = moment(at('2027-01-10T23:30:00Z'), zone)
    expect(leap(was, { now: at('2026-07-01T12:00:00Z'), zone, ahead: HOUR })).toEqual(was)
  })

  test('a journey west refills nothing, one east begins what has begun there', () => {
    const now = before.at + 60
    const west = leap(before, { now, zone: 'America/Los_Angeles' })
    expect(west.stamps).toEqual({ ...before.stamps, minute: stampsOf(now, 'UTC').minute })
    const east = leap(before, { now, zone: 'Pacific/Kiritimati' })
    expect(east.stamps).toEqual(stampsOf(now, 'Pacific/Kiritimati'))
    expect(leap(east, { now, zone: 'Europe/Paris' })).toEqual(east)
  })

  test('a jump forward refills nothing until a person agreed', () => {
    const zone = 'Europe/Paris'
    const allowed = before.at + MAX_JUMP
    expect(tick(before, { now: allowed, zone })).toEqual({ moment: moment(allowed, zone), jumped: false })
    const far = { now: allowed + 1, zone }
    const { moment: still, jumped } = tick(before, far)
    expect([still, jumped]).toEqual([before, true])
    expect(tick(still, far)).toEqual({ moment: before, jumped: true })
    const agreed = leap(before, far)
    expect(agreed).toEqual(moment(far.now, zone))
    expect(tick(agreed, { now: far.now + 1, zone }).jumped).toBe(false)
  })

  test('wherever the clock and the person go, no window is ever called by an earlier name', () => {
    const step = fc.record({
      by: fc.oneof(fc.integer({ min: 0, max: 2 * DAY }), fc.integer({ min: -9 * DAY, max: 9 * DAY })),
      zone: fc.constantFrom(...zones),
      look: fc.constantFrom(leap, (was: Moment, clock: Clock) => tick(was, clock).moment),
    })
    const start = fc.integer({ min: at('2024-01-01'), max: at('2030-01-01') })
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 30 }), (now, steps) => {
        let was = moment(now, 'UTC')
        for (const { by, zone, look } of steps) {
          now += by
          const is = look(was, { now, zone })
          expect(look(was, { now, zone, ahead: aheadAt(now, zone) })).toEqual(is)
          expect(is.at).toBeGreaterThanOrEqual(was.at)
          for (const span of ['minute', 'hour', 'day', 'week', 'month'] as const)
            expect(is.stamps[span] >= was.stamps[span]).toBe(true)
          was = is
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the days before one are named through leap years and clock changes', () => {
    expect(daysUntil('2028-03-01', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(daysUntil('2026-01-01', 2)).toEqual(['2025-12-31', '2026-01-01'])
    expect(daysUntil('2026-03-29', 1)).toEqual(['2026-03-29'])
  })

  test('a day at a time through clock changes, everyone gets 365 days a year and no day twice', () => {
    for (const zone of ['Europe/London', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Gaza']) {
      const days: string[] = []
      let is = moment(at('2026-01-01T12:00:00Z'), zone)
      while (is.stamps.day < '2027-01-01') {
        days.push(is.stamps.day)
        is = tick(is, { now: endOf('day', is, zone)!, zone }).moment
      }
      expect([zone, new Set(days).size, days.length]).toEqual([zone, 365, 365])
    }
  })
})

function differs(stamps: Record<string, string>, expected: Record<string, string>): boolean {
  return Object.entries(expected).some(([span, name]) => stamps[span] !== name)
}
