import { Problem } from '../ui/note'
import { useWords } from '../words'

/** There is a wallet here that cannot be read: it is not overwritten, and the way back is said. */
export function Damaged() {
  const { say } = useWords()
  return (
    <Problem>
      <p>{say('wallet_damaged')}</p>
      <a href="#/welcome">{say('wallet_damaged_do')}</a>
    </Problem>
  )
}
