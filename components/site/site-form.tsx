import { useState } from 'react'
import { useAct } from '../act'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { readOrigin } from './typed-origin'

/** What `add` did not take stays typed. */
type Props = { label: string; add(origin: string): Promise<'added' | 'refused'> }

/** A site typed as people type it, for a list of sites. */
export function SiteForm({ label, add }: Props) {
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const read = readOrigin(typed)

  const submit = () => {
    setIsTried(true)
    if ('problem' in read) return
    act(async () => {
      if ((await add(read.origin)) === 'refused') return
      setTyped('')
      setIsTried(false)
    })
  }
  return (
    <>
      <form
        className="beside"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
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
          {label}
        </Button>
      </form>
      {hasFailed ? <Failed /> : null}
    </>
  )
}
