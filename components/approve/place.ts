/** Where does a card stand among all that wait? */
import type { Waiting } from '../../lib/core/queue'

export type Place = {
  /** From 1, of so many. */
  position: number
  count: number
  previous?: number
  next?: number
  /** How many wait from its site, itself included. */
  alike: number
}

/** Undefined for a card that is not waiting (any more). */
export function placeIn(waiting: Waiting[], id: number): Place | undefined {
  const at = waiting.findIndex((each) => each.id === id)
  const shown = waiting[at]
  if (!shown) return undefined
  const [previous, next] = [waiting[at - 1]?.id, waiting[at + 1]?.id]
  return {
    position: at + 1,
    count: waiting.length,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
    alike: waiting.filter(({ site }) => site === shown.site).length,
  }
}
