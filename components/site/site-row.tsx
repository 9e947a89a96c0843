import { useId, useState } from 'react'
import type { LimitsView } from '../../lib/core/view'
import type { Answers, Message } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { Cap } from './cap'
import { useModes } from './modes'
import { MoreOfSite } from './more-of-site'

export type KnownRule = Answers['rules']['rules'][number]

/** What is changed of a rule; the rest of it stays. */
export type Change = Omit<Message<'setRule'>, 'site'>

/** One rule, saved as soon as a field is left. */
export function SiteRow({ rule, limits }: { rule: KnownRule; limits: LimitsView }) {
  const { call } = useDoors()
  const { say, date } = useWords()
  const { hasFailed, act } = useAct()
  const [isSaved, setIsSaved] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const [opened] = useState(() => Date.now() / 1000)
  const options = useModes()
  const id = useId()
  const { site, mode, caps, until, isBarred } = rule

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
        {isBarred ? <p className="small soft">{say('reason_barred')}</p> : null}
        {mode === 'auto' && until !== undefined && until <= opened ? (
          <p className="small soft">{say('auto_ended', { date: date(until - 1) })}</p>
        ) : null}
      </th>
      <td>
        <Choice label={say('mode')} options={options} value={mode} choose={(mode) => save({ mode })} />
      </td>
      <td>
        <Cap
          label={say('most_per_payment')}
          name="payment"
          caps={caps}
          save={(caps) => save({ caps })}
          typing={typing}
        />
      </td>
      <td>
        <Cap label={say('most_per_day')} name="day" caps={caps} save={(caps) => save({ caps })} typing={typing} />
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
        <Button look="danger" onClick={() => act(async () => void (await call('forget', { site })))}>
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
