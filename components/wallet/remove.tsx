import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'

type Props = { isBackedUp: boolean; balance: string | undefined; cancel(): void }

/** The wallet goes from this computer: never without saying what is lost, and a word typed for it. */
export function Remove({ isBackedUp, balance, cancel }: Props) {
  const { call } = useDoors()
  const { say, money } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState('')
  const word = say('remove_word')
  const isSure = typed.trim().toLowerCase() === word.toLowerCase()
  const remove = () => {
    if (isSure) act(async () => void (await call('removeWallet', {})))
  }
  return (
    <Note look="bad">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          remove()
        }}
      >
        <p>{say('remove_wallet_more')}</p>
        <p className="strong">
          {balance !== undefined && balance !== '0' ? say('remove_wallet_money', { balance: money(balance) }) : null}{' '}
          {say(isBackedUp ? 'remove_wallet_backed_up' : 'remove_wallet_lost')}
        </p>
        <Field
          label={say('remove_wallet_type', { word })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="line">
          <Button look="danger" type="submit" aria-disabled={isBusy || !isSure}>
            {say('remove_wallet')}
          </Button>
          <Button onClick={cancel}>{say('cancel')}</Button>
        </div>
        {hasFailed ? <Failed /> : null}
      </form>
    </Note>
  )
}
