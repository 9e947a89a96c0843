/** The browser's own functions, taken before any script of the page could put its own in their place. */
export const { apply } = Reflect
export const { stringify, parse } = JSON
export const [NativeURL, NativeEvent, NativeResponse] = [URL, CustomEvent, Response]
export const { dispatchEvent, addEventListener } = EventTarget.prototype
export const { preventDefault, stopImmediatePropagation } = Event.prototype
export const doc = document
export const later = setTimeout
const { subtle } = crypto
const { arrayBuffer } = Response.prototype
const { has } = Headers.prototype
const NativeHeaders = Headers

/** The function behind a property that is read. */
export function getter<T extends object, K extends keyof T>(prototype: T, name: K): (this: T) => T[K] {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: T) => T[K]
}

/** An address as the page means it, with another #fragment. */
export function withFragment(url: string, fragment: string): string {
  const made = new NativeURL(url, doc.baseURI)
  made.hash = fragment
  return made.href
}

/** SHA-256 of what would be sent. A page on plain http has no such thing, and nothing is paid there. */
export async function digest(body: BodyInit): Promise<string> {
  const bytes = await apply(arrayBuffer, new NativeResponse(body), [])
  return String(new Uint8Array(await subtle.digest('SHA-256', bytes)))
}

export function hasHeader(headers: HeadersInit | undefined, name: string): boolean {
  return apply(has, new NativeHeaders(headers), [name])
}

/** The page pays by itself. */
export function isPaying(headers?: HeadersInit): boolean {
  return hasHeader(headers, 'payment-signature') || hasHeader(headers, 'x-payment')
}
