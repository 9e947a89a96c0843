import { useState } from 'react'
import type { AccountView, WalletView } from '../../lib/core/wallet-view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { readOrigin } from '../site/typed-origin'
import { ShortAddress } from '../ui/address'
import { Amount } from '../ui/amount'
import { Button } from '../ui/button'
import { Copy } from '../ui/copy'
import { Field } from '../ui/field'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'
import { accountName } from './account-name'
import { PasswordForm } from './password-form'

/** Who pays: the main account, and those set aside for one site each. */
export function Accounts({ view: { accounts, balances, hasWords } }: { view: WalletView }) {
  const { say } = useWords()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section className="sheet stack">
      <h2>{say('accounts')}</h2>
      {hasWords ? <p className="soft">{say('accounts_words')}</p> : null}
      <p className="soft">{say('accounts_seen')}</p>
      <ul className="accounts">
        {accounts.map((account) => (
          <Account
            key={account.address}
            account={account}
            micros={sumOf(balances.filter(({ address, purse }) => address === account.address && purse === 'real'))}
            isOnly={accounts.length === 1}
          />
        ))}
      </ul>
      {isAdding ? (
        <AddAccount done={() => setIsAdding(false)} />
      ) : hasWords ? (
        <div>
          <Button onClick={() => setIsAdding(true)}>{say('add_account')}</Button>
        </div>
      ) : (
        <p className="small soft">{say('account_no_seed')}</p>
      )}
    </section>
  )
}

function Account({ account, micros, isOnly }: { account: AccountView; micros: string | undefined; isOnly: boolean }) {
  const { call } = useDoors()
  const words = useWords()
  const { say } = words
  const { isBusy, hasFailed, act } = useAct()
  const [name, setName] = useState<string>()
  const { address, isMain, site } = account

  const rename = () => {
    if (name === undefined) return
    act(async () => {
      await call('setAccount', { address, name: name.trim() })
      setName(undefined)
    })
  }
  return (
    <li className="account" aria-label={accountName(account, words)}>
      <div className="line apart">
        <span className="stack tight">
          {name === undefined ? (
            <span className="strong">{accountName(account, words)}</span>
          ) : (
            <form
              className="line"
              onSubmit={(event) => {
                event.preventDefault()
                rename()
              }}
            >
              <input
                className="input"
                aria-label={say('account_name')}
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <Button type="submit">{say('save')}</Button>
            </form>
          )}
          <span className="small soft">
            {site ? say('account_of_site', { site }) : isMain ? say('account_main') : say('account_idle')}
          </span>
        </span>
        <span className="end">
          {micros === undefined ? null : <Amount micros={micros} />}
          <br />
          <ShortAddress address={address} />
        </span>
      </div>
      <div className="line">
        <Copy text={address} label={say('copy_address')} />
        {name === undefined ? (
          <Button look="quiet" onClick={() => setName(account.name)}>
            {say('rename')}
          </Button>
        ) : null}
        {isOnly || isMain || site ? null : (
          <Button
            look="quiet"
            aria-disabled={isBusy}
            onClick={() => act(async () => void (await call('setAccount', { address, isMain: true })))}
          >
            {say('account_make_main')}
          </Button>
        )}
        {site ? (
          <Button
            look="quiet"
            aria-disabled={isBusy}
            onClick={() => act(async () => void (await call('setAccount', { address, site: null })))}
          >
            {say('account_free')}
          </Button>
        ) : null}
      </div>
      {hasFailed ? <Failed /> : null}
    </li>
  )
}

function AddAccount({ done }: { done(): void }) {
  const { wallet } = useDoors()
  const { say } = useWords()
  const [name, setName] = useState('')
  const [typed, setTyped] = useState('')
  const read = typed.trim() === '' ? undefined : readOrigin(typed)
  const problem = read && 'problem' in read ? read.problem : undefined
  const site = read && 'origin' in read ? read.origin : undefined
  return (
    <PasswordForm
      does={say('add_account')}
      cancel={done}
      isReady={problem === undefined}
      go={async (password) => {
        const answer = await wallet.addAccount(password, { name: name.trim(), ...(site ? { site } : {}) })
        if (!answer.refused) done()
        return answer
      }}
    >
      <Field
        label={say('account_name')}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={say('account_for_site')}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        hint={say('account_for_site_hint')}
        value={typed}
        error={problem ? say(`origin_${problem}`) : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {site ? <Note>{say('account_for_site_cost')}</Note> : null}
    </PasswordForm>
  )
}

function sumOf(balances: WalletView['balances']): string | undefined {
  const read = balances.flatMap(({ micros }) => (micros === undefined ? [] : [BigInt(micros)]))
  return read.length === 0 ? undefined : `${read.reduce((sum, each) => sum + each, 0n)}`
}
