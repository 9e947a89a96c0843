import type { FormEvent } from 'react'
import { useState } from 'react'
import type { LimitsView } from '../../lib/core/view'
import { placeAsked } from '../arrival'
import { problemWords } from '../cap-words'
import type { CapName } from '../caps'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { MoneyField } from '../ui/field'
import { Failed } from '../ui/note'
import { Saved } from '../ui/saved'
import { useTyped } from '../ui/typed'
import { useWords, type Words } from '../words'
import { type LimitProblem, type LimitsTyped, type Most, readLimits, type Scope, scopes, typedLimits } from './limits'
import { MoreLimits, nameOf } from './more-limits'

/** The three that matter most. */
const first = [
  { scope: 'site', name: 'payment', label: 'most_per_payment' },
  { scope: 'site', name: 'day', label: 'most_per_site_day' },
  { scope: 'all', name: 'day', label: 'most_per_day' },
] as const satisfies { scope: Scope; name: CapName; label: string }[]

type Props = { limits: LimitsView; most?: Most | undefined; shows: 'first' | 'all'; saved?: () => void }

/** The overall limits on automatic payments. */
export function LimitsForm({ limits, most = {}, shows, saved }: Props) {
  const { call } = useDoors()
  const words = useWords()
  const { say } = words
  const { isBusy, hasFailed, act } = useAct()
  const [over, type] = useTyped<LimitsTyped>(JSON.stringify(limits))
  const typed = over ?? typedLimits(limits)
  const [isSaved, setIsSaved] = useState(false)
  const read = readLimits(typed, most)
  const problems = 'problems' in read ? read.problems : []
  const others = problems.filter(({ scope, name }) => !first.some((one) => one.scope === scope && one.name === name))

  const change = (scope: Scope, name: CapName, text: string) => {
    setIsSaved(false)
    type({ ...typed, [scope]: { ...typed[scope], [name]: text } })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!('limits' in read)) return
    act(async () => {
      await call('set', { limits: read.limits })
      setIsSaved(true)
      saved?.()
    })
  }

  return (
    <form className="stack" onSubmit={save}>
      <div className="limits">
        {first.map(({ scope, name, label }) => (
          <MoneyField
            key={label}
            data-at={`${scope}.${name}`}
            label={say(label)}
            value={typed[scope][name] ?? ''}
            hint={mostWords(most[scope]?.[name], words)}
            error={errorOf(problems, scope, name, words)}
            onChange={(event) => change(scope, name, event.target.value)}
          />
        ))}
      </div>
      {shows === 'all' ? (
        <Disclosure label={say('more_limits')} begins={isFurtherDown(placeAsked()) ? 'open' : 'closed'}>
          <MoreLimits typed={typed} problems={problems} fixed={first} change={change} />
        </Disclosure>
      ) : null}
      {others.map(({ scope, name, problem }) => (
        <p key={`${scope} ${name}`} className="error" role="alert">
          {nameOf(scope, name, words)}: {wordsOf(problem, words)}
        </p>
      ))}
      <div className="line">
        <Button look="primary" type="submit" aria-disabled={isBusy || 'problems' in read}>
          {say('save_limits')}
        </Button>
        <Saved when={isSaved ? 'saved' : 'not-yet'} />
      </div>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}

/** Is it a limit that is out of sight at first? */
function isFurtherDown(at: string | undefined): boolean {
  const isFirst = first.some(({ scope, name }) => at === `${scope}.${name}`)
  return at !== undefined && !isFirst && scopes.some((scope) => at.startsWith(`${scope}.`))
}

function errorOf(problems: LimitProblem[], scope: Scope, name: CapName, words: Words): string | undefined {
  const found = problems.find((each) => each.scope === scope && each.name === name)
  return found && wordsOf(found.problem, words)
}

function wordsOf(problem: LimitProblem['problem'], words: Words): string {
  if (problem.code === 'above_organisation') return mostWords(problem.most, words) ?? ''
  return problem.code === 'below_site_day' ? words.say('limit_below_site_day') : problemWords(problem, words)
}

/** Money, or a number of payments. */
function mostWords(most: string | number | undefined, { say, money }: Words): string | undefined {
  if (most === undefined) return undefined
  return say('organisation_most', { most: typeof most === 'number' ? `${most}` : money(most) })
}
