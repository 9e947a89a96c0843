import { type ReactNode, useState } from 'react'
import type { WalletAnswers } from '../../lib/messages/wallet'
import { useAct } from '../act'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useWords, type Words } from '../words'

type Refused = { refused?: string; waitSeconds?: number }

type Props = {
  /** What the button says. */
  does: string
  look?: 'primary' | 'danger'
  /** Done with the password; what it refuses is shown at the field. */
  go(password: string): Promise<Refused>
  cancel?: () => void
  isReady?: boolean
  children?: ReactNode
}

/** Something that takes the password each time. */
export function PasswordForm({ does, look = 'primary', go, cancel, isReady = true, children }: Props) {
  const words = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState<Refused>({})
  const submit = () => {
    if (!isReady || password === '') return
    act(async () => {
      setAnswer({})
      const answer = await go(password)
      setAnswer(answer)
      if (!answer.refused) setPassword('')
    })
  }
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      <Field
        label={words.say('password')}
        type="password"
        autoComplete="current-password"
        value={password}
        error={passwordProblem(answer, words)}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="line">
        <Button look={look} type="submit" aria-disabled={isBusy || !isReady || password === ''}>
          {does}
        </Button>
        {cancel ? <Button onClick={cancel}>{words.say('cancel')}</Button> : null}
      </div>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}

export function passwordProblem({ refused, waitSeconds = 1 }: Refused, { say, spell }: Words): string | undefined {
  switch (refused as NonNullable<WalletAnswers['addAccount']['refused']> | 'no_seed' | 'none' | undefined) {
    case 'wrong_password':
      return say('wrong_password')
    case 'too_soon':
      return say('too_soon', { wait: spell(waitSeconds, 'second') })
    case 'no_wallet':
      return say('reason_no_wallet')
    case 'changed':
      return say('wallet_changed')
    case 'no_seed':
      return say('account_no_seed')
    case 'none':
      return say('passkey_none')
    case undefined:
      return undefined
  }
}
