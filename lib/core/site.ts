/**
 * Who is the site? The exact origin, nothing wider (product.md §4 "Who is the site?"). The core has no `URL`, so an
 * origin is read from a URL the browser itself reported, which is already canonical (lower case, punycode, no default port).
 */
export type Origin = string

const HTTP = /^(https?):\/\/([^/?#@\\]+)(?:[/?#]|$)/

/** `https://a.example/x?y` → `https://a.example`; undefined for anything that is not plain http(s), or carries a user name. */
export function originOf(url: string): Origin | undefined {
  const [, scheme, host] = HTTP.exec(url) ?? []
  return scheme && host ? `${scheme}://${host}` : undefined
}

/** Only https and this computer itself are ever paid: a signature on plain http could be read on the way. */
export function isSafe(origin: Origin): boolean {
  if (origin.startsWith('https://')) return true
  const host = origin.replace(/^http:\/\//, '').replace(/:\d+$/, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** A URL without its #fragment: what the server sees, and what makes one purchase distinct from another. */
export function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url
}

type Sale = { site: Origin; seller: Origin; url: string }

/** Who sells where: what is usual is told apart by it. */
export function tradeOf({ site, seller }: Sale): string {
  return `${site} ${seller}`
}

/** The same path of the same trade, whatever its query: where prices are compared. */
export function shelfOf(sale: Sale): string {
  const path = withoutFragment(sale.url).split('?', 1)[0] ?? ''
  return `${tradeOf(sale)} ${path}`
}
