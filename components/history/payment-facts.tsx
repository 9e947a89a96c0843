import type { ReactNode } from 'react'
import type { PaymentView } from '../../lib/core/view'
import { useWords } from '../words'

/** What proves a payment, in full. */
export function PaymentFacts({ payment }: { payment: PaymentView }) {
  const { say, moment } = useWords()
  const { seller, method, url, money, payTo, transaction, explorer, nonce, validBefore, protocol } = payment
  return (
    <dl className="facts">
      <Fact name={say('detail_seller')} code={seller} />
      <Fact name={say('detail_request')} code={`${method} ${url}`} />
      {money ? <Fact name={say('detail_network')}>{`${money.symbol}, ${money.chain} (${money.network})`}</Fact> : null}
      {payTo ? <Fact name={say('detail_pays_to')} code={payTo} /> : null}
      {transaction ? (
        <Fact name={say('detail_transaction')} code={transaction}>
          {explorer ? (
            <a href={explorer} target="_blank" rel="noreferrer">
              {say('see_transaction')}
            </a>
          ) : null}
        </Fact>
      ) : null}
      {nonce ? <Fact name={say('detail_nonce')} code={nonce} /> : null}
      {validBefore === undefined ? null : <Fact name={say('detail_valid_until')}>{moment(validBefore)}</Fact>}
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
