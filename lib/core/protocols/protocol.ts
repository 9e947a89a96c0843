import type { Authorization, Credential, Demand, Malformed, Offer, ProtocolId, Receipt } from '../offer'

/** One dialect of asking and proving. To add one: a file beside this, and a line in `index.ts`. */
export type Protocol = {
  id: ProtocolId
  /** What a decoded 402 asks for; undefined when it is not this protocol's. Never throws. */
  read(demand: unknown): Demand | Malformed | undefined
  /** How far back the authorization is valid, in seconds since 1970. */
  validAfter(now: number): number
  /** The header of the paid request. */
  credential(demand: Demand, offer: Offer, authorization: Authorization, signature: `0x${string}`): Credential
  /** The response header that carries the receipt, in lower case. */
  receiptHeader: string
  /** Reads that header for a payment of this offer. Never throws. */
  receipt(value: string, offer: Offer, from: `0x${string}`): Receipt
}
