import { useAnswer } from '../answer'
import { BooksProblem, isReadable } from '../settings/books-problem'
import { Button } from '../ui/button'
import { useWords } from '../words'
import { Card } from './card'

const close = () => window.close()

/** The small window that asks about one payment. */
export function ApproveWindow({ id }: { id: number }) {
  const { say } = useWords()
  const { answer: view } = useAnswer('view', {})
  const more = view?.waiting.filter((each) => each !== id).length ?? 0
  if (view?.problem && !isReadable(view.problem)) {
    return (
      <main className="card ended">
        <BooksProblem problem={view.problem} />
        <Button onClick={close}>{say('close')}</Button>
      </main>
    )
  }
  return <Card id={id} more={more} close={close} />
}
