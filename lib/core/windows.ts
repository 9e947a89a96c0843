import type { Purse } from './networks'
import type { Origin } from './site'

/** Seconds since 1970. */
export type Seconds = number

/**
 * The calendar windows one payment counts in. A key is stable text, saved with the row when it is decided, so a sum and
 * its rows can never disagree about which window a payment fell into.
 */
export type Windows = { siteDay: string; day: string; siteMinute: string }

export function windowsOf(purse: Purse, site: Origin, at: Seconds, zone: string): Windows {
  const day = dayOf(at, zone)
  return {
    siteDay: `${purse} ${site} day ${day}`,
    day: `${purse} * day ${day}`,
    siteMinute: `${purse} ${site} minute ${Math.floor(at / 60)}`,
  }
}

/** The calendar day of a moment in a time zone, as `2026-11-24`. */
export function dayOf(at: Seconds, zone: string): string {
  const parts = formatter(zone).formatToParts(at * 1000)
  const [year, month, day] = (['year', 'month', 'day'] as const).map((type) => part(parts, type))
  return `${year}-${month}-${day}`
}

/** The first second of the next calendar day in that zone: when a day's limit is whole again. */
export function dayEnds(at: Seconds, zone: string): Seconds {
  const today = dayOf(at, zone)
  // A day has at most 25 hours where clocks change; searching the boundary needs no table of time zones.
  let [within, beyond] = [at, at + 26 * 3600]
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2)
    if (dayOf(middle, zone) === today) within = middle
    else beyond = middle
  }
  return beyond
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formatters.set(zone, made)
  return made
}

function part(parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return parts.find((part) => part.type === type)?.value ?? ''
}
