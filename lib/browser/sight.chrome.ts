/** The eyes: what the browser itself reports of requests. Nothing here is a page's word. */
import { type Browser, browser } from 'wxt/browser'
import { FRAGMENT } from '../page/channel'
import { watchBodies } from './bodies'
import { siteOf } from './tabs'
import { otherSystems, type Sighting, type Via } from '../core/sighting'
import { originOf, withoutFragment } from '../core/site'
import type { Response } from '../engine/engine'

type Headers = Browser.webRequest.OnHeadersReceivedDetails
type Kind = `${Browser.webRequest.ResourceType}`
type Filter = Browser.webRequest.RequestFilter

const EVERYWHERE = ['http://*/*', 'https://*/*']
/** Pages, frames and what scripts ask for. A listener for every kind would cost every page (browsers-chrome.md §6). */
const PAGES = { urls: EVERYWHERE, types: ['main_frame', 'sub_frame'] } satisfies Filter
const ASKED: Filter = { urls: EVERYWHERE, types: ['main_frame', 'sub_frame', 'xmlhttprequest'] }

const VIAS: Partial<Record<Kind, Via>> = {
  main_frame: 'navigation',
  sub_frame: 'frame',
  xmlhttprequest: 'fetch',
  image: 'image',
  media: 'media',
  script: 'script',
  stylesheet: 'style',
}

/** A 402 that a script met, as the browser tells it; who waits for it, the page says. */
export type Record402 = {
  url: string
  method: string
  tab: number
  frame: number
  document: string | undefined
  /** Origin of the document or worker that asked; `null` for one that has none. */
  initiator: string | undefined
  header: string | undefined
  others: string[]
  /** May a page of the initiator read the answer? What fails that is never paid for. */
  isReadable: boolean
}

export type Reports = {
  answered(response: Response, sighting?: Sighting): void
  recorded(record: Record402): void
  sent(request: { tab: number; url: string; method: string; frame?: number }): void
  /** Is an ordinary answer from there waited for? */
  isExpected(url: string): boolean
  mayLook(site: string, seller: string): Promise<boolean>
}

/** Must be called in the first tick of the worker, or the event that woke it is lost. */
export function watchRequests(reports: Reports): void {
  /** Nothing of ours: the answer of a script's request that is no 402 and was not paid for. */
  const isOrdinary = ({ type, statusCode, url }: { type: Kind; statusCode: number; url: string }) =>
    type === 'xmlhttprequest' && statusCode !== 402 && !url.includes(`#${FRAGMENT}`) && !reports.isExpected(url)

  const { onHeadersReceived, onSendHeaders, onErrorOccurred } = browser.webRequest
  // What scripts send, their pages say.
  const bodies = watchBodies(PAGES)
  onHeadersReceived.addListener(
    (details) => {
      if (details.type === 'main_frame' ? isOnlyPreparing(details) : isOrdinary(details)) return undefined
      void received(details, reports, bodies.of(details))
      return undefined
    },
    ASKED,
    ['responseHeaders'],
  )
  onSendHeaders.addListener(
    ({ tabId: tab, url, method, frameId }) => reports.sent({ tab, url, method, ...inFrame(frameId) }),
    PAGES,
  )
  onErrorOccurred.addListener((details) => {
    if (details.type !== 'main_frame' && isOrdinary({ ...details, statusCode: 0 })) return
    reports.answered({ ...placeOf(details), status: 0, headers: [] })
  }, ASKED)
}

/** Answers to elements of one tab, for as long as one of them is being paid for. Returns the way to stop it. */
export function watchElements(tabId: number, answered: (response: Response) => void): () => void {
  const types: Filter['types'] = ['image', 'media', 'script', 'stylesheet']
  const listener = (details: Headers) => {
    answered({ ...placeOf(details), status: details.statusCode, headers: details.responseHeaders ?? [] })
    return undefined
  }
  browser.webRequest.onHeadersReceived.addListener(listener, { urls: EVERYWHERE, tabId, types }, ['responseHeaders'])
  return () => browser.webRequest.onHeadersReceived.removeListener(listener)
}

async function received(
  details: Headers,
  { answered, recorded, mayLook }: Reports,
  body: string | undefined,
): Promise<void> {
  const response = { ...placeOf(details), status: details.statusCode, headers: details.responseHeaders ?? [] }
  if (details.statusCode !== 402 || response.hold !== undefined) return answered(response)
  const { type, tabId, url } = details
  const seller = originOf(url)
  const site = type === 'main_frame' ? seller : await siteOfAsker(details)
  if (!seller || !site || !(await mayLook(site, seller))) return answered(response)
  if (type !== 'xmlhttprequest')
    return answered(response, tabId < 0 ? undefined : sightingOf(details, response, { site, seller }, body))
  answered(response)
  recorded(recordOf(details))
}

function sightingOf(
  { initiator, responseHeaders = [] }: Headers,
  { via, tab, frame, url, method }: Response,
  { site, seller }: Pick<Sighting, 'site' | 'seller'>,
  body: string | undefined,
): Sighting {
  const header = headerOf(responseHeaders)
  return {
    via,
    tab,
    site,
    seller,
    method,
    url,
    ...(frame === undefined ? {} : { frame }),
    ...(body === undefined ? {} : { body }),
    ...(via === 'frame' && initiator !== site ? { from: initiator ?? 'null' } : {}),
    ...(header === undefined ? {} : { header }),
    others: otherSystems(responseHeaders),
  }
}

/** A service worker of a page asks in no tab; the document of a tab says itself what it is, a frame in it does not. */
async function siteOfAsker({
  tabId,
  frameId,
  documentLifecycle,
  initiator = '',
}: Headers): Promise<string | undefined> {
  if (tabId < 0) return initiator
  const isShown = frameId === 0 && documentLifecycle === 'active'
  return (isShown && originOf(initiator)) || siteOf(tabId)
}

function recordOf({ url, method, tabId, frameId, documentId, initiator, responseHeaders = [] }: Headers): Record402 {
  return {
    url: withoutFragment(url),
    method,
    tab: tabId,
    frame: frameId,
    document: documentId,
    initiator,
    header: headerOf(responseHeaders),
    others: otherSystems(responseHeaders),
    isReadable:
      initiator === originOf(url) || responseHeaders.some(({ name }) => /^access-control-allow-origin$/i.test(name)),
  }
}

function headerOf(headers: { name: string; value?: string | undefined }[]): string | undefined {
  return headers.find(({ name }) => name.toLowerCase() === 'payment-required')?.value
}

type Facts = { type: Kind; tabId: number; frameId: number; url: string; method: string }

function placeOf({ type, tabId: tab, frameId, url, method }: Facts): Omit<Response, 'status' | 'headers'> {
  const at = url.indexOf(`#${FRAGMENT}`)
  const via = VIAS[type] ?? 'fetch'
  if (via !== 'fetch' || at < 0)
    return {
      via,
      tab,
      url: via === 'navigation' || via === 'frame' ? url : withoutFragment(url),
      method,
      ...inFrame(frameId),
    }
  return { via, tab, url: url.slice(0, at), method, ...inFrame(frameId), hold: url.slice(at + 1 + FRAGMENT.length) }
}

function inFrame(frameId: number): { frame?: number } {
  return frameId > 0 ? { frame: frameId } : {}
}

/**
 * A page fetched ahead of time by the browser is nothing a person asked for. Chrome reports it as a navigation, but with
 * the id of the document that wanted it (browsers-chrome.md §2a).
 */
function isOnlyPreparing(details: Headers): boolean {
  return ('documentId' in details && details.documentId !== undefined) || details.documentLifecycle === 'prerender'
}
