/** The whole life of a payment, from the first 402 to its end, as far as its row tells it. */
import type { Seconds } from './clock'
import { type Entry, entryOf, type Remark } from './history'
import type { Credential } from './offer'
import { offerOf, type Payment } from './payment'
import type { PayReason } from './reasons'

export type Step =
  | { what: 'asked' | 'refused' | 'learned'; at: Seconds }
  | { what: 'decided'; at: Seconds; why: PayReason }
  /** With the request, so often; when exactly is not written down. */
  | { what: 'sent'; times: number }
  /** HTTP, or 0 where it broke off. */
  | { what: 'answered'; at: Seconds; status: number }
  /** The seller's word that it took the money, or the chain's. */
  | { what: 'receipt' | 'settled'; at: Seconds }
  | { what: 'unused' | 'cancelled'; at: Seconds }

export type Life = {
  entry: Entry
  /** In the order in which they came. */
  steps: Step[]
  /** The seller's own words for the offer, as JSON text. */
  offer?: string
  credential?: Credential
  /** Nobody can take money with the credential any more. */
  isSpent: boolean
}

export function lifeOf(payment: Payment, remark?: Remark): Life {
  const offer = offerOf(payment)
  return {
    entry: entryOf(payment, remark),
    steps: [{ what: 'asked', at: payment.at }, ...stepsOf(payment)],
    ...(offer ? { offer: offer.accepted } : {}),
    ...('credential' in payment ? { credential: payment.credential } : {}),
    isSpent: payment.state === 'settled' || payment.state === 'expired',
  }
}

function stepsOf(payment: Payment): Step[] {
  switch (payment.state) {
    case 'asking':
      return []
    case 'learned':
      return [{ what: 'learned', at: payment.at }]
    case 'refused':
      return [{ what: 'refused', at: payment.endedAt }]
    case 'approved':
    case 'signed':
      return [{ what: 'decided', at: payment.decidedAt, why: payment.why }]
    case 'issued':
      return sent(payment)
    case 'settled': {
      const isReceipt = payment.answer?.receipt?.ok === true
      return [...sent(payment), { what: isReceipt ? 'receipt' : 'settled', at: payment.endedAt }]
    }
    case 'expired':
      return [...sent(payment), { what: payment.transaction ? 'cancelled' : 'unused', at: payment.endedAt }]
  }
}

function sent({ decidedAt, why, presented, answer }: Extract<Payment, { presented: number }>): Step[] {
  return [
    { what: 'decided', at: decidedAt, why },
    { what: 'sent', times: presented },
    ...(answer ? [{ what: 'answered', at: answer.at, status: answer.status } as const] : []),
  ]
}
