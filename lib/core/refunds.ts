/** Which incoming money repays which payment: from the payee, in the same token, after it was paid, and no more than it was. */
import type { Seconds } from './clock'

export type Paid = {
  id: number
  account: string
  payTo: string
  network: string
  asset: string
  atomic: bigint
  at: Seconds
}

export type Incoming = {
  key: string
  account: string
  from: string
  network: string
  asset: string
  atomic: bigint
  at: Seconds
}

/**
 * Payment of each refund, by the key of its movement. One that gives back a whole price is matched before one that gives back
 * a part; a payment is repaid at most in full, and of several that fit the latest is meant.
 */
export function matchRefunds(payments: Paid[], incoming: Incoming[]): Map<string, number> {
  const left = new Map(payments.map(({ id, atomic }) => [id, atomic]))
  const found = new Map<string, number>()
  const latest = payments.toSorted((a, b) => b.at - a.at || b.id - a.id)
  const inOrder = incoming.toSorted((a, b) => a.at - b.at)
  const take = (each: Incoming, fits: (left: bigint, price: bigint) => boolean) => {
    if (found.has(each.key)) return
    const payment = latest.find((paid) => isOf(paid, each) && fits(left.get(paid.id) ?? 0n, paid.atomic))
    if (!payment) return
    found.set(each.key, payment.id)
    left.set(payment.id, (left.get(payment.id) ?? 0n) - each.atomic)
  }
  for (const each of inOrder) take(each, (left, price) => left === price && each.atomic === price)
  for (const each of inOrder) take(each, (left) => each.atomic > 0n && each.atomic <= left)
  return found
}

function isOf(paid: Paid, { account, from, network, asset, at }: Incoming): boolean {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  return (
    same(paid.account, account) &&
    same(paid.payTo, from) &&
    paid.network === network &&
    same(paid.asset, asset) &&
    paid.at <= at
  )
}
