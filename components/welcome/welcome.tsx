/** From nothing to a wallet with limits: first the wallet, then the limits, last the money. */
import { useState } from 'react'
import type { View } from '../../lib/core/view'
import { useAnswer } from '../answer'
import type { MakeWallet } from '../doors'
import { go } from '../options/route'
import { BooksProblem } from '../settings/books-problem'
import { LimitsForm } from '../settings/limits-form'
import { Button } from '../ui/button'
import { Coin } from '../ui/coin'
import { Problem } from '../ui/note'
import { Fund } from '../wallet/fund'
import { useWords } from '../words'
import { Create } from './create'
import { Import } from './import'
import { Restore } from './restore'
import './welcome.css'

export function Welcome({ view, makeWallet }: { view: View; makeWallet: MakeWallet }) {
  const { say } = useWords()
  const [step, setStep] = useState<'start' | 'create' | 'import' | 'restore' | 'limits' | 'fund'>('start')
  // With a wallet there, whatever was begun before goes on at the limits.
  const current = view.wallet !== 'none' && step !== 'fund' ? 'limits' : step
  const back = () => setStep('start')

  return (
    <main className="welcome stack">
      <p className="brand">
        <Coin size={40} /> {say('extension_name')}
      </p>
      {view.problem ? <BooksProblem problem={view.problem} /> : null}
      {view.isDamaged ? <Problem>{say('wallet_damaged_here')}</Problem> : null}
      {current === 'start' ? (
        <Start create={() => setStep('create')} bring={() => setStep('import')} restore={() => setStep('restore')} />
      ) : null}
      {current === 'create' ? <Create makeWallet={makeWallet} back={back} /> : null}
      {current === 'import' ? <Import makeWallet={makeWallet} back={back} /> : null}
      {current === 'restore' ? <Restore back={back} /> : null}
      {current === 'limits' ? <Limits saved={() => setStep('fund')} /> : null}
      {current === 'fund' ? <Last view={view} /> : null}
    </main>
  )
}

function Start({ create, bring, restore }: { create(): void; bring(): void; restore(): void }) {
  const { say } = useWords()
  return (
    <>
      <h1>{say('welcome_title')}</h1>
      <ol className="promises">
        <li>{say('welcome_1')}</li>
        <li>{say('welcome_2')}</li>
        <li>{say('welcome_3')}</li>
      </ol>
      <p className="soft">{say('sites_learn_nothing')}</p>
      <div className="line">
        <Button look="primary" onClick={create}>
          {say('create_wallet')}
        </Button>
        <Button onClick={bring}>{say('import_wallet')}</Button>
        <Button look="quiet" onClick={restore}>
          {say('restore_backup')}
        </Button>
      </div>
    </>
  )
}

function Limits({ saved }: { saved(): void }) {
  const { say } = useWords()
  const { answer: settings } = useAnswer('settings', {})
  return (
    <>
      <h1>{say('welcome_limits')}</h1>
      <p className="soft">{say('limits_more')}</p>
      {settings ? <LimitsForm limits={settings.limits} shows="first" saved={saved} /> : null}
    </>
  )
}

function Last({ view }: { view: View }) {
  const { say } = useWords()
  return (
    <>
      <h1>{say('welcome_fund')}</h1>
      {view.address ? <Fund address={view.address} /> : null}
      <h2>{say('welcome_next')}</h2>
      <p>{say('welcome_next_more')}</p>
      <div>
        <Button look="primary" onClick={() => go('overview')}>
          {say('done')}
        </Button>
      </div>
    </>
  )
}
