/**
 * Firefox can hold a request back: what met a 402 is suspended before its page hears of it, and then sent to its own
 * address once more, with the credential, or let go with the 402 it got. No page is touched (browsers-firefox.md §3).
 */
import { browser } from 'wxt/browser'
import type { In } from '../core/payment'
import { isSamePlace, otherSystems, type Place, placeOf, type Sighting, type Via } from '../core/sighting'
import { originOf, withoutFragment } from '../core/site'
import type { Response } from '../engine/engine'
import { type Bodies, watchBodies } from './bodies'
import type { Eyes, Requests } from './requests'
import { headerRules } from './rules'
import { isAt, isInFront, probe, readWall, reload, showsWall, statusShown } from './wall'

type Header = { name: string; value?: string }

/** What Firefox says of a request, where it says more than Chrome or other things. */
type Details = {
  requestId: string
  tabId: number
  frameId: number
  url: string
  method: string
  type: string
  originUrl?: string
  documentUrl?: string
  /** The documents around the one that asks, the outermost last. */
  frameAncestors?: { url: string }[]
  statusCode: number
  requestHeaders?: Header[]
  responseHeaders?: Header[]
}

type Decision = { redirectUrl?: string; requestHeaders?: Header[] }
type Listener = (details: Details) => Decision | Promise<Decision> | undefined
type Event = {
  addListener(listener: Listener, filter: { urls: string[]; types?: string[] }, extra?: string[]): void
  removeListener(listener: Listener): void
}

const EVERYWHERE = { urls: ['http://*/*', 'https://*/*'] }
/** Milliseconds after which the event page would be put to sleep, and every request that waits be let go. */
const AWAKE = 20_000
/** Milliseconds that a page is kept waiting for a person. */
const PATIENCE = 10 * 60_000

const VIAS: Record<string, Via | undefined> = {
  main_frame: 'navigation',
  sub_frame: 'frame',
  object: 'frame',
  image: 'image',
  imageset: 'image',
  media: 'media',
  script: 'script',
  stylesheet: 'style',
  font: 'style',
}

type Held = { details: Details; sighting: Sighting; decide(decision: Decision): void }
type Paying = { payment: In<'issued'>; hold: string; hasLeft: boolean }

