/** Runs in a page that pays by itself: the official client, as its documentation has it. */
import { ExactEvmScheme } from '@x402/evm'
import { wrapFetchWithPayment, x402Client } from '@x402/fetch'
import { privateKeyToAccount } from 'viem/accounts'

let paid: typeof fetch | undefined

export function begin(key: `0x${string}`): void {
  const client = new x402Client().register('eip155:84532', new ExactEvmScheme(privateKeyToAccount(key)))
  paid = wrapFetchWithPayment(fetch, client)
}

export function pay(url: string): Promise<Response> {
  if (!paid) throw new Error('No key yet')
  return paid(url)
}
