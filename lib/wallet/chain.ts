/**
 * What the worker needs to know of a chain, in a few JSON-RPC reads. A full client would be most of the worker's size
 * and cold start; pages that need more load one.
 */
import * as Hex from 'ox/Hex'

type Address = `0x${string}`
type Hash = `0x${string}`
type Endpoint = string

/** Topics of the events by which a nonce ends (EIP-3009 §Specification). */
const EVENTS = {
  used: '0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5',
  cancelled: '0x1cdd46ff242716cdaa72d159d339a485b3438398348d68f09d7c8c0a59353d81',
} as const

const SELECTORS = { balanceOf: '0x70a08231', authorizationState: '0xe94a0102' } as const
const PATIENCE = 8_000

/** Atomic units of a token (ERC-20 `balanceOf`). Throws when the chain cannot be read. */
export async function balanceOf(endpoint: Endpoint, asset: Address, owner: Address): Promise<bigint> {
  return BigInt(await read(endpoint, asset, Hex.concat(SELECTORS.balanceOf, word(owner)), 'latest'))
}

export type Fate =
  | { state: 'used' | 'cancelled'; transaction?: Hash }
  /** As of a block of that time (seconds) that the chain will not undo. */
  | { state: 'unused'; time: number }

/**
 * What became of an EIP-3009 authorization signed not before `since` (seconds). Whether a nonce that is gone was taken or
 * cancelled only its event tells; without it, `used` is what we know. Throws when the chain cannot be read.
 */
export async function fateOf(
  endpoint: Endpoint,
  asset: Address,
  { from, nonce }: { from: Address; nonce: Hash },
  since: number,
): Promise<Fate> {
  const state = await read(endpoint, asset, Hex.concat(SELECTORS.authorizationState, word(from), nonce), 'latest')
  if (BigInt(state) !== 0n) return eventOf(endpoint, asset, { from, nonce }, since)
  // A nonce unused now was unused then, and what is too late for that block is too late for all that follow it.
  return { state: 'unused', time: (await settledBlock(endpoint)).time }
}

type Block = { number: bigint; time: number }

async function settledBlock(endpoint: Endpoint): Promise<Block> {
  try {
    return await blockAt(endpoint, 'safe')
  } catch (error) {
    // Not every node knows which of its blocks are safe.
    if (!(error instanceof Refused)) throw error
    return blockAt(endpoint, 'latest')
  }
}

/** Blocks in one look for an event (public nodes refuse much more), and how many looks are worth it. */
const LOOK = 5_000n
const LOOKS = 20

async function eventOf(
  endpoint: Endpoint,
  asset: Address,
  { from, nonce }: { from: Address; nonce: Hash },
  since: number,
): Promise<Fate> {
  const latest = await blockAt(endpoint, 'latest')
  const topics = [[EVENTS.used, EVENTS.cancelled], word(from), nonce]
  let to = latest.number
  for (let looks = 0; looks < LOOKS; looks++) {
    const first = to > LOOK ? to - LOOK : 0n
    const filter = { address: asset, fromBlock: Hex.fromNumber(first), toBlock: Hex.fromNumber(to), topics }
    const logs = (await rpc(endpoint, 'eth_getLogs', [filter]).catch(refusedIsNothing)) as Log[]
    const [log] = logs
    if (log?.topics?.[0] === EVENTS.cancelled) return { state: 'cancelled', transaction: log.transactionHash }
    if (log) return { state: 'used', transaction: log.transactionHash }
    if (first === 0n || (await blockAt(endpoint, Hex.fromNumber(first))).time < since) break
    to = first - 1n
  }
  return { state: 'used' }
}

type Log = { topics: Hash[]; transactionHash: Hash }

function refusedIsNothing(error: unknown): Log[] {
  if (error instanceof Refused) return []
  throw error
}

async function blockAt(endpoint: Endpoint, tag: string): Promise<Block> {
  const block = (await rpc(endpoint, 'eth_getBlockByNumber', [tag, false])) as { number: Hash; timestamp: Hash }
  return { number: BigInt(block.number), time: Number(BigInt(block.timestamp)) }
}

export async function chainId(endpoint: Endpoint): Promise<number> {
  return Number(BigInt((await rpc(endpoint, 'eth_chainId', [])) as Address))
}

async function read(endpoint: Endpoint, to: Address, data: Address, block: string): Promise<Address> {
  const result = await rpc(endpoint, 'eth_call', [{ to, data }, block])
  if (typeof result !== 'string' || !/^0x[0-9a-f]{64}$/i.test(result)) throw new Error(`${endpoint} has no such token`)
  return result as Address
}

/** The node answered, and would not. */
export class Refused extends Error {
  override name = 'Refused'
}

/** One JSON-RPC call. Throws `Refused` where the node says no, anything else where it cannot be asked. */
export async function rpc(endpoint: Endpoint, method: string, params: unknown[]): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  })
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message?: string } }
  if (result === undefined || result === null)
    throw new Refused(`${endpoint} refused ${method}: ${error?.message ?? response.status}`)
  return result
}

function word(address: Address): Address {
  return Hex.padLeft(address, 32)
}
