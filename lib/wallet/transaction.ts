/** Transactions of the wallet's own (EIP-1559), signed in the worker: its whole job is a hash, a signature and length prefixes. */
import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'
import { signDigest } from './key'

/** What is paid to the chain, in its own coin, and the place of the transaction among the sender's. */
export type Fees = { count: bigint; gas: bigint; maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }

/** The signed transaction that calls a contract, ready to be sent. It carries no coin: only the contract is called. */
export function signCall(
  { chainId, to, data }: { chainId: number; to: `0x${string}`; data: `0x${string}` },
  { count, gas, maxFeePerGas, maxPriorityFeePerGas }: Fees,
  privateKey: `0x${string}`,
): `0x${string}` {
  const fields = [chainId, count, maxPriorityFeePerGas, maxFeePerGas, gas].map(integer)
  const unsigned = [...fields, to, '0x', data, []] as const
  const { r, s, yParity } = signDigest(Hash.keccak256(typed(unsigned)), privateKey)
  return typed([...unsigned, ...[yParity, r, s].map(integer)])
}

/** What a signed transaction is called on its chain. */
export function nameOf(transaction: `0x${string}`): `0x${string}` {
  return Hash.keccak256(transaction)
}

type Field = `0x${string}` | readonly Field[]

/** An EIP-1559 transaction on the wire: type 2, then its fields in order. */
function typed(fields: readonly Field[]): `0x${string}` {
  return Hex.concat('0x02', rlp(fields))
}

/** Recursive length prefixes (Ethereum yellow paper, appendix B); a library's would be a twentieth of the worker. */
function rlp(field: Field): `0x${string}` {
  if (typeof field === 'string') return Hex.size(field) === 1 && Number(field) < 0x80 ? field : prefixed(0x80, field)
  return prefixed(0xc0, Hex.concat(...field.map(rlp)))
}

function prefixed(base: number, bytes: `0x${string}`): `0x${string}` {
  const length = Hex.size(bytes)
  if (length < 56) return Hex.concat(integer(base + length), bytes)
  return Hex.concat(integer(base + 55 + Hex.size(integer(length))), integer(length), bytes)
}

/** RLP writes whole numbers without leading zeros, and zero as nothing. */
function integer(value: number | bigint): `0x${string}` {
  const digits = BigInt(value).toString(16)
  return BigInt(value) === 0n ? '0x' : `0x${digits.length % 2 ? '0' : ''}${digits}`
}
