import type { PurseView } from '../../lib/core/view'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Budget } from '../ui/budget'
import { LimitBars, otherThanDay } from './limit-bars'
import { useWords } from '../words'

/** The one figure first: what may still be spent today without anyone being asked. */
export function LeftToday({ purse: { purse, day, limits } }: { purse: PurseView }) {
  const { say, money, clock } = useWords()
  return (
    <div className="stack tight">
      <div className="line apart">
        <p>
          <Amount micros={day.left} className="figure" /> <span className="soft">{say('left_today')}</span>
        </p>
        <TestBadge purse={purse} />
      </div>
      <Budget limit={day} name={say('spent_today')} />
      <p className="small soft">
        {say('limit_of_today', {
          limit: money(day.limit),
          resets: day.resets === undefined ? '–' : clock(day.resets),
          used: money(day.used),
        })}
      </p>
      <LimitBars limits={otherThanDay(limits)} />
    </div>
  )
}

/** The second purse, in one line. */
export function LeftTodayShort({ purse: { purse, day } }: { purse: PurseView }) {
  const { say } = useWords()
  return (
    <p className="line apart small">
      <span>
        <Amount micros={day.left} className="strong" /> <span className="soft">{say('left_today')}</span>
      </span>
      <TestBadge purse={purse} />
    </p>
  )
}
