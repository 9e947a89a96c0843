import type { TokenId } from './networks'

export type ProtocolId = 'x402-v2' | 'x402-v1' | 'eip-3009'

/** One way to pay a 402 that we fully understand: the token is in our registry, the numbers are checked. */
export type Offer = TokenId & {
  /** Atomic units of the token. */
  amount: bigint
  /** EIP-55. */
  payTo: `0x${string}`
  /** How long the seller wants the authorization to live; what we sign is never longer, and may be shorter. */
  seconds: number
  /** True when the seller takes the money before it does the work: a failing page is then paid for. */
  upfront: boolean
  /** The seller's own words for this offer, as JSON text, echoed unchanged (x402 v2 §PaymentPayload.accepted). */
  accepted: string
}

/** Why one entry of `accepts` was passed over: an unknown kind of payment is no fault of anyone's. */
export type Unknown =
  | 'unknown_scheme'
  | 'unknown_network'
  | 'unknown_asset'
  | 'unknown_transfer_method'
  | 'unknown_flow'

/** Why an entry, or the whole demand, was refused by name. */
export type Malformed =
  | 'too_large'
  | 'not_base64'
  | 'not_json'
  | 'bad_shape'
  | 'bad_amount'
  | 'bad_payee'
  | 'bad_timeout'
  | 'wrong_domain'

export type Skipped = { index: number; reason: Unknown | Malformed }

/** What a seller asks for in one 402, after reading: what it is for, and every offer we could pay. */
export type Demand = {
  protocol: ProtocolId
  /** The seller's words, safe to show. */
  what: { description?: string; service?: string; url?: string }
  offers: Offer[]
  skipped: Skipped[]
  /** JSON text, echoed unchanged in the credential; absent where the seller sent none. */
  resource?: string
  extensions?: string
  /** The seller knows a purchase by its `payment-identifier`: the same request may be sent again, whatever it does. */
  isIdempotent?: boolean
  /** The numbers of the authorization, where a page asked its wallet to sign and chose them itself. */
  given?: Omit<Authorization, 'from'>
}

/** What is signed and sent once: the numbers of an EIP-3009 `TransferWithAuthorization`, besides token, payee and amount. */
export type Authorization = {
  from: `0x${string}`
  nonce: `0x${string}`
  validAfter: number
  validBefore: number
}

/** The header that proves payment on the second request. */
export type Credential = { header: string; value: string }

/** What came back about the money, read from a response header and checked against the payment. */
export type Receipt =
  | { ok: true; transaction: `0x${string}` }
  | { ok: false; reason: 'not_settled' | 'unreadable' | 'mismatch'; said?: string }
