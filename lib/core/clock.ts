/**
 * The calendar that limits go by: windows in the person's time zone, and a clock that never goes backwards
 * (product.md §4 "Limits"). What a window is called is saved with every row that counts in it.
 */

/** Seconds since 1970. */
export type Seconds = number

/** The windows a limit can be set for, shortest first; `ever` has no end. */
export const periods = ['hour', 'day', 'week', 'month', 'ever'] as const
export type Period = (typeof periods)[number]

/** Windows that sums are kept for: those of the limits, and the minute in which payments are counted. */
export const spans = ['minute', ...periods] as const
export type Span = (typeof spans)[number]

/** The names of the windows a moment lies in. Names of one span sort as text in the order of time. */
export type Stamps = Record<Exclude<Span, 'ever'>, string>

/** A moment as limits see it: saved with the journal, and never earlier than the one before it. */
export type Moment = { at: Seconds; stamps: Stamps }

export type Clock = {
  now: Seconds
  zone: string
  /** By how much the clocks of the zone are ahead of UTC just now: with it the date is a sum, without it a look into tables. */
  ahead?: Seconds
}

/** A clock that moved on by more than this since it was last looked at refills no limit before a person agreed. */
export const MAX_JUMP = 36 * 3600

/**
 * The moment that limits go by. A clock set back, or a journey west, stays in the windows it has reached; a jump
 * forward stays in them too, and says so.
 */
export function tick(before: Moment | undefined, clock: Clock): { moment: Moment; jumped: boolean } {
  if (before && clock.now - before.at > MAX_JUMP) return { moment: before, jumped: true }
  return { moment: leap(before, clock), jumped: false }
}

/** The moment after a person has agreed to a jump forward. */
export function leap(before: Moment | undefined, { now, zone, ahead }: Clock): Moment {
  const at = Math.max(now, before?.at ?? now)
  const stamps = stampsOf(at, zone, at === now ? ahead : undefined)
  return { at, stamps: before ? latest(before.stamps, stamps) : stamps }
}

/** `minute` counts minutes since 1970, a week is called by its Monday (ISO 8601), the rest by its beginning. */
export function stampsOf(at: Seconds, zone: string, ahead?: Seconds): Stamps {
  const { year, month, day, hour } = ahead === undefined ? civil(at, zone) : civilUtc(at + ahead)
  const date = `${year}-${month}-${day}`
  return {
    minute: `${Math.floor(at / 60)}`.padStart(9, '0'),
    hour: `${date}T${hour}`,
    day: date,
    week: mondayOf(Number(year), Number(month), Number(day)),
    month: `${year}-${month}`,
  }
}

/** The names of so many calendar days, the last of which is given. */
export function daysUntil(last: string, count: number): string[] {
  const [year = 0, month = 0, day = 0] = last.split('-').map(Number)
  const first = dayNumber(year, month, day) - count + 1
  return Array.from({ length: count }, (_, place) => dateOf(first + place))
}

/** The first second after the window that a moment counts in: when its limit is whole again. Undefined for `ever`. */
export function endOf(period: Period, { at, stamps }: Moment, zone: string): Seconds | undefined {
  if (period === 'ever') return undefined
  const isLater = (second: Seconds) => stampsOf(second, zone)[period] > stamps[period]
  // Windows grow and shrink where clocks change; searching the boundary needs no table of time zones. The steps are no
  // longer than a window: where clocks go back by two hours (Antarctica/Troll), a later hour comes twice.
  let [within, beyond] = [at, at + SHORTEST[period]]
  while (!isLater(beyond) && beyond - at < LONGEST[period]) [within, beyond] = [beyond, beyond + SHORTEST[period]]
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2)
    if (isLater(middle)) beyond = middle
    else within = middle
  }
  return beyond
}

const HOUR = 3600
const DAY = 24 * HOUR
const SHORTEST = { hour: HOUR, day: 23 * HOUR, week: 6.5 * DAY, month: 27.5 * DAY } as const
/** More than the longest window there is, in a time zone a day behind the one that named it. */
const LONGEST = { hour: 1.5 * DAY, day: 2.5 * DAY, week: 8.5 * DAY, month: 32.5 * DAY } as const

function latest(a: Stamps, b: Stamps): Stamps {
  const later = (span: keyof Stamps) => (a[span] > b[span] ? a[span] : b[span])
  return { minute: later('minute'), hour: later('hour'), day: later('day'), week: later('week'), month: later('month') }
}

type Civil = { year: string; month: string; day: string; hour: string }

const formatters = new Map<string, Intl.DateTimeFormat>()

function civil(at: Seconds, zone: string): Civil {
  const parts = formatter(zone).formatToParts(at * 1000)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { year: part('year').padStart(4, '0'), month: part('month'), day: part('day'), hour: part('hour') }
}

/** What the clocks show in UTC. */
function civilUtc(at: Seconds): Civil {
  // oxlint-disable-next-line no-restricted-globals -- the calendar of a moment that is given, not the clock
  const iso = new Date(at * 1000).toISOString()
  const [year, month, day, hour] = iso.split(/[-T:]/) as [string, string, string, string]
  return { year, month, day, hour }
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = format(zone)
  formatters.set(zone, made)
  return made
}

/** A zone the browser names but does not know (`Etc/Unknown`) is taken for UTC: limits still have windows then. */
function format(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { ...SHAPE, timeZone })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return new Intl.DateTimeFormat('en', { ...SHAPE, timeZone: 'UTC' })
  }
}

const SHAPE = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
} as const

function mondayOf(year: number, month: number, day: number): string {
  const number = dayNumber(year, month, day)
  // 1970-01-01 was a Thursday.
  return dateOf(number - ((((number + 3) % 7) + 7) % 7))
}

/** Days since 1970-01-01 in the Gregorian calendar, counting years from March so that a leap day comes last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const m = (month + 9) % 12
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * y + leaps + Math.floor((153 * m + 2) / 5) + day - 1 - 719_468
}

function dateOf(number: number): string {
  const { year, month, day } = civilUtc(number * 86_400)
  return `${year}-${month}-${day}`
}
