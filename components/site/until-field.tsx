import { useState } from 'react'
import type { Seconds } from '../../lib/core/clock'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { useTyped } from '../ui/typed'
import { useWords } from '../words'
import { dateOf, untilOf } from './until'

type Props = { until: Seconds | undefined; save(until: Seconds | null): void; typing(): void }

/** The last day of automatic payment. */
export function Until({ until, save, typing }: Props) {
  const { say } = useWords()
  const saved = until === undefined ? '' : dateOf(until)
  const [typed, type] = useTyped<string>(saved)
  const [isPast, setIsPast] = useState(false)

  const leave = () => {
    if (typed === undefined || typed === saved) return
    if (typed === '') return save(null)
    const read = untilOf(typed)
    const isOver = read !== undefined && read * 1000 <= Date.now()
    setIsPast(isOver)
    if (read !== undefined && !isOver) save(read)
  }
  return (
    <div className="beside">
      <Field
        label={say('auto_until')}
        hint={say('auto_until_more')}
        type="date"
        value={typed ?? saved}
        error={typed !== undefined && isPast ? say('date_past') : undefined}
        onChange={(event) => {
          type(event.target.value)
          setIsPast(false)
          typing()
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave()
        }}
      />
      {saved === '' ? null : (
        <Button look="quiet" onClick={() => save(null)}>
          {say('clear')}
        </Button>
      )}
    </div>
  )
}
