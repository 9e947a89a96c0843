import { useEffect, useRef, useState } from 'react'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useWords, type Words } from '../words'

/** Asks for the password. What unlocking changes arrives as news. */
export function Unlock({ focus }: { focus?: 'at-once' }) {
  const { call } = useDoors()
  const words = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState<Answers['unlock']>({})

  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])

  const unlock = () =>
    act(async () => {
      setAnswer({})
      setAnswer(await call('unlock', { password }))
      setPassword('')
    })

  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        unlock()
      }}
    >
      <Field
        label={words.say('password')}
        type="password"
        autoComplete="current-password"
        ref={field}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problemOf(answer, words)}
      />
      <Button look="primary" type="submit" aria-disabled={isBusy || password === ''}>
        {words.say('unlock')}
      </Button>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}

function problemOf({ refused, waitSeconds = 1 }: Answers['unlock'], { say, spell }: Words): string | undefined {
  switch (refused) {
    case 'wrong_password':
      return say('wrong_password')
    case 'too_soon':
      return say('too_soon', { wait: spell(waitSeconds, 'second') })
    case 'no_wallet':
      return say('reason_no_wallet')
    case undefined:
      return undefined
  }
}
