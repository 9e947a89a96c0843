import type { ReactNode } from 'react'
import type { PaymentView } from '../../lib/core/view'
import { useWords } from '../words'

/** Everything that names a payment. */
export function PaymentFacts({ payment }: { payment: PaymentView }) {
  const { say, moment } = useWords()
  const { seller, method, url, money, payer, payTo, transaction, nonce, validBefore, protocol } = payment
  const { status, answeredAt } = payment
  return (
    <dl className="facts">
      <Fact name={say('detail_seller')} code={seller} />
      <Fact name={say('detail_request')} code={`${method} ${url}`} />
      {money ? <Fact name={say('detail_network')}>{`${money.symbol}, ${money.chain} (${money.network})`}</Fact> : null}
      {payer ? <Fact name={say('detail_payer')} code={payer} /> : null}
      {payTo ? <Fact name={say('detail_pays_to')} code={payTo} /> : null}
      {transaction ? <Fact name={say('detail_transaction')} code={transaction} /> : null}
      {nonce ? <Fact name={say('detail_nonce')} code={nonce} /> : null}
      {validBefore === undefined ? null : <Fact name={say('detail_valid_until')}>{moment(validBefore)}</Fact>}
      {status === undefined || answeredAt === undefined ? null : (
        <Fact name={say('detail_answer')}>
          {say('detail_answer_at', {
            status: status === 0 ? say('detail_answer_none') : `HTTP ${status}`,
            time: moment(answeredAt),
          })}
        </Fact>
      )}
      {protocol ? <Fact name={say('detail_protocol')}>{protocol}</Fact> : null}
    </dl>
  )
}

function Fact({ name, code, children }: { name: string; code?: string; children?: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {code ? (
          <bdi dir="ltr" className="mono">
            {code}
          </bdi>
        ) : null}{' '}
        {children}
      </dd>
    </>
  )
}
