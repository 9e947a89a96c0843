import { useId, useState } from 'react'
import type { FullCapsView } from '../../lib/core/view'
import { problemWords } from '../cap-words'
import { type CapName, type CapProblem, changeCap, textOf } from '../caps'
import { BareField, MoneyInput } from '../ui/field'
import { useTyped } from '../ui/typed'
import { useWords } from '../words'

type Props = {
  /** What it is gone to by (arrival.ts). */
  'data-at'?: string
  label: string
  name: CapName
  caps: FullCapsView
  save(caps: FullCapsView): void
  typing(): void
}

/** One cap of a rule, saved when the field is left, if it goes with the others. */
export function Cap({ label, name, caps, save, typing, ...rest }: Props) {
  const words = useWords()
  const id = useId()
  const [typed, type] = useTyped<string>(JSON.stringify(caps))
  const [found, setProblem] = useState<CapProblem>()
  const problem = typed === undefined ? undefined : found
  const saved = textOf(caps)[name] ?? ''

  const leave = () => {
    if (typed === undefined || typed.trim() === saved) return
    const changed = changeCap(caps, name, typed)
    if ('problem' in changed) return setProblem(changed.problem)
    const { payment = caps.payment, day = caps.day } = changed.caps
    save({ ...changed.caps, payment, day })
  }
  const field = {
    ...rest,
    id,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': problem ? `${id}-more` : undefined,
    value: typed ?? saved,
    placeholder: words.say('no_limit'),
    onChange: (event: { target: { value: string } }) => {
      type(event.target.value)
      setProblem(undefined)
      typing()
    },
    onBlur: leave,
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter') leave()
    },
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {name === 'minute' ? <BareField inputMode="numeric" {...field} /> : <MoneyInput {...field} />}
      {problem ? (
        <p id={`${id}-more`} className="error" role="alert">
          {problemWords(problem, words)}
        </p>
      ) : null}
    </div>
  )
}
