import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useView } from '../view'
import { useWords } from '../words'
import { readOrigin } from './typed-origin'

/** Adds a rule for a site before it ever asked. It asks each time until the person says otherwise. */
export function AddSite({ known, wanted }: { known: string[]; wanted?: string }) {
  const { call, reach } = useDoors()
  const view = useView()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState(wanted)
  const [problem, setProblem] = useState<'not_a_site' | 'not_safe' | 'known'>()

  if (typed === undefined) {
    return (
      <div>
        <Button look="primary" onClick={() => setTyped('')}>
          {say('add_site')}
        </Button>
      </div>
    )
  }

  const add = () =>
    act(async () => {
      const read = readOrigin(typed)
      if ('problem' in read) return setProblem(read.problem)
      if (known.includes(read.origin)) return setProblem('known')
      // A rule for a site we may not look at would rule over nothing.
      if (view && !view.reach.everywhere) await reach.allow(read.origin)
      await call('setRule', { site: read.origin, mode: 'ask' })
      setTyped(undefined)
      setProblem(undefined)
    })

  return (
    <form
      className="add-site"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <Field
        label={say('origin')}
        hint={say('origin_hint')}
        value={typed}
        error={problem && say(`origin_${problem}`)}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="line">
        <Button look="primary" type="submit" aria-disabled={isBusy}>
          {say('add_site')}
        </Button>
        <Button onClick={() => setTyped(undefined)}>{say('cancel')}</Button>
      </div>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
