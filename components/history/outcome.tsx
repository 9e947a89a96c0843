import type { Outcome } from '../../lib/core/view'
import { useWords } from '../words'
import './history.css'

/** What became of a payment, in two or three words. */
export function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const { say } = useWords()
  return <span className={`outcome ${outcome}`}>{say(`outcome_${outcome}`)}</span>
}
