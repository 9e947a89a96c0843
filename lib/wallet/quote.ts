/** What sending would do and cost, tried on the chain before anything is signed. Loaded by pages only. */
import { BaseError, ContractFunctionRevertedError, erc20Abi } from 'viem'
import { clientOf, type Endpoint } from './client'
import type { Address } from './vault'

export type Quote = {
  count: number
  gas: string
  maxFeePerGas: string
  maxPriorityFeePerGas: string
  /** The most the chain may take for it, in its own coin's smallest unit. */
  fee: string
}

export type QuoteProblem = {
  problem: 'no_gas' | 'too_much' | 'refused' | 'unreachable'
  /** What the fee would be, and what there is for it. */
  fee?: string
  coins?: string
  detail?: string
}

type Transfer = { from: Address; to: Address; asset: Address; amount: bigint }

/** Nobody's balance is needed to know what a transfer costs about: gas of an ERC-20 transfer behind a proxy, and some. */
const USUAL_GAS = 80_000n

export async function quote(endpoint: Endpoint, { from, to, asset, amount }: Transfer): Promise<Quote | QuoteProblem> {
  const client = clientOf(endpoint)
  try {
    const [balance, coins, count, fees] = await Promise.all([
      client.readContract({ address: asset, abi: erc20Abi, functionName: 'balanceOf', args: [from] }),
      client.getBalance({ address: from }),
      client.getTransactionCount({ address: from, blockTag: 'pending' }),
      client.estimateFeesPerGas(),
    ])
    if (balance < amount) return { problem: 'too_much' }
    const { maxFeePerGas, maxPriorityFeePerGas } = fees
    const about = USUAL_GAS * maxFeePerGas
    if (coins === 0n) return { problem: 'no_gas', fee: `${about}`, coins: '0' }
    const call = { address: asset, abi: erc20Abi, functionName: 'transfer', args: [to, amount], account: from } as const
    await client.simulateContract(call)
    const gas = ((await client.estimateContractGas(call)) * 12n) / 10n
    const fee = gas * maxFeePerGas
    if (coins < fee) return { problem: 'no_gas', fee: `${fee}`, coins: `${coins}` }
    return {
      count,
      gas: `${gas}`,
      maxFeePerGas: `${maxFeePerGas}`,
      maxPriorityFeePerGas: `${maxPriorityFeePerGas}`,
      fee: `${fee}`,
    }
  } catch (error) {
    const reverted = error instanceof BaseError && error.walk((each) => each instanceof ContractFunctionRevertedError)
    if (reverted instanceof ContractFunctionRevertedError)
      return { problem: 'refused', ...(reverted.reason ? { detail: reverted.reason } : {}) }
    console.info(`Tuppence could not ask ${endpoint.network} what sending costs`, error)
    return { problem: 'unreachable' }
  }
}
