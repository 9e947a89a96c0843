/** Going straight to one thing on a page of ours: its name stands behind the address, as in `#/settings?at=all.day`. */
import { useEffect } from 'react'

export function placeAsked(): string | undefined {
  return new URLSearchParams(window.location.hash.split('?')[1]).get('at') ?? undefined
}

/** Puts the focus on what is marked `data-at` with the name asked for, as soon as it is there. */
export function useArrival(): void {
  useEffect(() => {
    const name = placeAsked()
    if (name === undefined) return undefined
    const look = () => {
      const found = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(name)}"]`)
      if (!found) return
      found.focus()
      found.scrollIntoView({ block: 'center' })
      watch.disconnect()
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
    look()
    return () => watch.disconnect()
  }, [])
}
