/** What a key press on a card means. A key that is held down repeats, and answers nothing. */
import type { KeyboardEvent } from 'react'

const OWN_USE = 'input, select, textarea, button, a, summary'

export function keyMeaning({ key, repeat, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): Meaning {
  if (altKey || ctrlKey || metaKey || shiftKey) return 'other'
  if (key === 'Escape') return repeat ? 'nothing' : 'not_now'
  if (key !== 'Enter') return 'other'
  if (repeat) return 'nothing'
  return target instanceof Element && target.closest(OWN_USE) ? 'other' : 'pay'
}

export type Meaning = 'pay' | 'not_now' | 'nothing' | 'other'
