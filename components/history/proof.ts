/** What a seller's support needs to find a payment: everything that names it, nothing that opens the wallet. */
import { toDecimal } from '../../lib/core/amount'
import { findToken } from '../../lib/core/networks'
import type { PaymentView } from '../../lib/core/view'

/** JSON text; undefined until the payment is settled on its chain. */
export function proofOf(payment: PaymentView): string | undefined {
  const { transaction, money, payer, payTo, nonce, method, url, status, answeredAt } = payment
  if (!transaction || !money || payment.outcome === 'cancelled') return undefined
  const token = findToken(money.network, money.asset)
  const proof = {
    network: money.network,
    token: { symbol: money.symbol, address: money.asset },
    transaction,
    payer,
    payee: payTo,
    amount: { atomic: money.atomic, ...(token ? { decimal: toDecimal(BigInt(money.atomic), token.decimals) } : {}) },
    nonce,
    request: { method, url },
    time: timeOf(payment.at),
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(answeredAt === undefined ? {} : { answered: timeOf(answeredAt) }),
  }
  return `${JSON.stringify(proof, null, 2)}\n`
}

function timeOf(at: number): string {
  return new Date(at * 1000).toISOString()
}
