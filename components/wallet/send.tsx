import { useState } from 'react'
import { toDecimal, toMicros } from '../../lib/core/amount'
import { recipientOf, type Recipient } from '../../lib/core/recipient'
import type { AccountView, BalanceView } from '../../lib/core/wallet-view'
import type { Quote, QuoteProblem } from '../../lib/wallet/quote'
import { useAct } from '../act'
import { readAmount } from '../dollars'
import { useDoors } from '../doors'
import { useRows } from '../history/rows'
import { Amount } from '../ui/amount'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { Field, MoneyField } from '../ui/field'
import { Failed, Note, Problem } from '../ui/note'
import { useWords, type Words } from '../words'
import { accountName } from './account-name'
import { coinOf } from './coins'
import { coins } from './holdings'
import { useMovements } from './movements'

type Held = BalanceView & { token: NonNullable<BalanceView['token']>; atomic: string; micros: string }

/** Money out again, so that it is never stuck: tried on the chain first, and shown with all it costs. */
export function Send({ accounts, balances }: { accounts: AccountView[]; balances: BalanceView[] }) {
  const { say } = useWords()
  const held = balances.filter((each): each is Held => each.token !== undefined && BigInt(each.atomic ?? 0) > 0n)
  if (held.length === 0) {
    return (
      <section className="sheet stack">
        <h2>{say('send_money')}</h2>
        <p className="soft">{say('send_nothing')}</p>
      </section>
    )
  }
  return <SendForm accounts={accounts} held={held} />
}

type Checked = { to: `0x${string}`; amount: bigint; quoted: Quote | QuoteProblem }

function SendForm({ accounts, held }: { accounts: AccountView[]; held: Held[] }) {
  const { call, wallet } = useDoors()
  const words = useWords()
  const { say, money } = words
  const { isBusy, hasFailed, act } = useAct()
  const movements = useMovements() ?? []
  const { rows = [] } = useRows()
  const [picked, setPicked] = useState<string>()
  const [to, setTo] = useState('')
  const [amount, setAmount] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [checked, setChecked] = useState<Checked>()
  const [sent, setSent] = useState<'sent' | 'locked' | 'not_taken'>()

  const from = held.find((each) => keyOf(each) === picked) ?? held[0]
  if (!from) return null
  const sentTo = movements.filter(({ kind }) => kind === 'out').map(({ other }) => other)
  const known = [...new Set([...sentTo, ...accounts.map(({ address }) => address)])]
  const paid = rows.flatMap(({ payTo }) => (payTo ? [payTo as `0x${string}`] : []))
  const recipient = recipientOf(to, { own: from.address, known, paid })
  const { decimals } = from.token
  const most = BigInt(from.atomic) - BigInt(from.held ?? 0) * 10n ** BigInt(decimals - 6)
  const worth = (atomic: bigint) => money(`${toMicros(atomic, decimals)}`)
  const typed = readAmount(amount, decimals)
  const amountProblem =
    typed === undefined || typed <= 0n
      ? say('send_bad_amount')
      : typed > most
        ? say('send_too_much', { most: worth(most) })
        : undefined

  const change = (set: () => void) => {
    set()
    setChecked(undefined)
    setSent(undefined)
  }
  const check = () => {
    setIsTried(true)
    if ('problem' in recipient || amountProblem || typed === undefined) return
    act(async () => {
      const { network, address, token } = from
      const transfer = { network, from: address, to: recipient.address, asset: token.asset, amount: typed }
      setChecked({ to: recipient.address, amount: typed, quoted: await wallet.quote(transfer) })
    })
  }
  const send = ({ to, amount, quoted }: Checked) => {
    if ('problem' in quoted) return
    act(async () => {
      const { fee: _fee, ...fees } = quoted
      const { network, address, token } = from
      const answer = await call('send', {
        from: address,
        to,
        network,
        asset: token.asset,
        atomic: `${amount}`,
        ...fees,
      })
      setChecked(undefined)
      setSent('refused' in answer ? answer.refused : 'sent')
      if ('refused' in answer) return
      setTo('')
      setAmount('')
      setIsTried(false)
    })
  }

  return (
    <section className="sheet stack">
      <h2>{say('send_money')}</h2>
      <form
        className="stack"
        aria-label={say('send_money')}
        onSubmit={(event) => {
          event.preventDefault()
          check()
        }}
      >
        <Choice
          label={say('send_from')}
          options={held.map((each) => ({ value: keyOf(each), label: sourceOf(each, accounts, words) }))}
          value={keyOf(from)}
          choose={(value) => change(() => setPicked(value))}
        />
        <Field
          label={say('send_to')}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={to}
          error={isTried && 'problem' in recipient ? say(`recipient_${recipient.problem}`) : undefined}
          onChange={(event) => change(() => setTo(event.target.value))}
        />
        <Warnings recipient={recipient} />
        <div className="beside">
          <MoneyField
            label={say('send_amount')}
            value={amount}
            error={isTried ? amountProblem : undefined}
            hint={from.held ? say('send_held', { held: money(from.held) }) : undefined}
            onChange={(event) => change(() => setAmount(event.target.value))}
          />
          <Button onClick={() => change(() => setAmount(toDecimal(most, decimals)))}>{say('send_all')}</Button>
        </div>
        {checked ? (
          <Review checked={checked} from={from} />
        ) : (
          <div>
            <Button look="primary" type="submit" aria-disabled={isBusy}>
              {isBusy ? say('checking_send') : say('send_review')}
            </Button>
          </div>
        )}
        {checked && !('problem' in checked.quoted) ? (
          <div className="line">
            <Button look="primary" aria-disabled={isBusy} onClick={() => send(checked)}>
              {say('send_amount_now', { amount: worth(checked.amount) })}
            </Button>
            <Button onClick={() => setChecked(undefined)}>{say('cancel')}</Button>
          </div>
        ) : null}
        <output>
          {sent === 'sent' ? <Note look="good">{say('send_done')}</Note> : null}
          {sent === 'locked' ? <Problem>{say('pay_locked')}</Problem> : null}
          {sent === 'not_taken' ? <Problem>{say('send_not_taken')}</Problem> : null}
        </output>
        {hasFailed ? <Failed /> : null}
      </form>
    </section>
  )
}

