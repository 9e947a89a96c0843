import { useEffect, useRef, useState } from 'react'
import { useAct } from '../act'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { passwordProblem } from './password-form'

/** Asks for the password, or a passkey where there is one. What unlocking changes arrives as news. */
export function Unlock({ focus }: { focus?: 'at-once' }) {
  const { call, wallet } = useDoors()
  const words = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const { answer: view } = useAnswer('wallet', {})
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState<{ refused?: string; waitSeconds?: number }>({})

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
  const passkeys = view?.passkeys ?? []
  const unlockWithPasskey = () =>
    act(async () => {
      setAnswer({})
      setAnswer(await wallet.unlockWithPasskey(passkeys))
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
        error={passwordProblem(answer, words)}
      />
      <Button look="primary" type="submit" aria-disabled={isBusy || password === ''}>
        {words.say('unlock')}
      </Button>
      {passkeys.length > 0 ? (
        <Button aria-disabled={isBusy} onClick={unlockWithPasskey}>
          {words.say('use_passkey')}
        </Button>
      ) : null}
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
