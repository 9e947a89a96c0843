import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'

/** New books in place of the old ones: never without saying what is lost, and a word typed for it. */
export function BeginAnew() {
  const { books } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState<string>()
  const [isDone, setIsDone] = useState(false)
  const word = say('begin_word')
  const isSure = typed?.trim().toLowerCase() === word.toLowerCase()

  if (typed === undefined) {
    return (
      <div className="line">
        <Button look="danger" onClick={() => setTyped('')}>
          {say('begin_books')}
        </Button>
        <output className="saved">{isDone ? say('books_begun') : ''}</output>
      </div>
    )
  }
  const begin = () => {
    if (!isSure) return
    act(async () => {
      await books.reset()
      setTyped(undefined)
      setIsDone(true)
    })
  }
  return (
    <Note look="bad">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          begin()
        }}
      >
        <p>{say('begin_books_more')}</p>
        <Field
          label={say('begin_books_type', { word })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="line">
          <Button look="danger" type="submit" aria-disabled={isBusy || !isSure}>
            {say('begin_books')}
          </Button>
          <Button onClick={() => setTyped(undefined)}>{say('cancel')}</Button>
        </div>
        {hasFailed ? <Failed /> : null}
      </form>
    </Note>
  )
}
