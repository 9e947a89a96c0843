import { FLOAT } from '../../lib/core/float'
import type { PurseView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'

/** What each purse holds. Not known is not the same as nothing, and is never shown as zero. */
export function Balances({ purses }: { purses: PurseView[] }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  return (
    <div className="stack tight">
      <div className="line apart fixed">
        <div>
          {purses.map((purse) => (
            <Balance key={purse.purse} purse={purse} />
          ))}
        </div>
        <Button look="quiet" aria-disabled={isBusy} onClick={() => act(async () => void (await call('refresh', {})))}>
          {isBusy ? say('refreshing') : say('refresh')}
        </Button>
      </div>
      {hasFailed ? <Failed /> : null}
      {purses.map((purse) => (
        <BalanceNotes key={purse.purse} purse={purse} />
      ))}
    </div>
  )
}

function Balance({ purse: { purse, balance, balanceAt } }: { purse: PurseView }) {
  const { say, moment } = useWords()
  return (
    <p className="line">
      {balance === undefined ? (
        <span className="soft">{say('balance_unknown')}</span>
      ) : (
        <span title={balanceAt === undefined ? undefined : say('balance_read', { time: moment(balanceAt) })}>
          {say('balance')} <Amount micros={balance} className="strong" />
        </span>
      )}
      <TestBadge purse={purse} />
    </p>
  )
}

/** What is to be known of a balance before one relies on it: that it is old, not whole, small, or more than is wise. */
export function BalanceNotes({
  purse: { purse, balance, balanceAt, isStale, unread = [], advice },
}: {
  purse: PurseView
}) {
  const { say, money, moment } = useWords()
  const asOf =
    balanceAt !== undefined && (unread.length > 0 || isStale)
      ? say('balance_read', { time: moment(balanceAt) })
      : undefined
  return (
    <>
      {unread.length > 0 ? (
        <p className="small error">
          {say('balance_unread', { networks: unread.join(', ') })} {asOf}
        </p>
      ) : asOf ? (
        <p className="small soft">{asOf}</p>
      ) : null}
      {advice === 'low' && purse === 'real' && balance !== undefined ? (
        <p className="small soft">{say('balance_low', { balance: money(balance) })}</p>
      ) : null}
      {advice === 'above' && purse === 'real' ? (
        <Note>
          <p className="small">{say('float_above', { advice: money(`${FLOAT}`) })}</p>
        </Note>
      ) : null}
    </>
  )
}
