import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = ComponentProps<'input'> & { label: string; hint?: ReactNode; error?: string | undefined }

export function Field({ label, hint, error, ...rest }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        {...rest}
      />
      <More id={`${id}-more`} hint={hint} error={error} />
    </div>
  )
}

/** A field for dollars, written as a plain decimal. */
export function MoneyField({ label, hint, error, ...rest }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <MoneyInput
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        {...rest}
      />
      <More id={`${id}-more`} hint={hint} error={error} />
    </div>
  )
}

/** The field alone, for where something else names it. */
export function BareField(rest: ComponentProps<'input'>) {
  return <input className="input" autoComplete="off" spellCheck={false} {...rest} />
}

export function MoneyInput(rest: ComponentProps<'input'>) {
  return (
    <span className="money" dir="ltr">
      <span className="unit" aria-hidden="true">
        $
      </span>
      <input className="input" inputMode="decimal" autoComplete="off" spellCheck={false} {...rest} />
    </span>
  )
}

function More({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  if (error) {
    return (
      <p id={id} className="error" role="alert">
        {error}
      </p>
    )
  }
  if (!hint) return null
  return (
    <p id={id} className="hint">
      {hint}
    </p>
  )
}
