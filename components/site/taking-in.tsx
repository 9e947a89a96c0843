import { useId, useState } from 'react'
import type { RuleView, SettingsView } from '../../lib/core/view'
import { useAct } from '../act'
import { labelOf } from '../cap-words'
import { useDoors } from '../doors'
import { download } from '../history/download'
import { Button } from '../ui/button'
import { Failed, Problem } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords, type Words } from '../words'
import { againText } from './again'
import { compare, readRules, type Step, type Taking, wholeChange, writeRules } from './rules-file'

/** Rules go out as a file, and come in from one: never without a look at what that would change. */
export function TakingIn({ rules, newSite }: { rules: RuleView[]; newSite: SettingsView['newSite'] }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [found, setFound] = useState<{ rules: RuleView[] } | { where: string }>()
  const [isDone, setIsDone] = useState(false)
  const id = useId()

  const choose = (file: File | undefined) => {
    if (!file) return
    setIsDone(false)
    act(async () => setFound(readRules(await file.text())))
  }
  const takings =
    found && 'rules' in found ? compare(rules, found.rules, newSite).filter(({ steps }) => steps.length > 0) : []
  const apply = () =>
    act(async () => {
      await Promise.all(takings.map(({ rule }) => call('setRule', { site: rule.site, ...wholeChange(rule) })))
      setFound(undefined)
      setIsDone(true)
    })

  return (
    <section className="stack tight" aria-label={say('rules_as_file')}>
      <div className="line">
        <Button
          aria-disabled={rules.length === 0}
          onClick={() => {
            if (rules.length > 0) download('tuppence-rules.json', 'application/json', writeRules(rules))
          }}
        >
          {say('rules_out')}
        </Button>
        <label className="button" htmlFor={id}>
          {say('rules_in')}
        </label>
        <input
          id={id}
          className="hidden"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            choose(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <output className="saved">{isDone ? say('rules_taken') : ''}</output>
      </div>
      {found && 'where' in found ? <Problem>{say('rules_file_bad', { where: found.where || '{}' })}</Problem> : null}
      {found && 'rules' in found ? (
        <section className="sheet stack tight" aria-labelledby={`${id}-preview`}>
          <h2 id={`${id}-preview`}>{say('rules_preview')}</h2>
          {takings.length === 0 ? <p className="soft">{say('rules_same')}</p> : null}
          <ul className="plain stack tight">
            {takings.map((taking) => (
              <Preview key={taking.rule.site} taking={taking} />
            ))}
          </ul>
          <div className="line">
            {takings.length > 0 ? (
              <Button look="primary" aria-disabled={isBusy} onClick={apply}>
                {say('rules_apply')}
              </Button>
            ) : null}
            <Button onClick={() => setFound(undefined)}>{say('cancel')}</Button>
          </div>
        </section>
      ) : null}
      {hasFailed ? <Failed /> : null}
    </section>
  )
}

function Preview({ taking: { rule, isNew, steps } }: { taking: Taking }) {
  const words = useWords()
  return (
    <li className="taking">
      <OriginName origin={rule.site} /> {isNew ? <span className="soft">({words.say('rules_new')})</span> : null}
      <ul className="plain small">
        {steps.map((step) => (
          <li key={`${step.what} ${step.name} ${step.before} ${step.after}`}>
            <span className="soft">{nameOf(step, words)}:</span> {valueOf(step, 'before', words)}{' '}
            <span aria-hidden="true">→</span> {valueOf(step, 'after', words)}{' '}
            {step.loosens ? <span className="badge loosens">{words.say('rules_loosens')}</span> : null}
          </li>
        ))}
      </ul>
    </li>
  )
}

function nameOf({ what, name }: Step, { say }: Words): string {
  switch (what) {
    case 'mode':
      return say('mode')
    case 'cap':
      return say(labelOf(name ?? 'payment'))
    case 'until':
      return say('auto_until')
    case 'again':
      return say('pay_again_every')
    case 'seller':
      return say('other_sellers')
    case 'rotates':
      return say('address_may_change')
    case 'media':
      return say('media_too')
  }
}

/** A dash where there is nothing, a tick where there is what has no other value. */
function valueOf({ what, name, ...values }: Step, which: 'before' | 'after', words: Words): string {
  const value = values[which]
  if (value === undefined) return '–'
  switch (what) {
    case 'mode':
      return words.say(`mode_${value as RuleView['mode']}`)
    case 'cap':
      return name === 'minute' ? value : words.money(value)
    case 'until':
      return words.date(Number(value) - 1)
    case 'again': {
      const { number, unit } = againText(Number(value))
      return `${number} ${words.say(`unit_${unit}`)}`
    }
    case 'seller':
      return value
    case 'rotates':
    case 'media':
      return '✓'
  }
}
