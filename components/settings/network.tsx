import { useId, useState } from 'react'
import type { SettingsView } from '../../lib/core/view'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'

type Props = {
  network: SettingsView['networks'][number]
  /** Puts it before the one above it; absent for the first. */
  raise?: () => void
  /** The organisation keeps it off. */
  isFixed: boolean
  turn(isOn: boolean): void
}

/** Whether one network is paid on, before which others, and where its chain is read. */
export function Network({ network: { network, name, purse, isOn, endpoint, builtIn }, isFixed, raise, turn }: Props) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState<string>()
  const [answer, setAnswer] = useState<Answers['set']>()
  const id = useId()
  const problem = answer?.refused

  const save = (url: string) =>
    act(async () => {
      setAnswer(undefined)
      const answer = await call('set', { endpoint: { network, url } })
      setAnswer(answer)
      if (!answer.refused && url === '') setTyped(undefined)
    })

  return (
    <form
      className="network"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        save((typed ?? endpoint).trim())
      }}
    >
      <div className="line apart">
        <span className="line">
          <span className="strong">{name}</span> <TestBadge purse={purse} />
        </span>
        <span className="line">
          {raise ? (
            <Button look="quiet" title={say('prefer_more')} onClick={raise}>
              <span aria-hidden="true">↑ </span>
              {say('prefer')}
            </Button>
          ) : null}
          <Switch
            label={say('pay_on_network')}
            {...(isFixed ? { hint: say('set_by_organisation') } : {})}
            isOn={isOn}
            isFixed={isFixed}
            turn={turn}
          />
        </span>
      </div>
      <div className="endpoint">
        <input
          className="input mono"
          type="url"
          aria-label={say('rpc_endpoint_of', { network: name })}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? id : undefined}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={typed ?? endpoint}
          onChange={(event) => {
            setTyped(event.target.value)
            setAnswer(undefined)
          }}
        />
        <Button type="submit" aria-disabled={isBusy}>
          {say('save')}
        </Button>
        <Button look="quiet" aria-disabled={isBusy || (typed ?? endpoint) === builtIn} onClick={() => save('')}>
          {say('use_built_in')}
        </Button>
      </div>
      <output id={id} className={problem ? 'error' : 'saved'}>
        {problem ? say(`endpoint_${problem}`) : answer ? say('saved') : ''}
      </output>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
