import type { Problem } from '../../lib/core/view'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { useWords } from '../words'
import { BeginAnew } from './begin-anew'
import { Recount } from './books'
import { ExportAll } from './export-all'

type Props = { problem: Problem; isAtSettings?: boolean }

/** The books, or the settings, cannot be relied on: what that means, and the ways out. */
export function BooksProblem({ problem, isAtSettings = false }: Props) {
  const { openPage } = useDoors()
  const { say } = useWords()
  const canBegin = problem === 'unreadable' || problem === 'missing' || problem === 'unbalanced'
  return (
    <section className="note bad stack tight" role="alert" aria-labelledby="books-problem">
      <h2 id="books-problem">{say(`books_${problem}`)}</h2>
      <p>{say(`books_${problem}_more`)}</p>
      <div className="line">
        {problem === 'unbalanced' ? <Recount /> : null}
        {isReadable(problem) ? null : <ExportAll />}
        {(problem === 'settings' || problem === 'managed') && !isAtSettings ? (
          <Button onClick={() => openPage('options.html#/settings')}>{say('settings')}</Button>
        ) : null}
      </div>
      {canBegin ? <BeginAnew /> : null}
    </section>
  )
}

/** Is there anything to be read at all? */
export function isReadable(problem: Problem | undefined): boolean {
  return problem === undefined || problem === 'full' || problem === 'settings' || problem === 'managed'
}
