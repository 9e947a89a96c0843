/** Clients of the chains, as pages have them: the worker makes do with less (chain.ts). */
import { createPublicClient, defineChain, http, type PublicClient } from 'viem'

export type Endpoint = { network: string; name: string; url: string }

const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'
const PATIENCE = 10_000

export function clientOf({ network, name, url }: Endpoint): PublicClient {
  const chain = defineChain({
    id: Number(network.replace('eip155:', '')),
    name,
    nativeCurrency: { name: 'Coin', symbol: 'coin', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
    contracts: { multicall3: { address: MULTICALL3 } },
  })
  const transport = http(url, {
    timeout: PATIENCE,
    retryCount: 1,
    fetchOptions: { credentials: 'omit', redirect: 'error' },
  })
  return createPublicClient({ chain, transport, cacheTime: 0 })
}
