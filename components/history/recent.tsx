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
      {payments.map((payment) => (
        <li key={payment.id}>
          <p className="line apart fixed">
            <OriginName origin={payment.site} />
            {payment.money ? <Amount micros={payment.money.micros} className="strong" /> : <span>–</span>}
          </p>
          <p className="line apart small">
            <span>
              <OutcomeWords payment={payment} /> <span className="soft">· {moment(payment.at)}</span>
            </span>
            <TestBadge purse={payment.money?.purse} />
          </p>
        </li>
      ))}
    </ul>
  )
}
