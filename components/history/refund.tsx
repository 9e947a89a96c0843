import { toMicros } from '../../lib/core/amount'
import type { Entry } from '../../lib/core/history'
import { networks, tokenOf } from '../../lib/core/networks'
import { keyOf, refundsAmong, useMovements } from '../wallet/movements'
import { useWords } from '../words'
import { merged, useRows } from './rows'

/** The most payments among which the one repaid is looked for, as the list of movements does. */
const FAR = 1000

/** What the seller gave back for a payment, where it did. */
export function Refund({ entry }: { entry: Entry }) {
  const { say, money, moment } = useWords()
  const movements = useMovements() ?? []
  const { rows = [] } = useRows({ page: FAR })
  const refunds = refundsAmong(movements, merged([entry], rows))
  return movements
    .filter((each) => refunds.get(keyOf(each))?.id === entry.id)
    .map((each) => {
      const explorer = networks.find(({ network }) => network === each.network)?.explorer
      const amount = money(`${toMicros(BigInt(each.atomic), tokenOf(each).decimals)}`)
      return (
        <p key={keyOf(each)} className="note good">
          {say('refunded', { amount, time: moment(each.at) })}{' '}
          {explorer ? (
            <a href={`${explorer}/tx/${each.transaction}`} target="_blank" rel="noreferrer">
              {say('see_transaction')}
            </a>
          ) : null}
        </p>
      )
    })
}
