/** Taking back an authorization that a seller holds and does not use: `cancelAuthorization` (EIP-3009), paid in the chain's own coin. */
import * as Hex from 'ox/Hex'
import { tokenOf } from '../core/networks'
import type { Authorization, Offer } from '../core/offer'
import { Refused, rpc } from './chain'
import { signCancellation } from './sign'
import { signCall } from './transaction'

const SELECTOR = '0x5a049a70'

/**
 * The signed transaction that cancels the authorization, to be sent; `no_gas` when the wallet cannot pay the chain's fee.
 * Throws when the chain cannot be read, or says that there is nothing to cancel any more.
 */
export async function cancellation(
  endpoint: string,
  offer: Offer,
  authorization: Authorization,
  privateKey: `0x${string}`,
): Promise<`0x${string}` | 'no_gas'> {
  const { chainId, asset } = tokenOf(offer)
  const { from } = authorization
  const data = encode(authorization, signCancellation(offer, authorization, privateKey))
  const ask = async (method: string, ...params: unknown[]) => BigInt((await rpc(endpoint, method, params)) as string)
  const [count, price, balance] = await Promise.all([
    ask('eth_getTransactionCount', from, 'pending'),
    ask('eth_gasPrice'),
    ask('eth_getBalance', from, 'latest'),
  ])
  if (balance === 0n) return 'no_gas'
  // Room for a fee that doubles, and a tip that is part of the usual price.
  const [maxFeePerGas, maxPriorityFeePerGas] = [price * 2n, price / 10n]
  const gas = ((await ask('eth_estimateGas', { from, to: asset, data })) * 12n) / 10n
  if (balance < gas * maxFeePerGas) return 'no_gas'
  return signCall({ chainId, to: asset, data }, { count, gas, maxFeePerGas, maxPriorityFeePerGas }, privateKey)
}

/** Sends it. A node that will not take it has it already, or knows that it comes too late. */
export async function sendCancellation(endpoint: string, transaction: `0x${string}`): Promise<void> {
  try {
    await rpc(endpoint, 'eth_sendRawTransaction', [transaction])
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

/** All five arguments are plain words; the last byte of the signature is `v`, as the contract wants it. */
function encode({ from, nonce }: Authorization, signature: `0x${string}`): `0x${string}` {
  const [r, s, v] = [Hex.slice(signature, 0, 32), Hex.slice(signature, 32, 64), Hex.slice(signature, 64)]
  return Hex.concat(SELECTOR, Hex.padLeft(from, 32), nonce, Hex.padLeft(v, 32), r, s)
}
