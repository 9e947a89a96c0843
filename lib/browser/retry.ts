/** Asking again for what is in a page: a frame is loaded anew, an element fetches its source once more. */
import { browser } from 'wxt/browser'
import type { Place } from '../core/sighting'

/** What a function that runs in a page finds there. */
declare const chrome: { dom: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } }

/** Whether there was something to ask again with. */
export async function retry({ via, tab, frame, url }: Place): Promise<boolean> {
  if (via === 'frame')
    return frame !== undefined && ((await reloadFrame(tab, frame)) || (await reloadFromOutside(tab, url)))
  const target = { tabId: tab, frameIds: [frame ?? 0] }
  try {
    // Our isolated world may not put scripts of others into a page; its own world may.
    const [made] =
      via === 'script'
        ? await browser.scripting.executeScript({ target, world: 'MAIN', func: runAgain, args: [url] })
        : await browser.scripting.executeScript({ target, func: showAgain, args: [url, via] })
    return made?.result === true
  } catch {
    // The page has gone.
    return false
  }
}

async function reloadFrame(tabId: number, frameId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, func: () => location.reload() })
    return true
  } catch {
    return false
  }
}

/** Where a 402 had no body the browser's own error page stands in the frame, and takes no script. */
async function reloadFromOutside(tabId: number, url: string): Promise<boolean> {
  try {
    const found = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: (address: string) => {
        const frames = [...document.querySelectorAll('iframe')].filter(({ src }) => src === address)
        for (const frame of frames) frame.src = address
        return frames.length > 0
      },
      args: [url],
    })
    return found.some(({ result }) => result === true)
  } catch {
    return false
  }
}

/** Runs in the page's own world. */
function runAgain(url: string): boolean {
  const found = [...document.querySelectorAll('script')].filter(({ src }) => src.split('#')[0] === url)
  for (const script of found) {
    const copy = document.createElement('script')
    for (const { name, value } of script.attributes) copy.setAttribute(name, value)
    script.replaceWith(copy)
  }
  return found.length > 0
}

/** Runs in the page, in our isolated world, which sees into closed shadow roots as well. */
function showAgain(url: string, via: string): boolean {
  const isIt = (source: string) => source.split('#')[0] === url
  let count = 0
  const again: Record<string, (element: Element) => void> = {
    image(element) {
      if (element instanceof HTMLImageElement && (isIt(element.currentSrc) || isIt(element.src))) {
        count += 1
        const { src } = element
        element.src = src
      }
      if (element instanceof HTMLInputElement && isIt(element.src)) {
        count += 1
        const { src } = element
        element.src = src
      }
    },
    media(element) {
      if (!(element instanceof HTMLMediaElement)) return
      const sources = [
        element.currentSrc,
        element.src,
        ...[...element.querySelectorAll('source')].map(({ src }) => src),
      ]
      if (!sources.some(isIt)) return
      count += 1
      element.load()
    },
    style(element) {
      if (!(element instanceof HTMLLinkElement) || !isIt(element.href)) return
      count += 1
      element.replaceWith(element.cloneNode())
    },
  }
  const walk = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      again[via]?.(element)
      const inside = element instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(element) : undefined
      if (inside) walk(inside)
    }
  }
  walk(document)
  return count > 0
}
