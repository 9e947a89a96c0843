import type { Origin } from './site'

/** Where a 402 was met. The facts are the browser's own (webRequest), never the page's. */
export type Place = {
  via: 'navigation'
  tab: number
  /** Origin of the top-level page, and of the request: the same for a navigation. */
  site: Origin
  seller: Origin
  method: string
  /** As the browser reports it, #fragment included. */
  url: string
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

export type Sighting = Place & {
  /** PAYMENT-REQUIRED as it arrived. */
  header?: string
  /** Payment systems recognised but not spoken, e.g. `L402`. */
  others: string[]
  wall?: Wall
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
