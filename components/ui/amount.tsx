import type { MicrosText } from '../../lib/core/view'
import { useWords } from '../words'

/** The only way an amount is drawn. */
export function Amount({ micros, className }: { micros: MicrosText; className?: string }) {
  const { money } = useWords()
  return <bdi className={className ? `amount ${className}` : 'amount'}>{money(micros)}</bdi>
}