/** Must be called in the first tick of the event page. */
export function requests(eyes: Eyes): Requests {
  // The types at hand are Chrome's, which has no suspended requests.
  const { onHeadersReceived, onBeforeSendHeaders, onSendHeaders, onErrorOccurred, onCompleted } =
    browser.webRequest as unknown as Record<string, Event>
  const rules = headerRules()
  /** Requests that wait, by the name they were given. */
  const held = new Map<string, Held>()
  /** Requests that are paid, by the browser's number of them, which redirects keep. */
  const paying = new Map<string, Paying>()
  /** Requests of pages that pay by themselves. */
  const theirs = new Set<string>()
  /** Addresses we ask ourselves, to read what a 402 says. */
  const asked = new Set<string>()
  const bodies = watchBodies({ ...EVERYWHERE, types: ['main_frame', 'sub_frame', 'xmlhttprequest'] })
  let awake: ReturnType<typeof setInterval> | undefined

  onHeadersReceived?.addListener(received, EVERYWHERE, ['blocking', 'responseHeaders'])
  onSendHeaders?.addListener(
    ({ requestId, requestHeaders = [] }) => {
      if (requestHeaders.some(({ name }) => /^(payment-signature|x-payment)$/i.test(name))) theirs.add(requestId)
      return undefined
    },
    { ...EVERYWHERE, types: ['xmlhttprequest'] },
    ['requestHeaders'],
  )
  onErrorOccurred?.addListener(
    (details) => {
      if (details.type === 'main_frame' && !paying.has(details.requestId))
        eyes.answered({ ...partsOf(details), status: 0, headers: [] })
      return undefined
    },
    { ...EVERYWHERE, types: ['main_frame'] },
  )

  function received(details: Details): Promise<Decision> | undefined {
    const paid = paying.get(details.requestId)
    const isPaid = paid?.hasLeft && isSameAddress(paid.payment.place, details)
    if (isPaid || details.statusCode !== 402) {
      if (isPaid) eyes.answered({ ...responseOf(details), hold: paid.hold })
      else if (theirs.delete(details.requestId) || details.type === 'main_frame') eyes.answered(responseOf(details))
      return undefined
    }
    if (isNobodys(details) || theirs.delete(details.requestId) || asked.has(details.url)) return undefined
    const header = headerOf(details)
    const isPage = details.type === 'main_frame' || details.type === 'sub_frame'
    // What has no header says its price in its page, which must be there to be read.
    if (header === undefined && isPage) {
      void met(details, bodies, eyes.mayLook).then((sighting) => eyes.answered(responseOf(details), sighting))
      return undefined
    }
    return new Promise((decide) => void suspend(details, decide))
  }

  async function suspend(details: Details, decide: (decision: Decision) => void): Promise<void> {
    const sighting = await met(details, bodies, eyes.mayLook)
    if (!sighting) return decide({})
    const hold = crypto.randomUUID()
    const waiting = { ...sighting, hold }
    held.set(hold, { details, sighting: waiting, decide })
    awake ??= setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE)
    setTimeout(() => {
      if (!held.has(hold)) return
      release(hold, {})
      if (sighting.via !== 'navigation') eyes.dropped(hold)
    }, PATIENCE)
    eyes.met(waiting)
  }

  function release(hold: string, decision: Decision): void {
    const waiting = held.get(hold)
    held.delete(hold)
    if (held.size === 0) {
      clearInterval(awake)
      awake = undefined
    }
    waiting?.decide(decision)
  }

  /** The credential goes with this request once, and to this address only: a redirect elsewhere takes nothing along. */
  function stamp({ requestId, url, method, requestHeaders = [] }: Details): Decision | undefined {
    const paid = paying.get(requestId)
    if (!paid || paid.hasLeft || !isSameAddress(paid.payment.place, { url, method })) return undefined
    paid.hasLeft = true
    const { header, value } = paid.payment.credential
    const others = requestHeaders.filter(({ name }) => name.toLowerCase() !== header.toLowerCase())
    return { requestHeaders: [...others, { name: header, value }] }
  }

  function over({ requestId }: Details): undefined {
    if (!paying.delete(requestId) || paying.size > 0) return
    onBeforeSendHeaders?.removeListener(stamp)
    onErrorOccurred?.removeListener(broken)
    onCompleted?.removeListener(over)
  }

  function broken(details: Details): undefined {
    const paid = paying.get(details.requestId)
    if (paid) eyes.answered({ ...partsOf(details), hold: paid.hold, status: 0, headers: [] })
    return over(details)
  }

  /** In the same tick as the request is sent on: these listeners are there only while something is paid. */
  function arm(): void {
    if (paying.size > 1) return
    onBeforeSendHeaders?.addListener(stamp, EVERYWHERE, ['blocking', 'requestHeaders'])
    onErrorOccurred?.addListener(broken, EVERYWHERE)
    onCompleted?.addListener(over, EVERYWHERE)
  }

  /** It goes on with the credential, and the answer is not there yet. */
  const isUnderWay = ({ hold }: Place) => [...paying.values()].some((each) => each.hold === hold)
  const waits = ({ hold }: Place) => hold !== undefined && held.has(hold)
  const isPage = ({ via }: Place) => via === 'navigation' || via === 'frame'

  return {
    isInFront,
    ready: async ({ place }) => waits(place) || (isPage(place) && (await showsWall(place))),
    isAt: async ({ place }) => waits(place) || isUnderWay(place) || (isPage(place) && (await isAt(place))),
    holds: waits,
    shown: async ({ place }) => (isPage(place) && !waits(place) ? statusShown(place) : undefined),

    async wall(sighting) {
      if (isPage(sighting)) return readWall(sighting)
      if (sighting.method !== 'GET' || sighting.seller !== sighting.site) return undefined
      asked.add(sighting.url)
      const said = await probe(sighting)
      asked.delete(sighting.url)
      return said
    },

    ended({ place }) {
      if (place.hold) release(place.hold, {})
      for (const { sighting } of held.values())
        if (isSamePurchase(sighting, place) && !isSamePlace(placeOf(sighting), place)) return eyes.met(sighting)
    },

    async issue(payment) {
      const { place } = payment
      const { hold = '' } = place
      const waiting = held.get(hold)
      // Its event page has died meanwhile, and the page shows its 402: it is loaded anew, as in Chrome.
      if (!waiting) {
        await rules.add(payment)
        return reload(place)
      }
      // Films and sound are fetched piece by piece, and every piece wants to see that they are paid for.
      if (place.via === 'media') await rules.add(payment, untilEnd(payment))
      paying.set(waiting.details.requestId, { payment, hold, hasLeft: false })
      arm()
      release(hold, { redirectUrl: waiting.details.url })
    },
  }
}

