import { useState } from 'react'
import type { ReachView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { readOrigin } from './typed-origin'

/** The sites that may be looked at, where that is not all of them. */
export function ReachSites({ reach: { sites, isBrowsers } }: { reach: ReachView }) {
  const { reach } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const read = readOrigin(typed)

  const add = () => {
    setIsTried(true)
    if ('problem' in read) return
    act(async () => {
      if (!(await reach.allow(read.origin))) return
      setTyped('')
      setIsTried(false)
    })
  }
  return (
    <>
      {sites.length === 0 ? (
        <p className="soft">{say('reach_none')}</p>
      ) : (
        <ul className="plain-list" aria-label={say('reach')}>
          {sites.map((site) => (
            <li key={site} className="line apart">
              <OriginName origin={site} />
              {isBrowsers ? null : (
                <Button look="danger" aria-disabled={isBusy} onClick={() => act(() => reach.forbid(site))}>
                  {say('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isBrowsers ? <p className="soft small">{say('reach_by_browser')}</p> : null}
      <form
        className="beside"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Field
          label={say('site')}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          hint={say('origin_hint')}
          value={typed}
          error={isTried && 'problem' in read ? say(`origin_${read.problem}`) : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" aria-disabled={isBusy}>
          {say('allow')}
        </Button>
      </form>
      {hasFailed ? <Failed /> : null}
    </>
  )
}
