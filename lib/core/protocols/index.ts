import type { Demand, Malformed, Offer, Receipt } from '../offer'
import type { Sighting, Wall } from '../sighting'
import { eip3009 } from './eip-3009'
import type { Protocol } from './protocol'
import { fromHeader, fromJson, MAX_BYTES } from './wire'
import { x402v1 } from './x402-v1'
import { x402v2 } from './x402-v2'

/** In the order in which they are tried. */
export const protocols: Protocol[] = [x402v2, x402v1, eip3009]

export function protocolOf(demand: Demand): Protocol {
  const found = protocols.find(({ id }) => id === demand.protocol)
  if (!found) throw new Error(`No protocol ${demand.protocol}`)
  return found
}

/**
 * What a sighting asks for: the demand; why it could not be read; or `no_offer` when nothing in it asks for money in a
 * way we know. The header speaks first; the page's own words count only where there is none (x402-protocol.md §5.3).
 */
export function read(sighting: Sighting): Demand | Malformed | 'no_offer' {
  if (sighting.via === 'wallet') return sighting.asked ?? 'no_offer'
  if (sighting.header !== undefined) return readHeader(sighting.header)
  const said = sighting.wall ? sources(sighting.wall) : []
  const results = said.map((source) => (typeof source === 'string' ? source : readJson(source.json)))
  const demand = results.find((result) => typeof result !== 'string')
  return demand ?? results.find((result) => result !== 'no_offer') ?? 'no_offer'
}

/** The receipt among a response's headers, checked against what was paid. */
export function receiptOf(
  demand: Demand,
  offer: Offer,
  from: `0x${string}`,
  headers: { name: string; value?: string | undefined }[],
): Receipt | undefined {
  const protocol = protocolOf(demand)
  const header = headers.find(({ name }) => name.toLowerCase() === protocol.receiptHeader)
  return header ? protocol.receipt(header.value ?? '', offer, from) : undefined
}

function readHeader(value: string): Demand | Malformed | 'no_offer' {
  const decoded = fromHeader(value)
  return typeof decoded === 'string' ? decoded : readJson(decoded.json)
}

function readJson(json: unknown): Demand | Malformed | 'no_offer' {
  for (const protocol of protocols) {
    const demand = protocol.read(json)
    if (demand !== undefined) return demand
  }
  return 'no_offer'
}

/** A line of the inline script of the official paywalls, either generation; the next one begins with `testnet:`. */
const LINE = /^(paymentRequired|paymentRequirements): (.*),$/

function sources(wall: Wall): ({ json: unknown } | Malformed)[] {
  const script = wall.script === undefined ? undefined : fromScript(wall.script)
  return [
    wall.probe?.header === undefined ? undefined : fromHeader(wall.probe.header),
    wall.body === undefined ? undefined : fromJson(wall.body),
    script,
    wall.widget === undefined ? undefined : fromJson(wall.widget),
    wall.probe?.body === undefined ? undefined : fromJson(wall.probe.body),
  ].filter((source) => source !== undefined)
}

function fromScript(text: string): { json: unknown } | Malformed | undefined {
  if (text.length > MAX_BYTES || !text.includes('window.x402 = {')) return undefined
  // Line by line: a pattern over the whole script could be made to take minutes.
  const lines = text.split('\n').map((line) => line.trim())
  const at = lines.findIndex((line, index) => LINE.test(line) && lines[index + 1]?.startsWith('testnet:'))
  const [, kind, literal] = LINE.exec(lines[at] ?? '') ?? []
  if (!kind || literal === undefined) return undefined
  const decoded = fromJson(literal)
  if (typeof decoded === 'string' || kind === 'paymentRequired') return decoded
  // The first generation lists bare v1 requirements, without the version that a v1 body carries.
  return { json: { x402Version: 1, accepts: decoded.json } }
}
