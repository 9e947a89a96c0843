/** How soon the same thing may be bought again, as a number and a unit. */
import type { Seconds } from '../../lib/core/clock'
import { readWhole } from '../typed-number'

export const units = ['never', 'minutes', 'hours', 'days'] as const
export type Unit = (typeof units)[number]

const LONG = { minutes: 60, hours: 3600, days: 86_400 } as const
const MOST = 100_000

export function againText(again: Seconds | undefined): { number: string; unit: Unit } {
  if (again === undefined) return { number: '', unit: 'never' }
  const unit = (['days', 'hours'] as const).find((each) => again % LONG[each] === 0) ?? 'minutes'
  return { number: `${Math.ceil(again / LONG[unit])}`, unit }
}

/** Seconds; null for never; undefined for what is no number. */
export function readAgain(number: string, unit: Unit): Seconds | null | undefined {
  if (unit === 'never') return null
  const read = readWhole(number, MOST)
  return read && read * LONG[unit]
}
