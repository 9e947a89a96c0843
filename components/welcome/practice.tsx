import type { View } from '../../lib/core/view'
import { useAnswer } from '../answer'
import { TestNetworks } from '../settings/test-networks'
import { ReachNotice } from '../site/reach-notice'
import { Address } from '../ui/address'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { Balances } from '../wallet/balance'
import { useWords } from '../words'

/** Play dollars for anyone's address, and a page that asks for a cent of them: both of others, named as such. */
const FAUCET = 'https://faucet.circle.com'
const SHOP = 'https://www.x402.org'
const PAGE = `${SHOP}/protected`

/** A payment with play money, for who wants to see one before there is real money in the wallet. */
export function Practice({ view, finish }: { view: View; finish(): void }) {
  const { say, moment } = useWords()
  const { answer: settings } = useAnswer('settings', {})
  const { address, purses, recent, reach } = view
  const made = recent.find(({ money, outcome }) => money?.purse === 'test' && outcome === 'paid')
  const isWithin = reach.everywhere || reach.sites.includes(SHOP)
  return (
    <>
      <h1>{say('practice')}</h1>
      <p>{say('practice_more')}</p>
      {settings ? <TestNetworks settings={settings} /> : null}
      {settings?.testNetworks && address ? (
        <ol className="promises">
          <li className="stack tight">
            <p>
              {say('practice_faucet')}{' '}
              <a href={FAUCET} target="_blank" rel="noreferrer">
                {new URL(FAUCET).host}
              </a>
            </p>
            <Address address={address} />
            <Balances purses={purses.filter(({ purse }) => purse === 'test')} />
          </li>
          <li className="stack tight">
            <p>
              {say('practice_page')}{' '}
              <a href={PAGE} target="_blank" rel="noreferrer">
                {new URL(PAGE).host}
              </a>
            </p>
            {isWithin ? null : <ReachNotice site={SHOP} />}
          </li>
        </ol>
      ) : null}
      {made ? <Note look="good">{say('practice_made', { time: moment(made.at) })}</Note> : null}
      <p className="small soft">{say('practice_others')}</p>
      <div>
        <Button look="primary" onClick={finish}>
          {say('done')}
        </Button>
      </div>
    </>
  )
}
