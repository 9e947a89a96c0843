/**
 * What the worker needs to know of a chain, in three JSON-RPC reads. A full client would be most of the worker's size
 * and cold start; pages that need more load one.
 */
import * as Hex from 'ox/Hex'

type Address = `0x${string}`
type Endpoint = string

const SELECTORS = { balanceOf: '0x70a08231', authorizationState: '0xe94a0102' } as const
const PATIENCE = 8_000

/** Atomic units of a token (ERC-20 `balanceOf`). Throws when the chain cannot be read. */
export async function balanceOf(endpoint: Endpoint, asset: Address, owner: Address): Promise<bigint> {
  return BigInt(await read(endpoint, asset, Hex.concat(SELECTORS.balanceOf, word(owner)), 'latest'))
}

/** Whether an EIP-3009 nonce has been used or cancelled, and the time of the block that says so. */
export async function authorizationState(
  endpoint: Endpoint,
  asset: Address,
  { from, nonce }: { from: Address; nonce: Address },
): Promise<{ used: boolean; time: number }> {
  const block = await rpc(endpoint, 'eth_getBlockByNumber', ['latest', false])
  const { number, timestamp } = block as { number: Address; timestamp: Address }
  const state = await read(endpoint, asset, Hex.concat(SELECTORS.authorizationState, word(from), nonce), number)
  return { used: BigInt(state) !== 0n, time: Number(BigInt(timestamp)) }
}

export async function chainId(endpoint: Endpoint): Promise<number> {
  return Number(BigInt((await rpc(endpoint, 'eth_chainId', [])) as Address))
}

async function read(endpoint: Endpoint, to: Address, data: Address, block: string): Promise<Address> {
  const result = await rpc(endpoint, 'eth_call', [{ to, data }, block])
  if (typeof result !== 'string' || !/^0x[0-9a-f]{64}$/i.test(result)) throw new Error(`${endpoint} has no such token`)
  return result as Address
}

async function rpc(endpoint: Endpoint, method: string, params: unknown[]): Promise<unknown> {
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
    throw new Error(`${endpoint} refused ${method}: ${error?.message ?? response.status}`)
  return result
}

function word(address: Address): Address {
  return Hex.padLeft(address, 32)
}
