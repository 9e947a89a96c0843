/** Keeps a card from being answered by a key or a click that was meant for what was on screen a moment ago. */
import { useEffect, useState } from 'react'

const MOMENT = 500

/** True once the same thing has been in sight for half a second. Any change of `shown` starts it anew, and so does the focus. */
export function useGuard(shown: string): boolean {
  const [seen, setSeen] = useState<string>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const start = () => {
      clearTimeout(timer)
      setSeen(undefined)
      if (document.visibilityState === 'visible') timer = setTimeout(() => setSeen(shown), MOMENT)
    }
    start()
    document.addEventListener('visibilitychange', start)
    // A window that is raised takes the keys that were meant for another.
    addEventListener('focus', start)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', start)
      removeEventListener('focus', start)
    }
  }, [shown])
  return seen === shown
}
