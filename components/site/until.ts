/** An end date as a person means it: that day still counts. */
import type { Seconds } from '../../lib/core/clock'

/** `2026-06-30` in local time → the first second of the day after; undefined for what is no date. */
export function untilOf(date: string): Seconds | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? []
  if (!year || !month || !day) return undefined
  return new Date(year, month - 1, day + 1).getTime() / 1000
}

/** The last day on which it holds, as a date field writes it. */
export function dateOf(until: Seconds): string {
  const last = new Date((until - 1) * 1000)
  const two = (part: number) => `${part}`.padStart(2, '0')
  return `${`${last.getFullYear()}`.padStart(4, '0')}-${two(last.getMonth() + 1)}-${two(last.getDate())}`
}
