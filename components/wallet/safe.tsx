import { useEffect, useState } from 'react'
import type { WalletView } from '../../lib/core/wallet-view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { download } from '../history/download'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { isGood, NewPassword, nothingTyped } from '../welcome/new-password'
import { useWords } from '../words'
import { PasswordForm } from './password-form'
import { Remove } from './remove'
import { Reveal } from './reveal'

type Open = 'words' | 'key' | 'backup' | 'password' | 'passkey' | 'remove'

/** What brings the wallet back, what opens it, and what takes it away. One at a time. */
export function Safe({ view, balance }: { view: WalletView; balance: string | undefined }) {
  const { wallet } = useDoors()
  const { say } = useWords()
  const [open, setOpen] = useState<Open>()
  const [done, setDone] = useState<'backup' | 'password' | 'passkey'>()
  const [canHavePasskeys, setCanHavePasskeys] = useState(false)
  useEffect(() => {
    void wallet.canHavePasskeys().then(setCanHavePasskeys)
  }, [wallet])
  const { hasWords, isBackedUp, passkeys, accounts } = view
  const main = accounts.find(({ isMain }) => isMain)?.address

  const close = () => setOpen(undefined)
  const start = (what: Open) => {
    setDone(undefined)
    setOpen(what)
  }
  const finish = (what: NonNullable<typeof done>) => {
    close()
    setDone(what)
  }
  return (
    <section className="sheet stack">
      <h2>{say('keep_safe')}</h2>
      {isBackedUp ? null : (
        <Note look="bad">
          <p>{say('not_backed_up')}</p>
          <p>{say(hasWords ? 'back_up_words' : 'back_up_key')}</p>
        </Note>
      )}
      <div className="line">
        {hasWords ? <Button onClick={() => start('words')}>{say('show_words')}</Button> : null}
        <Button onClick={() => start('key')}>{say('show_key')}</Button>
        <Button onClick={() => start('backup')}>{say('save_backup')}</Button>
        <Button onClick={() => start('password')}>{say('change_password')}</Button>
        {canHavePasskeys ? <Button onClick={() => start('passkey')}>{say('add_passkey')}</Button> : null}
        <Button look="danger" onClick={() => start('remove')}>
          {say('remove_wallet')}
        </Button>
      </div>
      <output>{done ? <Note look="good">{say(`done_${done}`)}</Note> : null}</output>
      {open === 'words' ? <Reveal what="words" close={close} /> : null}
      {open === 'key' && main ? <Reveal what={main} close={close} /> : null}
      {open === 'backup' ? <Backup done={() => finish('backup')} cancel={close} /> : null}
      {open === 'password' ? <ChangePassword done={() => finish('password')} cancel={close} /> : null}
      {open === 'passkey' ? (
        <PasswordForm
          does={say('add_passkey')}
          cancel={close}
          go={async (password) => {
            const answer = await wallet.addPasskey(password)
            if (!answer.refused) finish('passkey')
            return answer
          }}
        >
          <p className="soft">{say('passkey_more')}</p>
        </PasswordForm>
      ) : null}
      {open === 'remove' ? <Remove view={view} balance={balance} cancel={close} /> : null}
      {passkeys.length > 0 ? <Passkeys passkeys={passkeys} /> : null}
    </section>
  )
}

function Backup({ done, cancel }: { done(): void; cancel(): void }) {
  const { call, wallet } = useDoors()
  const { say } = useWords()
  return (
    <PasswordForm
      does={say('save_backup')}
      cancel={cancel}
      go={async (password) => {
        const answer = await wallet.backUp(password)
        if (!('file' in answer)) return answer
        download(`tuppence-backup-${new Date().toISOString().slice(0, 10)}.json`, 'application/json', answer.file)
        await call('backedUp', {})
        done()
        return {}
      }}
    >
      <p className="soft">{say('save_backup_more')}</p>
    </PasswordForm>
  )
}

function ChangePassword({ done, cancel }: { done(): void; cancel(): void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const [typed, setTyped] = useState(nothingTyped)
  return (
    <PasswordForm
      does={say('change_password')}
      cancel={cancel}
      isReady={isGood(typed)}
      go={async (password) => {
        const answer = await call('changePassword', { password, next: typed.password })
        if (!answer.refused) done()
        return answer
      }}
    >
      <NewPassword typed={typed} type={setTyped} isTried={typed.repeated !== ''} label={say('new_password')} />
      <p className="small soft">{say('change_password_more')}</p>
    </PasswordForm>
  )
}

function Passkeys({ passkeys }: { passkeys: WalletView['passkeys'] }) {
  const { call } = useDoors()
  const { say, date } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  return (
    <ul className="accounts" aria-label={say('passkeys')}>
      {passkeys.map(({ id, addedAt }) => (
        <li key={id} className="line apart">
          <span>{say('passkey_of', { date: date(addedAt) })}</span>
          <Button
            look="danger"
            aria-disabled={isBusy}
            onClick={() => act(async () => void (await call('removePasskey', { id })))}
          >
            {say('remove')}
          </Button>
        </li>
      ))}
      {hasFailed ? <Failed /> : null}
    </ul>
  )
}
