/** Money in and out, as far as it is known, and what of it repaid a payment. */
import { useEffect, useState } from 'react'
import { matchRefunds } from '../../lib/core/refunds'
import type { PaymentView } from '../../lib/core/view'
import type { Movement } from '../../lib/core/wallet-view'
import { useDoors } from '../doors'
import { follow } from '../follow'

export function useMovements(): Movement[] | undefined {
  const { onNews, wallet } = useDoors()
  const [shown, setShown] = useState<Movement[]>()
  useEffect(
    () => follow({ onNews, read: () => wallet.movements(), show: setShown, failed: (error) => console.error(error) }),
    [onNews, wallet],
  )
  return shown
}

export function keyOf({ transaction, event = -1, kind }: Movement): string {
  return `${kind} ${transaction} ${event}`
}

/** The payment that each refund repays, by the key of the movement. */
export function refundsAmong(movements: Movement[], payments: PaymentView[]): Map<string, PaymentView> {
  const byId = new Map(payments.map((payment) => [payment.id, payment]))
  const paid = payments.flatMap((payment) => {
    const { id, money, payer, payTo, at, outcome } = payment
    const isPaid = outcome === 'paid' || outcome === 'unserved' || outcome === 'confirming'
    if (!isPaid || !money || !payer || !payTo) return []
    const { network, asset, atomic } = money
    return [{ id, account: payer, payTo, network, asset, atomic: BigInt(atomic), at }]
  })
  const incoming = movements
    .filter(({ kind }) => kind === 'in')
    .map((each) => ({ ...each, key: keyOf(each), from: each.other, atomic: BigInt(each.atomic) }))
  const matched = [...matchRefunds(paid, incoming)]
  return new Map(
    matched.flatMap(([key, id]) => {
      const payment = byId.get(id)
      return payment ? [[key, payment] as const] : []
    }),
  )
}
