import type { Remark } from '../../lib/core/history'
import type { PaymentView } from '../../lib/core/view'
import { useWords, type Words } from '../words'
import './history.css'

/** What became of a payment, in two or three words. */
export function OutcomeWords({ payment }: { payment: Told }) {
  const words = useWords()
  // Who says that nothing came is believed.
  const told = payment.gotNothing ? { ...payment, outcome: 'unserved' as const } : payment
  return <span className={`outcome ${told.outcome}`}>{outcomeWords(told, words)}</span>
}

/** Where nothing came, it makes a difference whether the money is gone. */
export function outcomeWords({ outcome, cancel }: Told, { say }: Words): string {
  return outcome === 'unserved' && cancel ? say('outcome_unserved_open') : say(`outcome_${outcome}`)
}

type Told = Pick<PaymentView, 'outcome' | 'cancel'> & Pick<Remark, 'gotNothing'>
