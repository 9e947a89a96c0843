/** Which card the popup shows. Once there it stays until it is answered: never swapped under the finger. */
import { useCallback, useState } from 'react'
import type { View } from '../../lib/core/view'

/** `next`: what waits now, else the overview. `soon`: the overview, until something waits. */
type Pin = number | 'next' | 'soon' | 'overview'

export function usePin(view: View | undefined) {
  const [pin, setPin] = useState<Pin>('next')
  const [seen, setSeen] = useState<number[]>([])
  const next = view?.waiting.find((id) => !seen.includes(id))

  const settled = pinFor(pin, view && { next })
  if (settled !== pin) setPin(settled)

  const close = useCallback(() => {
    // A view read a moment ago may still name it as waiting.
    if (typeof pin === 'number') setSeen((before) => [...before, pin])
    setPin('next')
  }, [pin])

  return {
    pin: settled,
    /** Everything that was asked is answered: the popup has done what it came for. */
    isDone: settled === 'overview' && seen.length > 0,
    close,
    /** Something that waits while the overview is shown. */
    waiting: next,
    show: () => setPin('next'),
    showSoon: () => setPin('soon'),
  }
}

function pinFor(pin: Pin, known: { next: number | undefined } | undefined): Pin {
  if (!known || typeof pin === 'number' || pin === 'overview') return pin
  if (known.next !== undefined) return known.next
  return pin === 'next' ? 'overview' : pin
}
