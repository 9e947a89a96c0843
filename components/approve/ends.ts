/** When automatic payment ends by itself. */
import type { Seconds } from '../../lib/core/clock'

export const ends = ['week', 'month', 'never'] as const
export type Ends = (typeof ends)[number]

const DAY = 86_400
const LONG = { week: 7 * DAY, month: 30 * DAY } as const

/** The end, told from now; null for none. */
export function endAt(end: Ends, now: Seconds): Seconds | null {
  return end === 'never' ? null : Math.floor(now) + LONG[end]
}
