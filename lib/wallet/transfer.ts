/** Money out: the one call by which a token leaves the wallet by the person's own hand (ERC-20 `transfer`). */
import * as Hex from 'ox/Hex'

const SELECTOR = '0xa9059cbb'

export function transferData(to: `0x${string}`, amount: bigint): `0x${string}` {
  return Hex.concat(SELECTOR, Hex.padLeft(to, 32), Hex.fromNumber(amount, { size: 32 }))
}
