import { useState } from 'react'
import type { PaymentView } from '../../lib/core/view'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Problem } from '../ui/note'
import { Unlock } from '../wallet/unlock'
import { useWords } from '../words'

/** A payment that was sent and may still be taken: until when, and the way to take it back. */
export function TakeBack({ payment }: { payment: PaymentView }) {
  const { call } = useDoors()
  const { say, clock } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [refused, setRefused] = useState<Answers['cancel']['refused']>()
  const [opened] = useState(() => Date.now() / 1000)
  const { id, outcome, cancel, validBefore } = payment
  // Who has got the page has bought it.
  if (!cancel || validBefore === undefined || outcome === 'confirming') return null
  if (cancel === 'under_way') return <p className="small">{say('taking_back')}</p>
  const end = { end: clock(validBefore) }
  if (opened > validBefore) return <p className="small">{say('still_takeable_over', end)}</p>

  const takeBack = () =>
    act(async () => {
      setRefused(undefined)
      const answer = await call('cancel', { id })
      setRefused(answer.refused)
    })
  return (
    <div className="stack tight take-back">
      <p className="small">{say('still_takeable', end)}</p>
      <div>
        <Button aria-disabled={isBusy} onClick={takeBack}>
          {isBusy ? say('taking_back') : say('take_back')}
        </Button>
      </div>
      {refused ? (
        <Problem>{refused === 'no_gas' ? say('take_back_no_gas', end) : say(`take_back_${refused}`)}</Problem>
      ) : null}
      {refused === 'locked' ? <Unlock /> : null}
      {hasFailed ? <Failed /> : null}
    </div>
  )
}
