/** Where Tuppence may look: what the browser grants, and of that only the sites the person chose, where they chose any. */
import type { Origin } from './site'

export type Reach = {
  /** Match patterns, as the browser writes them: `https://*\/*`, `https://news.example/*`. */
  granted: string[]
  /** Undefined: every site. */
  chosen?: Origin[]
}

/** The browser reports nothing of a request unless it may tell of both: the page, and whom the page asks. */
export function mayLook({ granted, chosen }: Reach, site: Origin, seller: Origin = site): boolean {
  const isGranted = (origin: Origin) => granted.some((pattern) => fits(pattern, origin))
  return (chosen === undefined || chosen.includes(site)) && isGranted(site) && isGranted(seller)
}

export function isEverywhere({ granted, chosen }: Reach): boolean {
  const isWhole = (scheme: string) => granted.some((pattern) => fits(pattern, `${scheme}://*`))
  return chosen === undefined && isWhole('http') && isWhole('https')
}

/** The match patterns of all pages we may look at. */
export function patternsOf(reach: Reach): string[] {
  const { granted, chosen } = reach
  return chosen === undefined ? granted : chosen.filter((site) => mayLook(reach, site)).map((site) => `${site}/*`)
}

/** A port belongs to an origin; the browser's patterns mostly have none, and then mean every port. */
function fits(pattern: string, origin: Origin): boolean {
  const [, scheme = '', host = ''] = /^(\*|https?):\/\/([^/]+)\//.exec(pattern) ?? []
  const [, ownScheme = '', ownHost = ''] = /^(https?):\/\/(.+)$/.exec(origin) ?? []
  if (ownHost === '') return false
  if (pattern === '<all_urls>') return true
  if (host === '' || (scheme !== '*' && scheme !== ownScheme)) return false
  const name = ownHost.replace(/:\d+$/, '')
  if (host === '*' || host === name || host === ownHost) return true
  return host.startsWith('*.') && `.${name}`.endsWith(host.slice(1))
}
