/**
 * How the page's own world and our isolated one speak in a page that met a 402. What the page says carries no authority:
 * it may only point at a request that the browser itself reported. What it is told is a name, good for one request.
 */
export const TO_PAGE = 'tuppence:answer'
export const FROM_PAGE = 'tuppence:held'

/** The port between bridge and worker. */
export const HOLDS_PORT = 'holds'

/** A request that waits: what the page knows of it. */
export type Held = {
  /** `fetch`, or what the browser calls the kind of element that began it (Resource Timing, `initiatorType`). */
  kind: string
  url: string
  method: string
  /** SHA-256 of the body: its bytes in decimal, with commas between them. */
  body?: string
  /** The body of the 402, where its offer is not in a header that the page may see. */
  said?: string
}

/** Page to bridge: this one waits; this one does not wait any more. */
export type Saying = { n: number; held?: Held }

/** Bridge to page: who waits? Or the answer to one: the name to ask again by, or nothing, and the page has its 402. */
export type Reply = { n?: number; name?: string }

/** The #fragment by which the browser tells one request from all others of its URL; no server sees it. */
export const FRAGMENT = 'tuppence-'
