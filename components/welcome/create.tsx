import { useState } from 'react'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { type MakeWallet, useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Note, Problem } from '../ui/note'
import { useWords } from '../words'
import { isGood, NewPassword, nothingTyped } from './new-password'

/** A new wallet: a password, then the twelve words, once. The words live in this page's memory and nowhere else. */
export function Create({ makeWallet, back }: { makeWallet: MakeWallet; back(): void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState(nothingTyped)
  const [isTried, setIsTried] = useState(false)
  const [words, setWords] = useState<string>()
  const [isWritten, setIsWritten] = useState(false)
  const [refused, setRefused] = useState<Answers['adopt']['refused']>()

  const makeWords = () => {
    setIsTried(true)
    if (isGood(typed)) act(async () => setWords((await makeWallet.create()).words))
  }
  const keep = (words: string) => {
    if (!isWritten) return
    act(async () => {
      const { password } = typed
      const answer = await call('adopt', { vault: await makeWallet.fromWords(words, password), password })
      setRefused(answer.refused)
    })
  }

  if (words === undefined) {
    return (
      <form
        className="stack narrow"
        onSubmit={(event) => {
          event.preventDefault()
          makeWords()
        }}
      >
        <h1>{say('create_wallet')}</h1>
        <NewPassword typed={typed} type={setTyped} isTried={isTried} />
        <Buttons isBusy={isBusy} back={back} />
        {hasFailed ? <Failed /> : null}
      </form>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        keep(words)
      }}
    >
      <h1>{say('your_words')}</h1>
      <p>{say('your_words_more')}</p>
      <ol className="words" dir="ltr">
        {words.split(' ').map((word, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a phrase may have the same word twice; its place is its key
          <li key={index} className="mono">
            {word}
          </li>
        ))}
      </ol>
      <Note>{say('your_words_warning')}</Note>
      <label className="tick">
        <input type="checkbox" checked={isWritten} onChange={(event) => setIsWritten(event.target.checked)} />
        <span>{say('words_written')}</span>
      </label>
      <Buttons isBusy={isBusy || !isWritten} back={back} />
      {refused ? <Problem>{say(`adopt_${refused}`)}</Problem> : null}
      {hasFailed ? <Failed /> : null}
    </form>
  )
}

export function Buttons({ isBusy, back }: { isBusy: boolean; back(): void }) {
  const { say } = useWords()
  return (
    <div className="line">
      <Button look="primary" type="submit" aria-disabled={isBusy}>
        {say('continue')}
      </Button>
      <Button onClick={back}>{say('back')}</Button>
    </div>
  )
}
