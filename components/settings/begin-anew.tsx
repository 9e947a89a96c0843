import { useState } from 'react'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Sure } from '../ui/sure'
import { useWords } from '../words'

/** New books in place of the old ones: never without saying what is lost, and a word typed for it. */
export function BeginAnew() {
  const { books } = useDoors()
  const { say } = useWords()
  const [state, setState] = useState<'offered' | 'asking' | 'done'>('offered')

  if (state !== 'asking') {
    return (
      <div className="line">
        <Button look="danger" onClick={() => setState('asking')}>
          {say('begin_books')}
        </Button>
        <output className="saved">{state === 'done' ? say('books_begun') : ''}</output>
      </div>
    )
  }
  const word = say('begin_word')
  return (
    <Sure
      label={say('begin_books_type', { word })}
      word={word}
      button={say('begin_books')}
      act={async () => {
        await books.reset()
        setState('done')
      }}
      cancel={() => setState('offered')}
    >
      <p>{say('begin_books_more')}</p>
    </Sure>
  )
}
