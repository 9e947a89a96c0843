/** What came in, read from the logs of the tokens' contracts. Loaded by pages only. */
import { erc20Abi, getAbiItem } from 'viem'
import type { Movement } from '../core/wallet-view'
import { clientOf, type Endpoint } from './client'
import type { Address } from './vault'

const transfer = getAbiItem({ abi: erc20Abi, name: 'Transfer' })

/** Blocks in one look (public nodes refuse much more), and how many looks one search may take. */
const LOOK = 5_000n
const LOOKS = 20n

export type Search = { movements: Movement[]; first: number; last: number }

/**
 * Transfers of these tokens to an account, onward from the last block searched; at the very first search the latest blocks
 * are looked at. Undefined when the chain cannot be read: then nothing counts as searched.
 */
export async function searchIncoming(
  endpoint: Endpoint,
  account: Address,
  assets: Address[],
  searchedTo: number | undefined,
): Promise<Search | undefined> {
  const client = clientOf(endpoint)
  try {
    const latest = await client.getBlockNumber()
    const span = LOOK * LOOKS
    const first = searchedTo === undefined ? (latest > span ? latest - span : 0n) : BigInt(searchedTo) + 1n
    const last = first + span < latest ? first + span : latest
    const movements: Movement[] = []
    for (let from = first; from <= last; from += LOOK) {
      const to = from + LOOK - 1n < last ? from + LOOK - 1n : last
      // oxlint-disable-next-line no-await-in-loop -- all at once would be refused
      const logs = await client.getLogs({
        address: assets,
        event: transfer,
        args: { to: account },
        fromBlock: from,
        toBlock: to,
      })
      for (const log of logs) {
        const { from: other, value } = log.args
        if (other === undefined || value === undefined || value === 0n) continue
        // oxlint-disable-next-line no-await-in-loop -- few, and each block once would be more code than calls
        const { timestamp } = await client.getBlock({ blockNumber: log.blockNumber })
        movements.push({
          kind: 'in',
          network: endpoint.network,
          asset: assets.find((asset) => asset.toLowerCase() === log.address.toLowerCase()) ?? log.address,
          account,
          other,
          atomic: `${value}`,
          transaction: log.transactionHash,
          at: Number(timestamp),
          event: log.logIndex,
        })
      }
    }
    return { movements, first: Number(first), last: Number(last) }
  } catch (error) {
    console.info(`Tuppence could not search ${endpoint.network} for what came in`, error)
    return undefined
  }
}

/** What became of a transaction that was sent; undefined while no block has it, or when the chain cannot be read. */
export async function fateOfSent(
  endpoint: Endpoint,
  transaction: `0x${string}`,
): Promise<'done' | 'failed' | undefined> {
  const receipt = await clientOf(endpoint)
    .getTransactionReceipt({ hash: transaction })
    .catch(() => undefined)
  return receipt && (receipt.status === 'success' ? 'done' : 'failed')
}
