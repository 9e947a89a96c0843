/** What the x402 dialects share on the wire: base64 JSON headers with a size cap, and EVM fields (x402 v2 §HTTP transport). */
import * as Address from 'ox/Address'
import * as Base64 from 'ox/Base64'
import * as v from 'valibot'
import { readAtomic } from '../amount'
import { findToken } from '../networks'
import type { Authorization, Demand, Malformed, Offer, Receipt, Skipped, Unknown } from '../offer'

/** A header or body larger than this is not read at all. */
export const MAX_BYTES = 64 * 1024
/** Entries of `accepts` beyond this are not looked at. */
export const MAX_OFFERS = 32

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const TRANSACTION = /^0x[0-9a-fA-F]{64}$/
/** A facilitator refuses an authorization that ends within six seconds (measured, x402-protocol.md §0.6). */
const MIN_SECONDS = 10

export function fromJson(text: string): { json: unknown } | Malformed {
  if (text.length > MAX_BYTES) return 'too_large'
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return 'not_json'
  }
}

export function fromHeader(value: string): { json: unknown } | Malformed {
  if (value.length > MAX_BYTES) return 'too_large'
  if (!value || !BASE64.test(value)) return 'not_base64'
  try {
    return fromJson(Base64.toString(value))
  } catch {
    return 'not_base64'
  }
}

export function toHeader(json: unknown): string {
  return Base64.fromString(JSON.stringify(json), { pad: true })
}

/** JSON text of what is to be echoed; undefined where it was absent or cannot be written again (too deep). */
export function echo(value: unknown): string | undefined {
  if (value === undefined) return undefined
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** The fields of an EVM `exact` offer, whatever the dialect called them. */
export type Terms = {
  scheme: string
  network: string | undefined
  asset: string
  amount: unknown
  payTo: string
  maxTimeoutSeconds: number
  extra: Record<string, unknown>
  accepted: unknown
}

/** Checks one offer's terms against our own registry: the offer, or why not. */
export function toOffer(terms: Terms): Offer | Unknown | Malformed {
  if (terms.scheme !== 'exact') return 'unknown_scheme'
  const { assetTransferMethod = 'eip3009', paymentFlow = 'authorization', name, version } = terms.extra
  if (paymentFlow !== 'authorization' && paymentFlow !== 'upfront') return 'unknown_flow'
  if (!terms.network || !/^eip155:[1-9]\d*$/.test(terms.network)) return 'unknown_network'
  const token = findToken(terms.network, terms.asset)
  if (!token) return 'unknown_asset'
  if (assetTransferMethod !== 'eip3009') return 'unknown_transfer_method'
  // The seller's domain is never signed, but a seller that states another one could not settle what we sign.
  if ((name !== undefined && name !== token.name) || (version !== undefined && version !== token.version))
    return 'wrong_domain'
  const amount = readAtomic(terms.amount)
  if (amount === undefined) return 'bad_amount'
  const payTo = readAddress(terms.payTo)
  if (!payTo) return 'bad_payee'
  const { maxTimeoutSeconds } = terms
  if (!Number.isSafeInteger(Math.floor(maxTimeoutSeconds)) || maxTimeoutSeconds < MIN_SECONDS) return 'bad_timeout'
  const accepted = echo(terms.accepted)
  if (accepted === undefined) return 'bad_shape'
  return {
    network: token.network,
    asset: token.asset,
    amount,
    payTo,
    seconds: Math.floor(maxTimeoutSeconds),
    upfront: paymentFlow === 'upfront',
    accepted,
  }
}

/** Reads every entry of `accepts`: what we can pay, and why the rest was left. */
export function readAll(
  accepts: unknown[],
  read: (entry: unknown) => Offer | Unknown | Malformed,
): Pick<Demand, 'offers' | 'skipped'> {
  const offers: Offer[] = []
  const skipped: Skipped[] = []
  for (const [index, entry] of accepts.slice(0, MAX_OFFERS).entries()) {
    const offer = read(entry)
    if (typeof offer === 'string') skipped.push({ index, reason: offer })
    else offers.push(offer)
  }
  return { offers, skipped }
}

/** The `payload` of an EVM `exact` credential (x402-exact-evm §EIP-3009): keys in the reference client's order. */
export function payload(offer: Offer, authorization: Authorization, signature: `0x${string}`): object {
  return {
    authorization: {
      from: authorization.from,
      to: offer.payTo,
      value: offer.amount.toString(),
      validAfter: authorization.validAfter.toString(),
      validBefore: authorization.validBefore.toString(),
      nonce: authorization.nonce,
    },
    signature,
  }
}

/** An object of any keys; not a list. */
export const anything = v.custom<Record<string, unknown>>((value) => {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
})

const Settlement = v.object({
  success: v.boolean(),
  transaction: v.optional(v.nullable(v.string())),
  network: v.optional(v.string()),
  payer: v.optional(v.nullable(v.string())),
  amount: v.optional(v.nullable(v.string())),
  errorReason: v.optional(v.nullable(v.string())),
})

/** Reads a SettleResponse header: money only counts as settled when every field it states agrees with the payment. */
export function readReceipt(
  value: string,
  offer: Offer,
  from: `0x${string}`,
  networkOf: (name: string) => string | undefined,
): Receipt {
  const decoded = fromHeader(value)
  if (typeof decoded === 'string') return { ok: false, reason: 'unreadable' }
  const parsed = v.safeParse(Settlement, decoded.json)
  if (!parsed.success) return { ok: false, reason: 'unreadable' }
  const { success, transaction, network, payer, amount, errorReason } = parsed.output
  if (!success) return { ok: false, reason: 'not_settled', ...(errorReason ? { said: errorReason.slice(0, 200) } : {}) }
  const agrees =
    (!network || networkOf(network) === offer.network) &&
    (!payer || payer.toLowerCase() === from.toLowerCase()) &&
    (!amount || amount === offer.amount.toString()) &&
    TRANSACTION.test(transaction ?? '')
  if (!agrees) return { ok: false, reason: 'mismatch' }
  return { ok: true, transaction: transaction as `0x${string}` }
}

/** A usable EVM address in EIP-55: mixed case must carry a right checksum, and nobody is paid at zero. */
function readAddress(text: string): `0x${string}` | undefined {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text) || /^0x0{40}$/.test(text)) return undefined
  const checksummed = Address.checksum(text)
  const digits = text.slice(2)
  const isPlain = digits === digits.toLowerCase() || digits === digits.toUpperCase()
  return isPlain || checksummed === text ? checksummed : undefined
}
