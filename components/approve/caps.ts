/** Are the caps typed for automatic payment good ones? */
import type { Micros } from '../../lib/core/amount'
import type { CardView } from '../../lib/core/view'
import { readDollars } from '../dollars'

export type CapsText = { payment: string; day: string }

export type CapsRead =
  | { caps: { payment: string; day: string }; isAboveLimits: boolean }
  | { problems: { payment?: CapProblem; day?: CapProblem } }

export type CapProblem = 'not_dollars' | 'below_price' | 'below_payment'

export function readCaps(typed: CapsText, price: Micros, limits: CardView['limits']): CapsRead {
  const payment = readDollars(typed.payment)
  const day = readDollars(typed.day)
  const first = problemOf(payment, price)
  const second = problemOf(day, price) ?? (isLess(day, payment) ? 'below_payment' : undefined)
  if (payment === undefined || day === undefined || first || second) {
    return { problems: { ...(first ? { payment: first } : {}), ...(second ? { day: second } : {}) } }
  }
  return {
    caps: { payment: `${payment}`, day: `${day}` },
    isAboveLimits: payment > BigInt(limits.payment) || day > BigInt(limits.day),
  }
}

function problemOf(cap: Micros | undefined, price: Micros): CapProblem | undefined {
  if (cap === undefined) return 'not_dollars'
  return cap < price ? 'below_price' : undefined
}

function isLess(a: Micros | undefined, b: Micros | undefined): boolean {
  return a !== undefined && b !== undefined && a < b
}
