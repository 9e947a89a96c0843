import type { PaymentView } from '../../lib/core/view'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { OutcomeWords } from './outcome'

/** The last few payments. */
export function Recent({ payments }: { payments: PaymentView[] }) {
  const { say, moment } = useWords()
  if (payments.length === 0) return <p className="small soft">{say('recent_none')}</p>
  return (
    <ul className="recent">
      {payments.map(({ id, site, at, outcome, money }) => (
        <li key={id}>
          <p className="line apart fixed">
            <OriginName origin={site} />
            {money ? <Amount micros={money.micros} className="strong" /> : <span>–</span>}
          </p>
          <p className="line apart small">
            <span>
              <OutcomeWords outcome={outcome} /> <span className="soft">· {moment(at)}</span>
            </span>
            <TestBadge purse={money?.purse} />
          </p>
        </li>
      ))}
    </ul>
  )
}
