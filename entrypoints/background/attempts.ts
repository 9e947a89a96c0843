/** Guesses at the password. How many were wrong survives the worker and the browser. */
import { attemptsItem } from '../../lib/store/settings'
import { turns } from '../../lib/turns'

/** After three wrong passwords in a row each further try waits twice as long, up to a minute. */
const FREE_TRIES = 3
const LONGEST_WAIT = 60

export type Guessed<T> = { found: T } | { refused: 'wrong_password' | 'too_soon'; waitSeconds?: number }

/** One after the other: two guesses at once would count as one. */
const inTurn = turns()

/** Tries a password, unless it is too soon after wrong ones; `open` gives undefined where it is wrong. */
export function guess<T>(now: () => number, open: () => Promise<T | undefined>): Promise<Guessed<T>> {
  return inTurn(() => tryOnce(now, open))
}

async function tryOnce<T>(now: () => number, open: () => Promise<T | undefined>): Promise<Guessed<T>> {
  const { count, at } = await attemptsItem.getValue()
  // A clock set back must not lengthen the wait past what it was.
  const waitSeconds = Math.min(at + waitAfter(count) - now(), waitAfter(count))
  if (waitSeconds > 0) return { refused: 'too_soon', waitSeconds }
  // Counted before it is tried: killing the worker in between gains nothing.
  await attemptsItem.setValue({ count: count + 1, at: now() })
  const found = await open()
  if (found === undefined) return { refused: 'wrong_password' }
  await attemptsItem.removeValue()
  return { found }
}

function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, 2 ** (wrong - FREE_TRIES))
}
