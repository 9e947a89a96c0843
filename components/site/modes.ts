import { type Mode, modes } from '../../lib/core/rules'
import { useWords } from '../words'

/** The modes of a site, by name. */
export function useModes(): { value: Mode; label: string }[] {
  const { say } = useWords()
  return modes.map((mode) => ({ value: mode, label: say(`mode_${mode}`) }))
}
