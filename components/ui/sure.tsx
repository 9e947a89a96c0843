import { type ReactNode, useState } from 'react'
import { useAct } from '../act'
import { useWords } from '../words'
import { Button } from './button'
import { Field } from './field'
import { Failed, Note } from './note'

type Props = {
  /** Asks for the word. */
  label: string
  word: string
  /** The button that does it. */
  button: string
  act(): Promise<void>
  cancel(): void
  /** What is lost by it. */
  children: ReactNode
}

/** For what cannot be undone: nothing happens before the word was typed. */
export function Sure({ label, word, button, act: undoable, cancel, children }: Props) {
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState('')
  const isSure = typed.trim().toLowerCase() === word.toLowerCase()
  return (
    <Note look="bad">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (isSure) act(undoable)
        }}
      >
        {children}
        <Field
          label={label}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="line">
          <Button look="danger" type="submit" aria-disabled={isBusy || !isSure}>
            {button}
          </Button>
          <Button onClick={cancel}>{say('cancel')}</Button>
        </div>
        {hasFailed ? <Failed /> : null}
      </form>
    </Note>
  )
}
