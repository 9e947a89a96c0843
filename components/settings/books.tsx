import { useState } from 'react'
import { useAct } from '../act'
import { type BooksDoor, useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { useWords, type Words } from '../words'
import { BeginAnew } from './begin-anew'
import { ExportAll } from './export-all'

/** Are the books right, and what to do where they are not. */
export function Books() {
  const { books } = useDoors()
  const words = useWords()
  const { say } = words
  const { isBusy, hasFailed, act } = useAct()
  const [found, setFound] = useState<Found>()

  const check = () =>
    act(async () => {
      setFound(undefined)
      setFound(await books.check())
    })
  return (
    <div className="stack">
      <div className="line">
        <Button aria-disabled={isBusy} onClick={check}>
          {isBusy ? say('checking_books') : say('check_books')}
        </Button>
        <Recount recounted={() => setFound('recounted')} />
        <ExportAll />
      </div>
      <output>{found ? <Note look={lookOf(found)}>{wordsOf(found, words)}</Note> : null}</output>
      {hasFailed ? <Failed /> : null}
      <BeginAnew />
    </div>
  )
}

/** Counts every sum anew from the payments. */
export function Recount({ recounted }: { recounted?: () => void }) {
  const { books } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const recount = () =>
    act(async () => {
      await books.recount()
      recounted?.()
    })
  return (
    <>
      <Button aria-disabled={isBusy} onClick={recount}>
        {say('count_again')}
      </Button>
      {hasFailed ? <Failed /> : null}
    </>
  )
}

type Found = Awaited<ReturnType<BooksDoor['check']>> | 'recounted'

function lookOf(found: Found): 'good' | 'bad' {
  return found === 'recounted' || (found.unreadable === 0 && found.differing.length === 0) ? 'good' : 'bad'
}

function wordsOf(found: Found, { say, count }: Words): string {
  if (found === 'recounted') return say('recounted')
  const { rows, unreadable, differing } = found
  const all = count('books_count', rows)
  if (unreadable > 0) return `${all} ${count('books_bad_rows', unreadable)}`
  return `${all} ${differing.length === 0 ? say('books_agree') : count('books_differ', differing.length)}`
}
