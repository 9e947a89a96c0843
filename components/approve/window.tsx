import { useEffect } from 'react'
import { BooksProblem, isReadable } from '../settings/books-problem'
import { Button } from '../ui/button'
import { useView } from '../view'
import { useWords } from '../words'
import { Card } from './card'
import { usePin } from './pin'
import { placeIn } from './place'

const close = () => window.close()

/** The small window that asks: first about the payment it was opened for, then about whatever else waits. */
export function ApproveWindow({ id }: { id: number }) {
  const { say } = useWords()
  const view = useView()
  const { pin, waiting, show, close: goOn } = usePin(view, id)
  const isDone = typeof pin !== 'number'
  useEffect(() => {
    if (isDone) close()
  }, [isDone])

  if (view?.problem && !isReadable(view.problem)) {
    return (
      <main className="card ended">
        <BooksProblem problem={view.problem} />
        <Button onClick={close}>{say('close')}</Button>
      </main>
    )
  }
  return isDone ? null : <Card key={pin} id={pin} place={placeIn(waiting, pin)} show={show} close={goOn} />
}
