import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'
import { tokenOf } from '../core/networks'
import type { Authorization, Offer } from '../core/offer'
import { packed, signDigest } from './key'
import { digestOf, type Struct } from './typed'

const TRANSFER =
  'TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)'
const CANCEL = 'CancelAuthorization(address authorizer,bytes32 nonce)'

/**
 * Signs an EIP-3009 `TransferWithAuthorization` (EIP-712). The domain is the pinned token's own; of the offer only
 * payee and amount are used, the same values that were shown.
 */
export function sign(
  offer: Offer,
  { from, nonce, validAfter, validBefore }: Authorization,
  privateKey: `0x${string}`,
): `0x${string}` {
  const values = [from, offer.payTo, offer.amount, BigInt(validAfter), BigInt(validBefore), nonce]
  return signStruct(offer, { type: TRANSFER, values }, privateKey)
}

/** Signs an EIP-3009 `CancelAuthorization`, which the token honours as long as the authorization is unused. */
export function signCancellation(
  offer: Offer,
  { from, nonce }: Authorization,
  privateKey: `0x${string}`,
): `0x${string}` {
  return signStruct(offer, { type: CANCEL, values: [from, nonce] }, privateKey)
}

function signStruct(offer: Offer, struct: Struct, privateKey: `0x${string}`): `0x${string}` {
  const { name, version, chainId, asset } = tokenOf(offer)
  const hash = digestOf({ name, version, chainId, verifyingContract: asset }, struct)
  return packed(signDigest(hash, privateKey))
}

/**
 * The nonce of one purchase: the same for the same key, intent and sequence, so that even with the journal lost a
 * second authorization carries the nonce of the first, and the token contract refuses it (security.md §4).
 */
export function nonceOf(privateKey: `0x${string}`, intent: `0x${string}`, seq: number): `0x${string}` {
  const key = Hash.keccak256(Hex.concat(Hex.fromString('tuppence nonce 1'), privateKey))
  return Hash.hmac256(key, Hex.concat(intent, Hex.fromNumber(seq, { size: 8 })))
}
