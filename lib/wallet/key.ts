/** What a private key is good for: an address, and a signature. */
import { getPublicKey, hashes, sign } from '@noble/secp256k1'
import * as Address from 'ox/Address'
import * as Bytes from 'ox/Bytes'
import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'

type Word = `0x${string}`

// The nonce of a signature comes from key and digest alone (RFC 6979): no randomness that could fail.
type Plain = Uint8Array<ArrayBuffer>
hashes.sha256 = (message) => Hash.sha256(message) as Plain
hashes.hmacSha256 = (key, message) => Hash.hmac256(key, message) as Plain

/** Throws for a key that is none (zero, or beyond the curve's order). */
export function addressOf(privateKey: Word): Word {
  return withKey(privateKey, (key) => {
    const [, ...point] = getPublicKey(key, false)
    return Address.checksum(Hex.slice(Hash.keccak256(Hex.fromBytes(Uint8Array.from(point))), 12))
  })
}

export type Signature = { r: bigint; s: bigint; yParity: number }

export function signDigest(digest: Word, privateKey: Word): Signature {
  return withKey(privateKey, (key) => {
    const signed = sign(Bytes.fromHex(digest), key, { prehash: false, format: 'recovered' })
    const [yParity = 0, ...words] = signed
    const half = (from: number) => BigInt(Hex.fromBytes(Uint8Array.from(words.slice(from, from + 32))))
    return { r: half(0), s: half(32), yParity }
  })
}

/** In 65 bytes, as contracts want it: `v` is 27 or 28. */
export function packed({ r, s, yParity }: Signature): Word {
  const word = (value: bigint) => Hex.fromNumber(value, { size: 32 })
  return Hex.concat(word(r), word(s), yParity ? '0x1c' : '0x1b')
}

/** The bytes of a key are there only as long as they are needed. */
function withKey<T>(privateKey: Word, work: (key: Uint8Array) => T): T {
  const key = Bytes.fromHex(privateKey)
  try {
    return work(key)
  } finally {
    key.fill(0)
  }
}
