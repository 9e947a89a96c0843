/**
 * What a page shows or runs and did not get, because it has its price: pictures, sound, films, scripts, style sheets. The
 * browser tells a page how its own resources were answered; one that was answered 402 is asked for once, so that our
 * worker sees the browser's word for it. Of sound and films it tells nothing, so one that fails is asked for too.
 */
import { ask } from './fetch'
import { hold } from './hold'
import { addEventListener, apply } from './natives'

const seen: Record<string, boolean> = { __proto__: null as never }

export function watchElements(): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      if (entry.responseStatus === 402 && !/fetch|http/.test(entry.initiatorType))
        void met(entry.name, entry.initiatorType)
  }).observe({ type: 'resource', buffered: true })
  const failed = ({ target }: Event) => {
    const { localName, src } = target as HTMLMediaElement
    if (/audio|video|source/.test(localName) && src.startsWith(location.origin)) void met(src, 'video')
  }
  apply(addEventListener, window, ['error', failed, true])
}

async function met(url: string, kind: string): Promise<void> {
  if (seen[url]) return
  seen[url] = true
  const { status } = await ask(url, { cache: 'no-store' })
  if (status === 402) hold({ kind, url, method: 'GET' })
}
