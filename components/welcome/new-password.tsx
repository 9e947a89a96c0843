import { Field } from '../ui/field'
import { useWords } from '../words'

const LEAST = 8

export type Typed = { password: string; repeated: string }
export const nothingTyped: Typed = { password: '', repeated: '' }

export function isGood({ password, repeated }: Typed): boolean {
  return password.length >= LEAST && password === repeated
}

type Props = { typed: Typed; type(typed: Typed): void; isTried: boolean; label?: string }

/** A password typed twice. Nobody can bring it back: it opens the wallet on this computer and nothing else does. */
export function NewPassword({ typed, type, isTried, label }: Props) {
  const { say } = useWords()
  const { password, repeated } = typed
  return (
    <>
      <Field
        label={label ?? say('password')}
        type="password"
        autoComplete="new-password"
        hint={say('password_hint', { least: `${LEAST}` })}
        error={isTried && password.length < LEAST ? say('password_short', { least: `${LEAST}` }) : undefined}
        value={password}
        onChange={(event) => type({ ...typed, password: event.target.value })}
      />
      <Field
        label={say('repeat_password')}
        type="password"
        autoComplete="new-password"
        error={isTried && repeated !== password ? say('password_differs') : undefined}
        value={repeated}
        onChange={(event) => type({ ...typed, repeated: event.target.value })}
      />
    </>
  )
}
