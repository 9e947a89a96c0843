import type { Demand } from './offer'
import type { Origin } from './site'

/**
 * What kind of request met a 402: the page itself, a page in a frame of it, a request of its scripts, or something it
 * shows or runs. `wallet`: a page asks its wallet to sign a payment that it sends itself. `worker` stands for what no document waits for: requests of workers, and of pages that do not say.
 */
export const vias = ['navigation', 'frame', 'fetch', 'image', 'media', 'script', 'style', 'worker', 'wallet'] as const
export type Via = (typeof vias)[number]

/** Where a 402 was met. The facts are the browser's own (webRequest), never the page's. */
export type Place = {
  via: Via
  tab: number
  /** Origin of the top-level page, and of the request: the same for a navigation. */
  site: Origin
  seller: Origin
  method: string
  /** As the browser reports it, #fragment included. */
  url: string
  /** The browser's number of the frame that asks; absent for the page itself. */
  frame?: number
  /** Origin of the document that asks, where it is not the site's own; `null` for one that has none (a sandbox). */
  from?: Origin
  /** Names the request that waits for an answer. Without it a page or a frame is loaded again. */
  hold?: string
  /** Tells bodies of the same method and URL apart: a digest. */
  body?: string
}

/** What the 402 page itself says, for sellers that send no header; raw text, untrusted. */
export type Wall = {
  /** The whole document when it is JSON. */
  body?: string
  /** The inline script that sets `window.x402`. */
  script?: string
  /** The `data-requirements` of an old `#payment-widget`. */
  widget?: string
  /** The same URL asked again without accepting HTML (GET only). */
  probe?: { header?: string; body?: string }
}

/** The very same request, or page: what is sent there answers it and nothing else. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.via === b.via && a.tab === b.tab && a.url === b.url && a.frame === b.frame && a.hold === b.hold
}

/** The place alone, without what the seller said there. */
export function placeOf({ header: _header, others: _others, wall: _wall, asked: _asked, ...place }: Sighting): Place {
  return place
}

export type Sighting = Place & {
  /** PAYMENT-REQUIRED as it arrived. */
  header?: string
  /** Payment systems recognised but not spoken, e.g. `L402`. */
  others: string[]
  wall?: Wall
  /** What a page asks its wallet to sign, already read. */
  asked?: Demand
}

const HEADERS: [RegExp, (value: string) => string | undefined][] = [
  [/^www-authenticate$/i, (value) => /(?:^|,)\s*(L402|LSAT|Payment)\s/i.exec(value)?.[1]],
  [/^x-cashu$/i, () => 'Cashu'],
  [/^x-bsv-(payment-version|sats)$/i, () => 'BSV'],
  [/^crawler-price$/i, () => 'Cloudflare pay per crawl'],
]

/** The payment systems other than x402 that a 402's headers name. */
export function otherSystems(headers: { name: string; value?: string | undefined }[]): string[] {
  const found = headers.flatMap(({ name, value = '' }) =>
    HEADERS.flatMap(([pattern, read]) => (pattern.test(name) ? (read(value) ?? []) : [])),
  )
  return [...new Set(found)]
}
