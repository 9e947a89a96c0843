import type { Problem } from '../../lib/core/view'
import { useDoors } from '../doors'
import { BooksProblem } from '../settings/books-problem'
import { Button } from '../ui/button'
import { Coin } from '../ui/coin'
import { useWords } from '../words'

/** Before there is a wallet. */
export function SetUp({ problem }: { problem: Problem | undefined }) {
  const { openPage } = useDoors()
  const { say } = useWords()
  return (
    <main className="invite">
      <Coin size={72} />
      <h1>{say('extension_name')}</h1>
      <p>{say('invite')}</p>
      <Button look="primary" onClick={() => openPage('options.html#/welcome')}>
        {say('set_up')}
      </Button>
      {problem ? <BooksProblem problem={problem} /> : null}
      <p className="small soft">{say('sites_learn_nothing')}</p>
    </main>
  )
}
