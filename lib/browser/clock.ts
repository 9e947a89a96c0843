/** What this computer says the time is. */
import type { Clock } from '../core/clock'

/** Not in every browser that Tuppence runs in, and not yet among the types at hand. */
declare const Temporal: { Now: { timeZoneId(): string } } | undefined

/** Made without `Intl` where that can be: it takes a worker just woken 30 ms to find out which languages it knows. */
export function clock(): Clock {
  const date = new Date()
  return { now: Math.floor(date.getTime() / 1000), zone: zone(), ahead: -60 * date.getTimezoneOffset() }
}

export function zone(): string {
  return typeof Temporal === 'undefined' ? Intl.DateTimeFormat().resolvedOptions().timeZone : Temporal.Now.timeZoneId()
}
