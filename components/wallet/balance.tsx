import { FLOAT } from '../../lib/core/float'
import type { Purse } from '../../lib/core/networks'
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
            <Balance key={purse.purse} purse={purse} isAlone={purses.length === 1} />
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

function Balance({ purse: { purse, balance, balanceAt }, isAlone }: { purse: PurseView; isAlone: boolean }) {
  const { say, moment } = useWords()
  return (
    <p className="line">
      {balance === undefined ? (
        <UnknownBalance purse={purse} isAlone={isAlone} />
      ) : (
        <span title={balanceAt === undefined ? undefined : say('balance_read', { time: moment(balanceAt) })}>
          {say('balance')} <Amount micros={balance} className="strong" />
        </span>
      )}
      <TestBadge purse={purse} />
    </p>
  )
}

/** Real money is just money, but beside other money it is said which of the two is not known. */
export function UnknownBalance({ purse, isAlone }: { purse: Purse; isAlone: boolean }) {
  const { say } = useWords()
  return (
    <>
      <span className="soft">{say('balance_unknown')}</span>
      {purse === 'real' && !isAlone ? <span className="small soft">{say('real_money')}</span> : null}
    </>
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
