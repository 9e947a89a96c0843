import { useId } from 'react'
import { useShown } from './shown'

type Props<Value extends string> = {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value
  choose(value: Value): void
}

/** A labelled select of a few known values. */
export function Choice<Value extends string>({ label, ...rest }: Props<Value>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <BareChoice id={id} {...rest} />
    </div>
  )
}

type Bare<Value extends string> = Omit<Props<Value>, 'label'> & { id?: string; 'aria-label'?: string }

export function BareChoice<Value extends string>({ options, value, choose, ...rest }: Bare<Value>) {
  const [shown, setShown] = useShown(value)
  return (
    <select
      className="select"
      value={shown}
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
