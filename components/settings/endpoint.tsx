import { useId, useState } from 'react'
import type { SettingsView } from '../../lib/core/view'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'

/** Where the chain of one network is read. */
export function Endpoint({
  network: { network, name, endpoint, builtIn },
}: {
  network: SettingsView['networks'][number]
}) {
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
      className="endpoint"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault()
        save((typed ?? endpoint).trim())
      }}
    >
      <span className="strong">{name}</span>
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
      <output id={id} className={problem ? 'error' : 'saved'}>
        {problem ? say(`endpoint_${problem}`) : answer ? say('saved') : ''}
      </output>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