/** A 402 as Firefox tells it, without a name; undefined where there is nobody to ask, or we may not look. */
async function met(details: Details, bodies: Bodies, mayLook: Eyes['mayLook']): Promise<Sighting | undefined> {
  const { url, method, type, frameId, responseHeaders = [] } = details
  const seller = originOf(url)
  const document = originOf(details.documentUrl ?? details.originUrl ?? '')
  const outermost = originOf(details.frameAncestors?.at(-1)?.url ?? '')
  const isNavigation = type === 'main_frame'
  const site = isNavigation ? seller : (outermost ?? document)
  const tab = details.tabId >= 0 ? details.tabId : await tabOf(site)
  if (!seller || !site || tab === undefined || !(await mayLook(site, seller))) return undefined
  const from = originOf(details.originUrl ?? '') ?? 'null'
  const header = headerOf(details)
  const via = VIAS[type] ?? 'fetch'
  const body = bodies.of(details)
  return {
    via,
    tab,
    site,
    seller,
    method,
    url: isNavigation || via === 'frame' ? url : withoutFragment(url),
    ...(frameId > 0 ? { frame: frameId } : {}),
    ...(body === undefined ? {} : { body }),
    ...(isNavigation || from === site ? {} : { from }),
    ...(header === undefined ? {} : { header }),
    others: otherSystems(responseHeaders),
  }
}

/** A service worker of a page asks in no tab: the person is asked in one that shows its site. */
async function tabOf(site: string | undefined): Promise<number | undefined> {
  if (!site) return undefined
  const found = await browser.tabs.query({ url: `${site}/*` })
  return (found.find(({ active }) => active) ?? found[0])?.id
}

/** Asked by nobody, or by somebody who could not read what was paid for. */
function isNobodys({ method, type, tabId, documentUrl = '', url, responseHeaders = [] }: Details): boolean {
  if (method === 'OPTIONS' || type === 'websocket' || documentUrl.startsWith('moz-extension:')) return true
  // A page fetched ahead of time.
  if (type === 'other' && tabId >= 0) return true
  if (type !== 'xmlhttprequest' || originOf(documentUrl) === originOf(url)) return false
  return !responseHeaders.some(({ name }) => /^access-control-allow-origin$/i.test(name))
}

function responseOf(details: Details): Response {
  return { ...partsOf(details), status: details.statusCode, headers: details.responseHeaders ?? [] }
}

function partsOf({ type, tabId: tab, frameId, url, method }: Details): Omit<Response, 'status' | 'headers'> {
  return { via: VIAS[type] ?? 'fetch', tab, url, method, ...(frameId > 0 ? { frame: frameId } : {}) }
}

function headerOf({ responseHeaders = [] }: Details): string | undefined {
  return responseHeaders.find(({ name }) => name.toLowerCase() === 'payment-required')?.value
}

function isSameAddress(place: Place, { url, method }: Pick<Details, 'url' | 'method'>): boolean {
  return withoutFragment(place.url) === withoutFragment(url) && place.method === method
}

function isSamePurchase(a: Place, b: Place): boolean {
  return a.site === b.site && isSameAddress(a, b) && a.body === b.body
}

function untilEnd({ authorization }: In<'issued'>): number {
  return Math.max(0, authorization.validBefore * 1000 - Date.now())
}
