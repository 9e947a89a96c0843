import type { Purse } from '../../lib/core/networks'
import { useWords } from '../words'

/** Play money is marked wherever it is shown; real money is just money. */
export function TestBadge({ purse }: { purse: Purse | undefined }) {
  const { say } = useWords()
  return purse === 'test' ? <span className="badge">{say('test_money')}</span> : null
}
