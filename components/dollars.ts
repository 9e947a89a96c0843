/** What a person typed into a field for money. */
import { fromDecimal, type Micros } from '../lib/core/amount'
import { plainNumber } from './typed-number'

/** No limit needs more; it also fits what a message may carry. */
const MOST = 10n ** 15n

/** A comma that can only stand before decimals: after a lone zero, or with anything but three digits behind it. */
const DECIMAL_COMMA = /^(0|\d+(?=,(?:\d{1,2}|\d{4,})$)),/

/** `0.10`, `$0.10` or `0,10` in the smallest units. Undefined for anything not plainly an amount: `1,000` may be a thousand or one. */
export function readAmount(text: string, decimals = 6): bigint | undefined {
  return fromDecimal(
    plainNumber(text)
      .replace(/^[$＄]/, '')
      .replace(DECIMAL_COMMA, '$1.'),
    decimals,
  )
}

/** What `readAmount` reads, in micro-dollars; no more than a limit can be. */
export function readDollars(text: string): Micros | undefined {
  const micros = readAmount(text)
  return micros !== undefined && micros <= MOST ? micros : undefined
}
