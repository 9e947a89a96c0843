import { networks, tokenOf } from '../../lib/core/networks'
import { toMicros } from '../../lib/core/amount'
import type { Movement } from '../../lib/core/wallet-view'
import { useRows } from '../history/rows'
import { ShortAddress } from '../ui/address'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { keyOf, refundsAmong, useMovements } from './movements'

/** The most payments among which a refund is looked for. */
const FAR = 1000

/** Money that came in or went out by no purchase, newest first. */
export function Movements() {
  const { say, moment } = useWords()
  const movements = useMovements()
  const { rows = [] } = useRows({ page: FAR })
  if (!movements || movements.length === 0) return <p className="soft">{say('movements_none')}</p>
  const refunds = refundsAmong(movements, rows)
  return (
    <table aria-label={say('movements')} className="wraps">
      <thead>
        <tr>
          <th scope="col">{say('time')}</th>
          <th scope="col">{say('movement')}</th>
          <th scope="col" className="end">
            {say('amount')}
          </th>
          <th scope="col">{say('state')}</th>
        </tr>
      </thead>
      <tbody>
        {movements.map((movement) => {
          const repaid = refunds.get(keyOf(movement))
          return (
            <tr key={keyOf(movement)}>
              <td className="time">{moment(movement.at)}</td>
              <td>
                {repaid ? (
                  <>
                    {say('refund_from')} <OriginName origin={repaid.seller} />
                  </>
                ) : (
                  <>
                    {say(movement.kind === 'in' ? 'received_from' : 'sent_to')}{' '}
                    <ShortAddress address={movement.other} />
                  </>
                )}
              </td>
              <td className="end">
                <Worth movement={movement} />
              </td>
              <td>
                <State movement={movement} repaid={repaid ? moment(repaid.at) : undefined} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Worth({ movement: { network, asset, atomic, kind } }: { movement: Movement }) {
  const { symbol, chain, decimals, purse } = tokenOf({ network, asset })
  return (
    <>
      <span className={kind === 'in' ? 'gained' : undefined}>
        {kind === 'in' ? '+' : '−'}
        <Amount micros={`${toMicros(BigInt(atomic), decimals)}`} />
      </span>
      <br />
      <span className="small soft">
        {symbol}, {chain}
      </span>{' '}
      <TestBadge purse={purse} />
    </>
  )
}

function State({
  movement: { kind, state, network, transaction },
  repaid,
}: {
  movement: Movement
  repaid?: string | undefined
}) {
  const { say } = useWords()
  const explorer = networks.find((each) => each.network === network)?.explorer
  const words =
    kind === 'in' ? (repaid ? say('refund_of', { time: repaid }) : say('received')) : say(`sent_${state ?? 'done'}`)
  return (
    <>
      {words}{' '}
      {explorer ? (
        <a className="small" href={`${explorer}/tx/${transaction}`} target="_blank" rel="noreferrer">
          {say('see_transaction')}
        </a>
      ) : null}
    </>
  )
}
