import { useState } from 'react'
import type { ReachView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { useShown } from '../ui/shown'
import { useWords } from '../words'

/** Everywhere, or only where the person says so. */
export function ReachChoice({ reach: { everywhere } }: { reach: ReachView }) {
  const { reach } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  const [isRefused, setIsRefused] = useState(false)
  const saved = everywhere ? 'everywhere' : 'chosen'
  const [shown, setShown] = useShown<'everywhere' | 'chosen'>(saved)

  const choose = (where: typeof saved) => {
    setShown(where)
    act(async () => {
      if (where === 'chosen') return reach.forbid()
      const isAllowed = await reach.allow()
      setIsRefused(!isAllowed)
      if (!isAllowed) setShown('chosen')
    })
  }
  return (
    <fieldset className="stack tight">
      <legend className="strong">{say('reach')}</legend>
      {(['everywhere', 'chosen'] as const).map((where) => (
        <label key={where} className="tick">
          <input type="radio" name="reach" checked={shown === where} onChange={() => choose(where)} />
          <span>
            {say(`reach_${where}`)}
            <br />
            <span className="hint">{say(`reach_${where}_more`)}</span>
          </span>
        </label>
      ))}
      {isRefused ? (
        <p className="error" role="alert">
          {say('reach_refused')}
        </p>
      ) : null}
      {hasFailed ? <Failed /> : null}
    </fieldset>
  )
}
