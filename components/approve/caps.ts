/** Are the caps typed for automatic payment good ones? */
import type { Micros } from '../../lib/core/amount'
import type { CardView } from '../../lib/core/view'
import { readDollars } from '../dollars'

export type CapsText = { perPayment: string; perDay: string }

export type CapsRead =
  | { caps: { perPayment: string; perDay: string }; isAboveLimits: boolean }
  | { problems: { perPayment?: CapProblem; perDay?: CapProblem } }

export type CapProblem = 'not_dollars' | 'below_price' | 'below_payment'

export function readCaps(typed: CapsText, price: Micros, limits: CardView['limits']): CapsRead {
  const perPayment = readDollars(typed.perPayment)
  const perDay = readDollars(typed.perDay)
  const first = problemOf(perPayment, price)
  const second = problemOf(perDay, price) ?? (isLess(perDay, perPayment) ? 'below_payment' : undefined)
  if (perPayment === undefined || perDay === undefined || first || second) {
    return { problems: { ...(first ? { perPayment: first } : {}), ...(second ? { perDay: second } : {}) } }
  }
  return {
    caps: { perPayment: `${perPayment}`, perDay: `${perDay}` },
    isAboveLimits: perPayment > BigInt(limits.perPayment) || perDay > BigInt(limits.perSiteDay),
  }
}

function problemOf(cap: Micros | undefined, price: Micros): CapProblem | undefined {
  if (cap === undefined) return 'not_dollars'
  return cap < price ? 'below_price' : undefined
}

function isLess(a: Micros | undefined, b: Micros | undefined): boolean {
  return a !== undefined && b !== undefined && a < b
}
