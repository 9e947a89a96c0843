/** Reading the 402 page itself, for sellers that send no header; telling whether a tab or a frame shows it; loading it anew. */
import { browser } from 'wxt/browser'
import type { Place, Wall } from '../core/sighting'
import { withoutFragment } from '../core/site'
import { tabOf } from './tabs'

type Door = Pick<Place, 'tab' | 'url' | 'frame'>

const targetOf = ({ tab, frame }: Door) => ({ tabId: tab, frameIds: [frame ?? 0] })

/** How long a 402 page may take to appear, or its second asking to answer. */
const PATIENCE = 30_000

/**
 * Resolves true once the tab shows the 402 of that address, committed; false when it shows, or ends up at, anything
 * else. Reloading before the commit would reload the page before it (browsers-chrome.md §3).
 */
export async function showsWall({ tab, url, frame }: Door): Promise<boolean> {
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    const state = await (frame === undefined ? look(tab, url) : lookInto(tab, frame, url))
    if (state !== 'loading') return state === 'wall'
    await nextChange(tab)
  }
  return false
}

/** Is the tab, or the frame in it, at that address, or on its way there? */
export async function isAt({ tab, url, frame }: Door): Promise<boolean> {
  if (frame !== undefined) return (await lookInto(tab, frame, url)) !== 'other'
  const found = await tabOf(tab)
  return found !== undefined && (found.url === url || ('pendingUrl' in found && found.pendingUrl === url))
}

/** The HTTP status of what is shown at that address; undefined when it is something else, or will not tell. */
export async function statusShown(place: Door): Promise<number | 'loading' | undefined> {
  if (!(await isAt(place))) return undefined
  const found = await tabOf(place.tab)
  if (found?.status === 'loading') return 'loading'
  try {
    const [frame] = await browser.scripting.executeScript({ target: targetOf(place), func: statusOfDocument })
    return frame?.result ?? undefined
  } catch {
    // The browser's own error page, or a page that has gone meanwhile.
    return undefined
  }
}

/** Does the person look at that tab? */
export async function isInFront(tab: number): Promise<boolean> {
  const found = await tabOf(tab)
  return found?.active === true
}

/** What the page says; undefined when it cannot be read (an error page, a page that has gone). */
export async function readWall(place: Place): Promise<Wall | undefined> {
  if (!(await showsWall(place))) return undefined
  const mayAsk = place.method === 'GET' ? withoutFragment(place.url) : undefined
  try {
    const [frame] = await browser.scripting.executeScript({
      target: targetOf(place),
      func: readDocument,
      args: [mayAsk ?? null],
    })
    return (frame?.result as Wall | null) ?? undefined
  } catch {
    // Chrome's own error page stands where a 402 had no body: there is nothing to read.
    return undefined
  }
}

/** What a request of a page is answered when it is asked once more, by that page (same origin, GET); see `readWall`. */
export async function probe(place: Place): Promise<Wall | undefined> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: targetOf(place),
      func: readDocument,
      args: [withoutFragment(place.url), true],
    })
    return (frame?.result as Wall | null) ?? undefined
  } catch {
    // The page has gone meanwhile.
    return undefined
  }
}

async function look(tab: number, url: string): Promise<'wall' | 'other' | 'loading'> {
  const found = await tabOf(tab)
  if (!found) return 'other'
  if ('pendingUrl' in found && found.pendingUrl) return 'loading'
  if (found.url !== url) return found.status === 'loading' ? 'loading' : 'other'
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId: tab },
      injectImmediately: true,
      func: statusOfDocument,
    })
    // Firefox may answer null for a document it shows as plain text or JSON.
    const isWall = frame?.result === 402 || frame?.result === null || frame?.result === undefined
    // A page that posts to its own address has that address before the answer is there.
    if (!isWall && found.status === 'loading') return 'loading'
    return isWall ? 'wall' : 'other'
  } catch {
    // An error page stands where a 402 had no body, or was to be downloaded. Nothing else can have this address here.
    return found.status === 'complete' ? 'wall' : 'loading'
  }
}

async function lookInto(tabId: number, frameId: number, url: string): Promise<'wall' | 'other' | 'loading'> {
  try {
    const target = { tabId, frameIds: [frameId] }
    const [frame] = await browser.scripting.executeScript({ target, injectImmediately: true, func: documentShown })
    if (!frame?.result || frame.result.url !== url) return 'loading'
    return frame.result.status === 402 ? 'wall' : 'other'
  } catch (error) {
    // The browser's own error page stands where a 402 had no body. A frame of before has not gone yet.
    if (/error page/i.test(String(error))) return 'wall'
    return /No (frame|tab)/i.test(String(error)) ? 'other' : 'loading'
  }
}

function nextChange(tab: number): Promise<void> {
  const { onUpdated, onRemoved } = browser.tabs
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      onUpdated.removeListener(updated)
      onRemoved.removeListener(updated)
      resolve()
    }
    const updated = (id: number) => {
      if (id === tab) done()
    }
    // Not every change is announced: a commit to the same address, for one.
    const timer = setTimeout(done, 50)
    onUpdated.addListener(updated)
    onRemoved.addListener(updated)
  })
}

/**
 * A GET is loaded anew by the browser, which also works where its own error page stands. Anything else is loaded anew from
 * the page, which sends the body again without the "Confirm Form Resubmission" dialog (browsers-chrome.md §3).
 */
export async function reload({ tab, method }: Place): Promise<void> {
  if (method === 'GET') return browser.tabs.reload(tab)
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, func: () => location.reload() })
  } catch {
    await browser.tabs.reload(tab)
  }
}

/** Runs in a frame. */
function documentShown(): { url: string; status: number | undefined } {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return { url: location.href, status: navigation?.responseStatus }
}

/** Runs in the page. The HTTP status of the document shown. */
function statusOfDocument(): number | null {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.responseStatus || null
}

/** Runs in the page (isolated world), so everything it needs is inside. Text only: reading it is not its business. */
async function readDocument(askAgain: string | null, onlyThat = false): Promise<Wall | null> {
  const MAX = 64 * 1024
  const cut = (text: string) => (text.length > MAX ? text.slice(0, MAX + 1) : text)
  if (!onlyThat && /\bjson\b/.test(document.contentType)) return { body: cut(document.body?.textContent ?? '') }
  for (const { textContent } of onlyThat ? [] : document.scripts) {
    const start = textContent?.indexOf('window.x402 = {') ?? -1
    if (textContent && start >= 0) return { script: textContent.slice(start, start + MAX) }
  }
  const widget = onlyThat ? null : document.getElementById('payment-widget')?.getAttribute('data-requirements')
  if (widget) return { widget: cut(widget) }
  if (!askAgain) return null
  try {
    const options: RequestInit = { headers: { accept: 'application/json' }, cache: 'no-store', redirect: 'error' }
    const answer = await fetch(askAgain, { ...options, credentials: 'include', signal: AbortSignal.timeout(10_000) })
    if (answer.status !== 402) return null
    const header = answer.headers.get('payment-required')
    return { probe: header === null ? { body: cut(await answer.text()) } : { header } }
  } catch {
    return null
  }
}
