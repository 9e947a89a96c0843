import type { View } from '../../lib/core/view'
import { useAnswer } from '../answer'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'
import { Accounts } from './accounts'
import { Damaged } from './damaged'
import { Holdings } from './holdings'
import { Lock } from './lock'
import { Movements } from './movement-table'
import { PayButtons } from './pay-buttons'
import { Receive } from './receive'
import { Safe } from './safe'
import { Send } from './send'
import { Unlock } from './unlock'
import './wallet.css'

export function WalletPage({ view: { purses } }: { view: View }) {
  const { say } = useWords()
  const { answer: view, failed } = useAnswer('wallet', {})
  const { answer: settings } = useAnswer('settings', {})
  if (!view || !settings) return failed ? <Failed /> : null
  if (view.state === 'damaged') return <Damaged />
  if (view.state === 'none') {
    return (
      <Note>
        {say('invite')} <a href="#/welcome">{say('set_up')}</a>
      </Note>
    )
  }
  const { networks, testNetworks } = settings
  const inUse = networks.filter(({ isOn, purse }) => isOn && (testNetworks || purse === 'real'))
  const shown = new Set(inUse.map(({ network }) => network))
  const balances = view.balances.filter(({ network }) => shown.has(network))
  return (
    <>
      <section className="sheet stack narrow">
        <h2>{view.state === 'open' ? say('unlocked') : say('locked')}</h2>
        <p className="soft">{view.state === 'open' ? say('unlocked_more') : say('locked_more')}</p>
        {view.state === 'open' ? (
          <div>
            <Lock />
          </div>
        ) : (
          <Unlock />
        )}
      </section>
      <Holdings purses={purses} balances={balances} />
      <Receive accounts={view.accounts} networks={inUse} />
      <Send accounts={view.accounts} balances={balances} />
      <section className="sheet stack">
        <h2>{say('movements')}</h2>
        <Movements />
      </section>
      <Accounts view={view} />
      <PayButtons />
      <Safe view={view} balance={purses.find(({ purse }) => purse === 'real')?.balance} />
    </>
  )
}
