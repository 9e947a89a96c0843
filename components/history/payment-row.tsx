import { useId, useState } from 'react'
import type { PaymentView } from '../../lib/core/view'
import { sentenceOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { OutcomeWords } from './outcome'
import { PaymentFacts } from './payment-facts'

export function PaymentRow({ payment }: { payment: PaymentView }) {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { at, site, money, outcome, why } = payment
  return (
    <>
      <tr>
        <td className="time">{words.moment(at)}</td>
        <td className="site-cell">
          <OriginName origin={site} />
        </td>
        <td className="end">
          {money ? <Amount micros={money.micros} /> : '–'}
          {money?.purse === 'test' ? (
            <div>
              <TestBadge purse="test" />
            </div>
          ) : null}
        </td>
        <td>
          <OutcomeWords outcome={outcome} />
        </td>
        <td>
          {sentenceOf(why, words)}{' '}
          <Button
            look="quiet"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          >
            {words.say('details')}
          </Button>
        </td>
      </tr>
      {isOpen ? (
        <tr id={id}>
          <td colSpan={5} className="more">
            <PaymentFacts payment={payment} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
