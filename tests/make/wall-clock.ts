/** The calendar told another way than by the code that is tried: by a locale that writes `2026-11-24 23:30:00`. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a zone show. */
export function shownAt(now: number, zone: string): string {
  const known = clocks.get(zone)
  const clock = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  if (!known) clocks.set(zone, clock)
  return clock.format(now * 1000)
}

/** By how many seconds they are ahead of UTC. */
export function aheadAt(now: number, zone: string): number {
  return Date.parse(`${shownAt(now, zone).replace(' ', 'T')}Z`) / 1000 - now
}
