import type { View } from '../../lib/core/view'
import { Note } from '../ui/note'
import { useWords } from '../words'
import { Balances } from './balance'
import { Fund } from './fund'
import { Lock } from './lock'
import { Unlock } from './unlock'

export function WalletPage({ view: { wallet, address, purses } }: { view: View }) {
  const { say } = useWords()
  if (wallet === 'none' || !address) {
    return (
      <Note>
        {say('invite')} <a href="#/welcome">{say('set_up')}</a>
      </Note>
    )
  }
  return (
    <>
      <section className="sheet stack">
        <h2>{say('balance')}</h2>
        <Balances purses={purses} />
      </section>
      <section className="sheet stack">
        <h2>{say('add_money')}</h2>
        <Fund address={address} />
      </section>
      <section className="sheet stack narrow">
        <h2>{wallet === 'open' ? say('unlocked') : say('locked')}</h2>
        <p className="soft">{wallet === 'open' ? say('unlocked_more') : say('locked_more')}</p>
        {wallet === 'open' ? (
          <div>
            <Lock />
          </div>
        ) : (
          <Unlock />
        )}
      </section>
    </>
  )
}
