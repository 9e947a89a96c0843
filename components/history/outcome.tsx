import type { PaymentView } from '../../lib/core/view'
import { useWords, type Words } from '../words'
import './history.css'

/** What became of a payment, in two or three words. */
export function OutcomeWords({ payment }: { payment: Told }) {
  const words = useWords()
  return <span className={`outcome ${payment.outcome}`}>{outcomeWords(payment, words)}</span>
}

/** Where nothing came, it makes a difference whether the money is gone. */
export function outcomeWords({ outcome, cancel }: Told, { say }: Words): string {
  return outcome === 'unserved' && cancel ? say('outcome_unserved_open') : say(`outcome_${outcome}`)
}

type Told = Pick<PaymentView, 'outcome' | 'cancel'>
