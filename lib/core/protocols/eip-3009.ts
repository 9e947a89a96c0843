/**
 * A page's own pay button: the page asks its wallet to sign a `TransferWithAuthorization` (EIP-712), and sends it itself
 * (x402-protocol.md §5.4). What is asked for is read from the typed data, and must be one of our tokens to the letter.
 */
import * as v from 'valibot'
import { findToken } from '../networks'
import type { Authorization, Demand, Malformed } from '../offer'
import type { Protocol } from './protocol'
import { fromJson, readReceipt, toOffer } from './wire'

const Typed = v.object({
  primaryType: v.literal('TransferWithAuthorization'),
  domain: v.object({ name: v.string(), version: v.string(), chainId: v.unknown(), verifyingContract: v.string() }),
  message: v.object({
    from: v.string(),
    to: v.string(),
    value: v.unknown(),
    validAfter: v.unknown(),
    validBefore: v.unknown(),
    nonce: v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]{64}$/)),
  }),
})

/** Struct and field names as the token hashes them: a page that says otherwise would have something else signed. */
const FIELDS = [
  'from address',
  'to address',
  'value uint256',
  'validAfter uint256',
  'validBefore uint256',
  'nonce bytes32',
]
const Types = v.object({
  types: v.object({ TransferWithAuthorization: v.array(v.object({ name: v.string(), type: v.string() })) }),
})

/** Longer than what a person agrees to may live, nothing is signed for (product.md §4 "At most once"). */
const LONGEST = 600

export type Asked = { from: string; demand: Demand }

/** What typed data asks for; `other` when it is no payment at all, which is nothing we ever sign. */
export function readTyped(text: string, now: number): Asked | Malformed | 'other' {
  const decoded = fromJson(text)
  if (typeof decoded === 'string') return decoded
  const read = v.safeParse(Typed, decoded.json)
  const types = v.safeParse(Types, decoded.json)
  if (!read.success || !types.success) return 'other'
  const fields = types.output.types.TransferWithAuthorization.map(({ name, type }) => `${name} ${type}`)
  if (fields.join() !== FIELDS.join()) return 'bad_shape'
  const { domain, message } = read.output
  const network = `eip155:${plain(domain.chainId)}`
  const { from, to, nonce } = message
  const [validAfter = Number.NaN, validBefore = Number.NaN] = [message.validAfter, message.validBefore].map((text) =>
    Number(plain(text)),
  )
  if (!Number.isSafeInteger(validAfter) || !Number.isSafeInteger(validBefore) || validAfter > now) return 'bad_timeout'
  if (validBefore > now + LONGEST) return 'bad_timeout'
  const offer = toOffer({
    scheme: 'exact',
    network,
    asset: domain.verifyingContract,
    amount: plain(message.value),
    payTo: to,
    maxTimeoutSeconds: validBefore - now,
    extra: { name: domain.name, version: domain.version },
    // With the nonce: asked with another, it is another request.
    accepted: {
      network,
      asset: domain.verifyingContract,
      payTo: to,
      amount: plain(message.value),
      nonce,
      validBefore,
    },
  })
  const token = findToken(network, domain.verifyingContract)
  const demand: Demand = {
    protocol: 'eip-3009',
    what: {},
    offers: typeof offer === 'string' || !token ? [] : [offer],
    skipped: typeof offer === 'string' ? [{ index: 0, reason: offer }] : [],
    given: { nonce: nonce.toLowerCase() as Authorization['nonce'], validAfter, validBefore },
  }
  return { from, demand }
}

/** Whole numbers arrive as digits or as numbers; whatever else comes is none. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? `${value}` : 'none'
}

export const eip3009: Protocol = {
  id: 'eip-3009',
  // Never found in a 402: only a page's wallet is asked for it.
  read: () => undefined,
  validAfter: () => 0,
  /** Handed to the page, which puts it into its own request. */
  credential: (_demand, _offer, _authorization, signature) => ({ header: '', value: signature }),
  receiptHeader: 'payment-response',
  receipt: (value, offer, from) => readReceipt(value, offer, from, (network) => network),
}
