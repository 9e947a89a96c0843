import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Field } from '../ui/field'
import { readWhole } from '../typed-number'
import { Saved } from '../ui/saved'
import { useWords } from '../words'

const MOST = 1440

/** Minutes without a person until the wallet locks itself. */
export function LockMinutes({ minutes }: { minutes: number }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { act } = useAct()
  const [typed, setTyped] = useState<string>()
  const [isSaved, setIsSaved] = useState(false)
  const read = typed === undefined ? undefined : readWhole(typed, MOST)
  const isBad = typed !== undefined && read === undefined

  const leave = () => {
    if (read === undefined) return
    act(async () => {
      await call('set', { lockMinutes: read })
      setIsSaved(true)
    })
  }
  return (
    <div className="line">
      <Field
        label={say('lock_after')}
        inputMode="numeric"
        value={typed ?? `${minutes}`}
        error={isBad ? say('lock_after_bad', { most: `${MOST}` }) : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setIsSaved(false)
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave()
        }}
      />
      <Saved when={isSaved ? 'saved' : 'not-yet'} />
    </div>
  )
}
