import { useId } from 'react'
import { useShown } from './shown'

type Props = { label: string; hint?: string; isOn: boolean; isFixed?: boolean; turn(isOn: boolean): void }

export function Switch({ label, hint, isOn, isFixed, turn }: Props) {
  const id = useId()
  const [shown, setShown] = useShown(isOn)
  return (
    <div className="switch">
      <span>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <span id={`${id}-hint`} className="hint">
            <br />
            {hint}
          </span>
        ) : null}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={shown}
        disabled={isFixed}
        aria-checked={shown}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          setShown(event.target.checked)
          turn(event.target.checked)
        }}
      />
    </div>
  )
}
