/** What a person typed into a field for dollars. */
import { fromDecimal, type Micros } from '../lib/core/amount'

/** No limit needs more; it also fits what a message may carry. */
const MOST = 10n ** 15n

/** `0.10` or `$0.10` in micro-dollars; undefined for anything that is not plainly an amount. */
export function readDollars(text: string): Micros | undefined {
  const micros = fromDecimal(text.trim().replace(/^\$/, ''))
  return micros !== undefined && micros <= MOST ? micros : undefined
}
