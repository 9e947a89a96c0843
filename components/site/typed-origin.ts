/** The site a person means by what they typed. */
import { isSafe, type Origin, originOf } from '../../lib/core/site'

export type TypedOrigin = { origin: Origin } | { problem: 'not_a_site' | 'not_safe' }

/** `example.com` → `https://example.com`; a whole URL gives its origin; `localhost:8402` is this computer, so http. */
export function readOrigin(text: string): TypedOrigin {
  const typed = text.trim()
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed)
  const parsed = parse(hasScheme ? typed : `https://${typed}`)
  if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username ||
    !isHost(parsed.hostname) ||
    isMended(typed, parsed.hostname)
  ) {
    return { problem: 'not_a_site' }
  }
  const asHttp = `http://${parsed.host}`
  const origin = !hasScheme && isSafe(asHttp) ? asHttp : originOf(parsed.href)
  if (!origin) return { problem: 'not_a_site' }
  return isSafe(origin) ? { origin } : { problem: 'not_safe' }
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

/** A name with a dot in it, an address, or this computer: `hello` is a word, not a site. */
function isHost(host: string): boolean {
  if (host === 'localhost' || host.startsWith('[')) return true
  // The browser repairs what it can (`1.2.3` becomes an address, a star stays one): what is left must be a plain name.
  return /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(host)
}

/** Did the browser read numbers into it that nobody typed? */
function isMended(typed: string, host: string): boolean {
  return /^[\d.]+$/.test(host) && !typed.includes(host)
}
