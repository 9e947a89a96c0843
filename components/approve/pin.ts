/** Which card is shown. Once there it stays until it is answered or the person goes on: never swapped under the finger. */
import { useCallback, useState } from 'react'
import type { View } from '../../lib/core/view'

/** A card, or `next`: what waits now, else the overview. `soon`: the overview, until something waits. */
type Pin = number | 'next' | 'soon' | 'overview'

export function usePin(view: View | undefined, first?: number) {
  const [pin, setPin] = useState<Pin>(first ?? 'next')
  const [seen, setSeen] = useState<number[]>([])
  const [place, setPlace] = useState(0)
  // A view read a moment ago may still name as waiting what has been answered.
  const waiting = (view?.waiting ?? []).filter(({ id }) => !seen.includes(id))
  const at = waiting.findIndex(({ id }) => id === pin)
  if (at >= 0 && at !== place) setPlace(at)
  // What comes after the card that was answered, which has left its place to it.
  const next = waiting[Math.min(place, waiting.length - 1)]?.id

  const settled = pinFor(pin, view && { next })
  if (settled !== pin) setPin(settled)

  const close = useCallback(() => {
    if (typeof pin === 'number') setSeen((before) => [...before, pin])
    setPin('next')
  }, [pin])

  return {
    pin: settled,
    /** Everything that was asked is answered: the card has done what it came for. */
    isDone: settled === 'overview' && seen.length > 0,
    close,
    waiting,
    /** Something that waits while the overview is shown. */
    next,
    show: (id: number) => setPin(id),
    showSoon: () => setPin('soon'),
  }
}

function pinFor(pin: Pin, known: { next: number | undefined } | undefined): Pin {
  if (!known || typeof pin === 'number' || pin === 'overview') return pin
  if (known.next !== undefined) return known.next
  return pin === 'next' ? 'overview' : pin
}
