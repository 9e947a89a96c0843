import { useState } from 'react'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { type MakeWallet, useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed, Note, Problem } from '../ui/note'
import { WordList } from '../wallet/word-list'
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
  const [isChecking, setIsChecking] = useState(false)
  const [refused, setRefused] = useState<Answers['adopt']['refused']>()

  const makeWords = () => {
    setIsTried(true)
    if (isGood(typed)) act(async () => setWords((await makeWallet.create()).words))
  }
  const keep = (words: string) =>
    act(async () => {
      const { password } = typed
      const vault = { ...(await makeWallet.fromWords(words, password)), isBackedUp: true as const }
      const answer = await call('adopt', { vault, password })
      setRefused(answer.refused)
    })

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
  if (isChecking) {
    return (
      <>
        <Check words={words} isBusy={isBusy} right={() => keep(words)} again={() => setIsChecking(false)} />
        {refused ? <Problem>{say(`adopt_${refused}`)}</Problem> : null}
        {hasFailed ? <Failed /> : null}
      </>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWritten) setIsChecking(true)
      }}
    >
      <h1>{say('your_words')}</h1>
      <p>{say('your_words_more')}</p>
      <WordList words={words} />
      <Note>{say('your_words_warning')}</Note>
      <label className="tick">
        <input type="checkbox" checked={isWritten} onChange={(event) => setIsWritten(event.target.checked)} />
        <span>{say('words_written')}</span>
      </label>
      <Buttons isBusy={isBusy || !isWritten} back={back} />
    </form>
  )
}

type CheckProps = { words: string; isBusy: boolean; right(): void; again(): void }

/** Three of the words, to be read from the paper: a phrase that was not written down is no phrase. */
function Check({ words, isBusy, right, again }: CheckProps) {
  const { say } = useWords()
  const [places] = useState(() => threeOf(words.split(' ').length))
  const [typed, setTyped] = useState<Record<number, string>>({})
  const [isTried, setIsTried] = useState(false)
  const isRight = (place: number) => typed[place]?.trim().toLowerCase() === words.split(' ')[place]
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (places.every(isRight)) right()
      }}
    >
      <h1>{say('check_words')}</h1>
      <p>{say('check_words_more')}</p>
      {places.map((place) => (
        <Field
          key={place}
          label={say('word_number', { number: `${place + 1}` })}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          value={typed[place] ?? ''}
          error={isTried && !isRight(place) ? say('word_differs') : undefined}
          onChange={(event) => setTyped({ ...typed, [place]: event.target.value })}
        />
      ))}
      <div className="line">
        <Button look="primary" type="submit" aria-disabled={isBusy}>
          {say('continue')}
        </Button>
        <Button onClick={again}>{say('show_words_again')}</Button>
      </div>
    </form>
  )
}

/** Three places, each of another third, so that the whole of it has been written down. */
function threeOf(count: number): number[] {
  const third = count / 3
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3))
  return [a, b, c].map((byte, part) => Math.floor(part * third) + (byte % Math.floor(third)))
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
