/** What a private key is good for: an address, and a signature. */
import * as Address from 'ox/Address'
import * as Hex from 'ox/Hex'
import * as Secp256k1 from 'ox/Secp256k1'

type Bytes = `0x${string}`

/** Throws for a key that is none (zero, or beyond the curve's order). */
export function addressOf(privateKey: Bytes): Bytes {
  return Address.fromPublicKey(Secp256k1.getPublicKey({ privateKey }), { checksum: true })
}

export type Signature = { r: bigint; s: bigint; yParity: number }

export function signDigest(digest: Bytes, privateKey: Bytes): Signature {
  return Secp256k1.sign({ payload: digest, privateKey })
}

/** In 65 bytes, as contracts want it: `v` is 27 or 28. */
export function packed({ r, s, yParity }: Signature): Bytes {
  const word = (value: bigint) => Hex.fromNumber(value, { size: 32 })
  return Hex.concat(word(r), word(s), yParity ? '0x1c' : '0x1b')
}
