/**
 * Typed data as it is signed (EIP-712), for structs of plain words. What is signed here is a fixed few structs: a library for
 * any would be a tenth of the worker, and slower at its first signature.
 */
import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'

type Bytes = `0x${string}`

/** A struct by its type as the standard writes it, e.g. `Mail(address to,uint256 value)`, and its values in that order. */
export type Struct = { type: string; values: readonly (Bytes | bigint)[] }

/** Whose word it is to be: a name and a version are of any length, so they stand there by their hash. */
export type Domain = { name: string; version: string; chainId: number; verifyingContract: Bytes }

const DOMAIN = 'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'

export function digestOf({ name, version, chainId, verifyingContract }: Domain, struct: Struct): Bytes {
  const [named, versioned] = [name, version].map((text) => Hash.keccak256(Hex.fromString(text)))
  const values = [named ?? '0x', versioned ?? '0x', BigInt(chainId), verifyingContract]
  return Hash.keccak256(Hex.concat('0x1901', hashOf({ type: DOMAIN, values }), hashOf(struct)))
}

function hashOf({ type, values }: Struct): Bytes {
  const words = values.map((value) =>
    typeof value === 'bigint' ? Hex.fromNumber(value, { size: 32 }) : Hex.padLeft(value, 32),
  )
  return Hash.keccak256(Hex.concat(Hash.keccak256(Hex.fromString(type)), ...words))
}
