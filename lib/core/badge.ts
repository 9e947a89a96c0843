/** The toolbar button at a glance. */
import type { Micros } from './amount'

/** What there is to show: that something is wrong, how many requests wait, what was paid just now, that all is paused. */
export type Standing = { problem: boolean; waiting: number; paused: boolean; paid?: Micros | undefined }

/** A few letters, their ground (white on it has a contrast of more than 4.5), and the sentence that says the same. */
export type Badge = {
  text: string
  ground: string
  says?: 'badge_problem' | 'badge_waiting' | 'paid_amount' | 'reason_paused'
}

/** Of several things the most pressing. */
export function badgeOf({ problem, waiting, paused, paid }: Standing): Badge {
  if (problem) return { text: '!', ground: '#a1242b', says: 'badge_problem' }
  if (waiting > 0) return { text: `${waiting}`, ground: '#a5461d', says: 'badge_waiting' }
  if (paid !== undefined) return { text: brief(paid), ground: '#1c6943', says: 'paid_amount' }
  if (paused) return { text: 'II', ground: '#5b5f6b', says: 'reason_paused' }
  return { text: '', ground: '#5b5f6b' }
}

/** An amount in the four letters that a badge has room for, rounded down. */
export function brief(micros: Micros): string {
  const cents = micros / 10_000n
  if (cents >= 1000n) return `$${cents / 100n}`
  if (cents >= 100n) return `$${cents / 100n}.${(cents / 10n) % 10n}`
  if (cents > 0n) return `${cents}¢`
  return micros < 1000n ? '<.1¢' : `.${micros / 1000n}¢`
}
