import { useId } from 'react'
import { useShown } from './shown'

type Props<Value extends string> = {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value
  hint?: string | undefined
  isFixed?: boolean | undefined
  choose(value: Value): void
}

/** A labelled select of a few known values. */
export function Choice<Value extends string>({ label, hint, ...rest }: Props<Value>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <BareChoice id={id} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})} {...rest} />
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

type Bare<Value extends string> = Omit<Props<Value>, 'label' | 'hint'> & {
  id?: string
  'aria-label'?: string
  'aria-describedby'?: string
}

export function BareChoice<Value extends string>({ options, value, choose, isFixed, ...rest }: Bare<Value>) {
  const [shown, setShown] = useShown(value)
  return (
    <select
      className="select"
      value={shown}
      disabled={isFixed}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value)
        if (!chosen) return
        setShown(chosen.value)
        choose(chosen.value)
      }}
      {...rest}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
