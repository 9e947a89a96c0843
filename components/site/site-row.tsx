import { useId, useState } from 'react'
import type { LimitsView } from '../../lib/core/view'
import type { Answers, Message } from '../../lib/messages/contract'
import { useAct } from '../act'
import { placeAsked } from '../arrival'
import { useDoors } from '../doors'
import { Budget } from '../ui/budget'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { Cap } from './cap'
import { useModes } from './modes'
import { Marks } from './marks'
import { MoreOfSite } from './more-of-site'

export type KnownRule = Answers['rules']['rules'][number]

/** What is changed of a rule; the rest of it stays. */
export type Change = Omit<Message<'setRule'>, 'site'>

/** Caps that are out of sight at first. */
const others = ['hour', 'week', 'month', 'ever', 'minute']

type Props = { rule: KnownRule; limits: LimitsView; removed(rule: KnownRule): void }

/** One rule, saved as soon as a field is left. */
export function SiteRow({ rule, limits, removed }: Props) {
  const { call } = useDoors()
  const { say, money } = useWords()
  const { hasFailed, act } = useAct()
  const [isSaved, setIsSaved] = useState(false)
  const [isOpen, setIsOpen] = useState(() => others.some((name) => placeAsked() === `${rule.site} ${name}`))
  const [opened] = useState(() => Date.now() / 1000)
  const options = useModes()
  const id = useId()
  const { site, mode, caps, usage } = rule
  const today = usage.find(({ period }) => period === 'day')

  const save = (change: Change) =>
    act(async () => {
      setIsSaved(false)
      await call('setRule', { site, ...change })
      setIsSaved(true)
    })
  const typing = () => setIsSaved(false)

  return (
    <tr aria-label={site} className="rule">
      <th scope="row" className="site-cell">
        <OriginName origin={site} />
        <Marks rule={rule} opened={opened} save={save} />
      </th>
      <td>
        <Choice label={say('mode')} options={options} value={mode} choose={(mode) => save({ mode })} />
      </td>
      <td>
        <Cap
          label={say('most_per_payment')}
          name="payment"
          data-at={`${site} payment`}
          caps={caps}
          save={(caps) => save({ caps })}
          typing={typing}
        />
      </td>
      <td>
        <Cap
          label={say('most_per_day')}
          name="day"
          data-at={`${site} day`}
          caps={caps}
          save={(caps) => save({ caps })}
          typing={typing}
        />
        {today ? (
          <Budget limit={today} name={say('spent_here_today')}>
            <span className="small soft">
              {say('spent_of_today', { limit: money(today.limit), used: money(today.used) })}
            </span>
          </Budget>
        ) : null}
      </td>
      <td className="row-end">
        <output className={hasFailed ? 'error' : 'saved'}>
          {hasFailed ? say('failed') : isSaved ? say('saved') : ''}
        </output>
        <Button
          look="quiet"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          {say('more')}
        </Button>
        <Button
          look="quiet"
          className="danger"
          onClick={() =>
            act(async () => {
              await call('forget', { site })
              removed(rule)
            })
          }
        >
          {say('remove')}
        </Button>
      </td>
      {isOpen ? (
        <td id={id} className="rule-more">
          <MoreOfSite rule={rule} limits={limits} save={save} typing={typing} />
        </td>
      ) : null}
    </tr>
  )
}
