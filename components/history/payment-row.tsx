import { useId, useState } from 'react'
import type { PaymentView } from '../../lib/core/view'
import { storyOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Copy } from '../ui/copy'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { OutcomeWords } from './outcome'
import { PaymentFacts } from './payment-facts'
import { proofOf } from './proof'
import { TakeBack } from './take-back'

export function PaymentRow({ payment }: { payment: PaymentView }) {
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { at, site, money, outcome } = payment
  const proof = outcome === 'unserved' ? proofOf(payment) : undefined
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
          <OutcomeWords payment={payment} />
        </td>
        <td>
          {storyOf(payment, words)}{' '}
          <Button
            look="quiet"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          >
            {words.say('details')}
          </Button>
          {proof ? (
            <div className="stack tight">
              <div>
                <Copy text={proof} label={words.say('copy_proof')} look="plain" />
              </div>
              <p className="hint">{words.say('copy_proof_more')}</p>
            </div>
          ) : null}
          <TakeBack payment={payment} />
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
