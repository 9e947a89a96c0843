import type { OfferView } from '../../lib/core/view'
import { useAct } from '../act'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { Address } from '../ui/address'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useWords } from '../words'

/** Not enough money: how much is missing, and where to send it. */
export function Short({ offer }: { offer: OfferView }) {
  const { call, openPage } = useDoors()
  const { say, money } = useWords()
  const { isBusy, act } = useAct()
  const { answer: view } = useAnswer('view', {})
  return (
    <Note>
      <div className="stack tight">
        <p className="strong">{say('short', { have: money(offer.balance ?? '0'), need: money(offer.micros) })}</p>
        <p>{say('top_up', { network: offer.chain, token: offer.symbol })}</p>
        {view?.address ? <Address address={view.address} /> : null}
        <div className="line">
          <Button onClick={() => openPage('options.html#/wallet?at=receive')}>{say('add_money')}</Button>
          <Button look="quiet" aria-disabled={isBusy} onClick={() => act(async () => void (await call('refresh', {})))}>
            {isBusy ? say('refreshing') : say('refresh_balance')}
          </Button>
        </div>
      </div>
    </Note>
  )
}
