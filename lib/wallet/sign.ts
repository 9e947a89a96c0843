import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'
import { signTypedData } from 'viem/accounts'
import { tokenOf } from '../core/networks'
import type { Authorization, Offer } from '../core/offer'

const types = {
  CancelAuthorization: [
    { name: 'authorizer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
  ],
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

/**
 * Signs an EIP-3009 `TransferWithAuthorization` (EIP-712). The domain is the pinned token's own; of the offer only
 * payee and amount are used, the same values that were shown.
 */
export async function sign(
  offer: Offer,
  authorization: Authorization,
  privateKey: `0x${string}`,
): Promise<`0x${string}`> {
  const { from, nonce, validAfter, validBefore } = authorization
  return signTypedData({
    privateKey,
    domain: domainOf(offer),
    types,
    primaryType: 'TransferWithAuthorization',
    message: {
      from,
      to: offer.payTo,
      value: offer.amount,
      validAfter: BigInt(validAfter),
      validBefore: BigInt(validBefore),
      nonce,
    },
  })
}

/** Signs an EIP-3009 `CancelAuthorization`, which the token honours as long as the authorization is unused. */
export async function signCancellation(
  offer: Offer,
  { from, nonce }: Authorization,
  privateKey: `0x${string}`,
): Promise<`0x${string}`> {
  return signTypedData({
    privateKey,
    domain: domainOf(offer),
    types,
    primaryType: 'CancelAuthorization',
    message: { authorizer: from, nonce },
  })
}

function domainOf(offer: Offer) {
  const { name, version, chainId, asset } = tokenOf(offer)
  return { name, version, chainId, verifyingContract: asset }
}

/**
 * The nonce of one purchase: the same for the same key, intent and sequence, so that even with the journal lost a
 * second authorization carries the nonce of the first, and the token contract refuses it (security.md §4).
 */
export function nonceOf(privateKey: `0x${string}`, intent: `0x${string}`, seq: number): `0x${string}` {
  const key = Hash.keccak256(Hex.concat(Hex.fromString('tuppence nonce 1'), privateKey))
  return Hash.hmac256(key, Hex.concat(intent, Hex.fromNumber(seq, { size: 8 })))
}
