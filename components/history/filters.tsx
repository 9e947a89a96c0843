import { useState } from 'react'
import { causes } from '../../lib/core/history'
import { readOrigin } from '../site/typed-origin'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { Disclosure } from '../ui/disclosure'
import { Field, MoneyField } from '../ui/field'
import { readDollars } from '../dollars'
import { useWords, type Words } from '../words'
import { dayOf, type Look, outcomes, type Part } from './look'

type Props = { look: Look; change(look: Look): void }

/** What is looked for: the common questions at once, the others when they are wanted. */
export function Filters({ look, change }: Props) {
  const { say } = useWords()
  const put = (part: Part, value: string) => change({ ...look, [part]: value })
  const money = (part: 'least' | 'most') => ({
    label: say(`filter_${part}`),
    value: look[part] ?? '',
    error: look[part] && readDollars(look[part]) === undefined ? say('cap_not_dollars') : undefined,
    onChange: (event: { target: { value: string } }) => put(part, event.target.value),
  })
  const day = (part: 'from' | 'to') => ({
    label: say(`filter_${part}`),
    type: 'date',
    value: look[part] ?? '',
    onChange: (event: { target: { value: string } }) => put(part, event.target.value),
  })
  return (
    <search className="filters" aria-label={say('filters')}>
      <div className="filter-row">
        <Field
          label={say('search')}
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={look.find ?? ''}
          onChange={(event) => put('find', event.target.value)}
        />
        <Choice
          label={say('state')}
          value={look.state ?? ''}
          options={[
            { value: '', label: say('any_state') },
            ...outcomes.map((value) => ({ value, label: say(`outcome_${value}`) })),
          ]}
          choose={(value) => put('state', value)}
        />
      </div>
      <Disclosure label={say('more_filters')}>
        <div className="filter-row">
          <SiteField key={look.site} site={look.site} choose={(site) => put('site', site)} />
          <Choice
            label={say('why')}
            value={look.why ?? ''}
            options={[
              { value: '', label: say('any_reason') },
              ...causes.map((value) => ({ value, label: say(`cause_${value}`) })),
            ]}
            choose={(value) => put('why', value)}
          />
          <Field {...day('from')} />
          <Field {...day('to')} />
          <MoneyField {...money('least')} />
          <MoneyField {...money('most')} />
        </div>
      </Disclosure>
      <Chips look={look} change={change} />
    </search>
  )
}

/** A site is looked for once it is written out: half of one is none. */
function SiteField({ site = '', choose }: { site: string | undefined; choose(site: string): void }) {
  const { say } = useWords()
  const [typed, setTyped] = useState(site)
  const [isWrong, setIsWrong] = useState(false)
  function read(): void {
    const found = typed.trim() === '' ? { origin: '' } : readOrigin(typed)
    setIsWrong('problem' in found)
    if ('origin' in found && found.origin !== site) choose(found.origin)
  }
  return (
    <Field
      label={say('site')}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
      error={isWrong ? say('origin_not_a_site') : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={read}
      onKeyDown={(event) => event.key === 'Enter' && read()}
    />
  )
}

function Chips({ look, change }: Props) {
  const words = useWords()
  const { say } = words
  const chips = (['find', 'site', 'state', 'why', 'from', 'to', 'least', 'most'] as const).flatMap((part) => {
    const what = look[part] && wordsOf(part, look[part], words)
    return what ? [{ part, what }] : []
  })
  if (chips.length === 0) return null
  return (
    <div className="line">
      <ul className="line chips">
        {chips.map(({ part, what }) => (
          <li key={part}>
            <Button
              className="chip"
              aria-label={say('filter_remove', { what })}
              onClick={() => change({ ...look, [part]: '' })}
            >
              <bdi>{what}</bdi> <span aria-hidden="true">×</span>
            </Button>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={() => change(look.payment ? { payment: look.payment } : {})}>
        {say('clear_filters')}
      </Button>
    </div>
  )
}

/** What is looked for in one part; undefined for what cannot be read, and is therefore not looked for. */
function wordsOf(part: Exclude<Part, 'payment'>, value: string, { say, money, date }: Words): string | undefined {
  switch (part) {
    case 'find':
    case 'site':
      return value.trim()
    case 'state': {
      const outcome = outcomes.find((each) => each === value)
      return outcome && say(`outcome_${outcome}`)
    }
    case 'why': {
      const cause = causes.find((each) => each === value)
      return cause && say(`cause_${cause}`)
    }
    case 'from':
    case 'to': {
      const day = dayOf(value)
      return day && `${say(`filter_${part}`)} ${date(day.first)}`
    }
    case 'least':
    case 'most': {
      const micros = readDollars(value)
      return micros === undefined ? undefined : `${say(`filter_${part}`)} ${money(`${micros}`)}`
    }
  }
}
