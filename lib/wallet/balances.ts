/** Every balance of every account on a network, in one call where the chain has Multicall3. Loaded by pages only. */
import { erc20Abi, multicall3Abi, type PublicClient } from 'viem'
import { clientOf, type Endpoint } from './client'
import type { Address } from './vault'

/** Without an amount it could not be read, which is not zero; without an asset it is the chain's own coin. */
export type Reading = { address: Address; network: string; asset?: Address; atomic?: string }

type Held = { address: Address; asset?: Address }

export async function readBalances(endpoint: Endpoint, owners: Address[], assets: Address[]): Promise<Reading[]> {
  const held = owners.flatMap((address): Held[] => [{ address }, ...assets.map((asset) => ({ address, asset }))])
  const amounts = await amountsOf(clientOf(endpoint), held)
  return held.map((each, place) => {
    const amount = amounts[place]
    return { ...each, network: endpoint.network, ...(amount === undefined ? {} : { atomic: `${amount}` }) }
  })
}

async function amountsOf(client: PublicClient, held: Held[]): Promise<(bigint | undefined)[]> {
  const together = await inOneCall(client, held).catch(() => undefined)
  // Not every chain has Multicall3: then one by one, and what fails is unread, not empty.
  return together ?? Promise.all(held.map((each) => one(client, each).catch(() => undefined)))
}

async function inOneCall(client: PublicClient, held: Held[]): Promise<(bigint | undefined)[] | undefined> {
  const address = client.chain?.contracts?.multicall3
  if (!address) return undefined
  const results = await client.multicall({
    contracts: held.map((each) =>
      each.asset
        ? { address: each.asset, abi: erc20Abi, functionName: 'balanceOf' as const, args: [each.address] as const }
        : {
            address: address.address,
            abi: multicall3Abi,
            functionName: 'getEthBalance' as const,
            args: [each.address] as const,
          },
    ),
    batchSize: 0,
  })
  // Nothing at all came through: there is no such contract here, or no chain.
  if (results.every(({ status }) => status === 'failure')) return undefined
  return results.map(({ result }) => (typeof result === 'bigint' ? result : undefined))
}

function one(client: PublicClient, { address, asset }: Held): Promise<bigint> {
  if (!asset) return client.getBalance({ address })
  return client.readContract({ address: asset, abi: erc20Abi, functionName: 'balanceOf', args: [address] })
}
