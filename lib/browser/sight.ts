/** The eyes: what the browser itself reports of requests. Nothing here is a page's word. */
import { type Browser, browser } from 'wxt/browser'
import { otherSystems, type Sighting } from '../core/sighting'
import { originOf } from '../core/site'
import type { Response } from '../engine/engine'

type Headers = Browser.webRequest.OnHeadersReceivedDetails

/** Navigations only: a listener for every kind of request would cost every page (browsers-chrome.md §6). */
const NAVIGATIONS: Browser.webRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] }

export type Eyes = {
  /** Every answer to a navigation; `sighting` where it is a 402 that may be asked about. */
  answered(response: Response, sighting: Sighting | undefined): void
  /** A navigation's request has left the browser, headers and all. */
  sent(request: { tab: number; url: string; method: string }): void
}

/** Must be called in the first tick of the worker, or the event that woke it is lost. */
export function watchNavigations(eyes: Eyes): void {
  const { onHeadersReceived, onSendHeaders, onErrorOccurred } = browser.webRequest
  onHeadersReceived.addListener(
    (details) => {
      if (isOnlyPreparing(details)) return undefined
      eyes.answered(responseOf(details), details.statusCode === 402 ? sightingOf(details) : undefined)
      return undefined
    },
    NAVIGATIONS,
    ['responseHeaders'],
  )
  onSendHeaders.addListener(({ tabId: tab, url, method }) => eyes.sent({ tab, url, method }), NAVIGATIONS)
  onErrorOccurred.addListener(({ tabId: tab, url, method }) => {
    eyes.answered({ tab, url, method, status: 0, headers: [] }, undefined)
  }, NAVIGATIONS)
}

function responseOf({ tabId: tab, url, method, statusCode: status, responseHeaders = [] }: Headers): Response {
  return { tab, url, method, status, headers: responseHeaders }
}

function sightingOf({ tabId: tab, url, method, responseHeaders = [] }: Headers): Sighting | undefined {
  const origin = originOf(url)
  if (!origin || tab < 0) return undefined
  const header = responseHeaders.find(({ name }) => name.toLowerCase() === 'payment-required')?.value
  return {
    via: 'navigation',
    tab,
    site: origin,
    seller: origin,
    method,
    url,
    ...(header === undefined ? {} : { header }),
    others: otherSystems(responseHeaders),
  }
}

/**
 * A page fetched ahead of time by the browser is nothing a person asked for. Chrome reports it as a navigation, but with
 * the id of the document that wanted it (browsers-chrome.md §2a).
 */
function isOnlyPreparing(details: Headers): boolean {
  return ('documentId' in details && details.documentId !== undefined) || details.documentLifecycle === 'prerender'
}
