/** How much money should lie in a wallet that pays by itself: enough for the next few pages, and no more than one could lose. */
import type { Micros } from './amount'

/** Above this the person is told what a float is for (product.md §4 "Limits"). */
export const FLOAT: Micros = 20_000_000n

export type FloatAdvice = 'low' | 'above'

/** `usual`: what the last few payments cost; `most`: what one payment may cost without being asked about. */
export function adviceOn(balance: Micros, { usual, most }: { usual: Micros[]; most: Micros }): FloatAdvice | undefined {
  if (balance > FLOAT) return 'above'
  const soon = usual.reduce((sum, price) => sum + price, 0n)
  return balance < (soon > most ? soon : most) ? 'low' : undefined
}