function Warnings({ recipient }: { recipient: Recipient }) {
  const { say } = useWords()
  if ('problem' in recipient) return null
  if (recipient.lookalike)
    return (
      <Problem>
        <p>{say('recipient_lookalike')}</p>
        <bdi dir="ltr" className="mono">
          {recipient.lookalike}
        </bdi>
      </Problem>
    )
  return recipient.isKnown ? null : <p className="small soft">{say('recipient_new')}</p>
}

/** All of it before the click: to whom, how much, on which network, and the fee. */
function Review({ checked: { to, amount, quoted }, from }: { checked: Checked; from: Held }) {
  const { say } = useWords()
  const coin = coinOf(from.network)
  if ('problem' in quoted) {
    return (
      <Problem>
        {quoted.problem === 'no_gas' ? (
          <div className="stack tight">
            <p>
              {say('send_no_gas', {
                coin,
                fee: coins(BigInt(quoted.fee ?? 0)),
                have: coins(BigInt(quoted.coins ?? 0)),
                network: from.chain,
              })}
            </p>
            <p>{say('send_no_gas_do', { coin, network: from.chain })}</p>
          </div>
        ) : (
          say(quoted.problem === 'too_much' ? 'send_too_much_now' : `send_${quoted.problem}`)
        )}
      </Problem>
    )
  }
  return (
    <dl className="facts">
      <dt>{say('amount')}</dt>
      <dd>
        <Amount micros={`${toMicros(amount, from.token.decimals)}`} className="strong" />{' '}
        {say('in_token', { network: from.chain, token: from.token.symbol })}
      </dd>
      <dt>{say('send_to')}</dt>
      <dd>
        <bdi dir="ltr" className="mono">
          {to}
        </bdi>
      </dd>
      <dt>{say('send_fee')}</dt>
      <dd>{say('send_fee_most', { coin, fee: coins(BigInt(quoted.fee)) })}</dd>
    </dl>
  )
}

function sourceOf({ address, chain, token, micros }: Held, accounts: AccountView[], words: Words): string {
  const account = accounts.find((each) => each.address === address)
  const what = words.say('send_source', { amount: words.money(micros), network: chain, token: token.symbol })
  return account && accounts.length > 1 ? `${accountName(account, words)}: ${what}` : what
}

function keyOf({ address, network, token }: Held): string {
  return `${address} ${network} ${token.asset}`
}
