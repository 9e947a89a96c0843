import type { CardView, OfferView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Amount } from '../ui/amount'
import { Budget } from '../ui/budget'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useWords } from '../words'

/** What this payment does to the balance, and what is left of today's limits. */
export function Spent({ card, offer }: { card: CardView; offer: OfferView }) {
  const { say, money } = useWords()
  // The limits on the card are those of the purse it was made for; real and test money are held to them apart.
  const purse = card.offers.find(({ index }) => index === card.chosen)?.purse
  return (
    <div className="stack tight">
      {offer.balance !== undefined && offer.after !== undefined ? (
        <p>{say('balance_after', { after: money(offer.after), before: money(offer.balance) })}</p>
      ) : (
        <Silent chain={offer.chain} />
      )}
      {purse === offer.purse ? (
        <div className="budgets">
          <Budget limit={card.siteDay} name={say('spent_today_site')}>
            <span className="small">
              <Amount micros={card.siteDay.left} className="strong" />{' '}
              <span className="soft">{say('left_today_site')}</span>
            </span>
          </Budget>
          <Budget limit={card.day} name={say('spent_today')}>
            <span className="small">
              <Amount micros={card.day.left} className="strong" /> <span className="soft">{say('left_today_all')}</span>
            </span>
          </Budget>
        </div>
      ) : null}
    </div>
  )
}

/** The chain could not be asked what there is. */
function Silent({ chain }: { chain: string }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, act } = useAct()
  return (
    <Note>
      <p className="strong">{say('balance_unknown')}</p>
      <p className="small">{say('chain_silent', { network: chain })}</p>
      <Button look="quiet" aria-disabled={isBusy} onClick={() => act(async () => void (await call('refresh', {})))}>
        {isBusy ? say('refreshing') : say('refresh_balance')}
      </Button>
    </Note>
  )
}
