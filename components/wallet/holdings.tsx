import { useEffect } from 'react'
import type { PurseView } from '../../lib/core/view'
import type { BalanceView } from '../../lib/core/wallet-view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { BalanceNotes, UnknownBalance } from './balance'
import { coinOf } from './coins'

/** The one figure first, then where it lies. */
export function Holdings({ purses, balances }: { purses: PurseView[]; balances: BalanceView[] }) {
  const { wallet } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [first, ...others] = purses

  const read = async () => {
    await wallet.readBalances()
    await wallet.searchMovements()
  }
  useEffect(() => {
    // Looked at, so looked up; what fails is said at the balance it is about.
    void wallet
      .readBalances()
      .then(() => wallet.searchMovements())
      .catch((error: unknown) => console.error('Tuppence:', error))
  }, [wallet])

  return (
    <section className="sheet stack">
      <div className="line apart">
        <h2>{say('balance')}</h2>
        <Button look="quiet" aria-disabled={isBusy} onClick={() => act(read)}>
          {isBusy ? say('refreshing') : say('refresh')}
        </Button>
      </div>
      {first ? <Figure purse={first} look="figure" isAlone={others.length === 0} /> : null}
      {others.map((purse) => (
        <Figure key={purse.purse} purse={purse} look="strong" isAlone={false} />
      ))}
      <Table balances={balances} />
      {hasFailed ? <Failed /> : null}
    </section>
  )
}

type FigureProps = { purse: PurseView; look: 'figure' | 'strong'; isAlone: boolean }

function Figure({ purse, look, isAlone }: FigureProps) {
  return (
    <div className="stack tight">
      <p className="line">
        {purse.balance === undefined ? (
          <UnknownBalance purse={purse.purse} isAlone={isAlone} />
        ) : (
          <Amount micros={purse.balance} className={look} />
        )}
        <TestBadge purse={purse.purse} />
      </p>
      <BalanceNotes purse={purse} />
    </div>
  )
}

type Line = { chain: string; symbol: string; purse: BalanceView['purse']; amounts: BalanceView[] }

/** What there is anything to say of: money, coins for fees, and what could not be read. */
function Table({ balances }: { balances: BalanceView[] }) {
  const { say } = useWords()
  const lines = new Map<string, Line>()
  for (const each of balances) {
    // What was never read is named above, by its network.
    if (each.atomic === undefined || (each.atomic === '0' && each.failedAt === undefined)) continue
    const symbol = each.token?.symbol ?? coinOf(each.network)
    const key = `${each.network} ${symbol}`
    const line = lines.get(key) ?? { chain: each.chain, symbol, purse: each.purse, amounts: [] }
    lines.set(key, { ...line, amounts: [...line.amounts, each] })
  }
  if (lines.size === 0) return null
  return (
    <table aria-label={say('where_it_lies')} className="wraps">
      <thead>
        <tr>
          <th scope="col">{say('network')}</th>
          <th scope="col">{say('token')}</th>
          <th scope="col" className="end">
            {say('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...lines].map(([key, line]) => (
          <tr key={key}>
            <td>
              {line.chain} <TestBadge purse={line.purse} />
            </td>
            <td>{line.symbol}</td>
            <td className="end">
              <Held line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Held({ line: { amounts } }: { line: Line }) {
  const { say, moment, money } = useWords()
  const read = amounts.filter(({ atomic }) => atomic !== undefined)
  const failed = amounts.filter(({ failedAt }) => failedAt !== undefined)
  const isToken = amounts.some(({ token }) => token)
  const sum = (of: (each: BalanceView) => string | undefined) =>
    read.reduce((all, each) => all + BigInt(of(each) ?? 0), 0n)
  const held = sum(({ held }) => held)
  return (
    <>
      {read.length === 0 ? null : isToken ? (
        <Amount micros={`${sum(({ micros }) => micros)}`} />
      ) : (
        <bdi className="amount">{coins(sum(({ atomic }) => atomic))}</bdi>
      )}
      {held > 0n ? <div className="small soft">{say('held_of_it', { held: money(`${held}`) })}</div> : null}
      {failed.length > 0 ? (
        <div className="small error">
          {read[0]?.at === undefined ? say('unread') : say('unread_since', { time: moment(read[0].at) })}
        </div>
      ) : null}
    </>
  )
}

/** Coins have 18 places; six of them are plenty to look at. */
export function coins(wei: bigint): string {
  const whole = wei / 10n ** 18n
  const rest = `${wei % 10n ** 18n}`.padStart(18, '0').slice(0, 6).replace(/0+$/, '')
  if (whole === 0n && rest === '' && wei > 0n) return '< 0.000001'
  return rest ? `${whole}.${rest}` : `${whole}`
}
