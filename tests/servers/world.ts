// Everything a payment needs, for real and on this machine: a chain, a facilitator and sellers.
import type { Address } from 'viem'
import { seller } from './accounts.ts'
import { CHAIN_ID, startChain, TOKEN, type Chain } from './chain.ts'
import { startFacilitator, type Settlement } from './facilitator.ts'
import { openShops, type Sellers } from './sellers.ts'

export type World = Pick<
  Chain,
  'rpcUrl' | 'client' | 'fund' | 'refund' | 'balance' | 'transfers' | 'used' | 'mine' | 'gas'
> &
  Omit<Sellers, 'close'> & {
    chainId: number
    token: Address
    payTo: Address
    facilitatorUrl: string
    settlements: () => Settlement[]
    close: () => Promise<void>
  }

export async function startWorld({ port = 0 }: { port?: number } = {}): Promise<World> {
  const open: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const end of open.splice(0).toReversed()) await end()
  }
  try {
    const chain = await startChain()
    open.push(chain.close)
    const facilitator = await startFacilitator(chain)
    open.push(facilitator.close)
    const shops = await openShops(facilitator.url, port)
    open.push(shops.close)
    return {
      ...chain,
      ...shops,
      chainId: CHAIN_ID,
      token: TOKEN,
      payTo: seller.address,
      facilitatorUrl: facilitator.url,
      settlements: facilitator.settlements,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
