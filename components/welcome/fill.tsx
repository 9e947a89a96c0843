import type { PurseView } from '../../lib/core/view'
import { useAnswer } from '../answer'
import { Button } from '../ui/button'
import { Balances } from '../wallet/balance'
import { Receive } from '../wallet/receive'
import { useWords } from '../words'
import '../wallet/wallet.css'

type Props = { purses: PurseView[]; practise(): void; finish(): void }

/** Where to send money, what happens then, and the end; or a payment for practice first. */
export function Fill({ purses, practise, finish }: Props) {
  const { say } = useWords()
  const { answer: wallet } = useAnswer('wallet', {})
  const { answer: settings } = useAnswer('settings', {})
  const real = settings?.networks.filter(({ isOn, purse }) => isOn && purse === 'real')
  return (
    <>
      <h1>{say('welcome_fund')}</h1>
      {wallet && real ? <Receive accounts={wallet.accounts} networks={real} /> : null}
      <Balances purses={purses.filter(({ purse }) => purse === 'real')} />
      <h2>{say('welcome_next')}</h2>
      <p>{say('welcome_next_more')}</p>
      <div className="line">
        <Button look="primary" onClick={finish}>
          {say('done')}
        </Button>
        <Button onClick={practise}>{say('practise_first')}</Button>
      </div>
    </>
  )
}
