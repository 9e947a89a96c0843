import type { CardView, OfferView } from '../../lib/core/view'
import { Amount } from '../ui/amount'
import { Budget } from '../ui/budget'
import { useWords } from '../words'

/** What this payment does to the balance, and what is left of today's limits. */
export function Spent({ card, offer }: { card: CardView; offer: OfferView }) {
  const { say, money } = useWords()
  // The limits on the card are those of the purse it was made for; real and test money are held to them apart.
  const purse = card.offers.find(({ index }) => index === card.chosen)?.purse
  return (
    <div className="stack tight">
      <p>
        {offer.balance !== undefined && offer.after !== undefined ? (
          say('balance_after', { after: money(offer.after), before: money(offer.balance) })
        ) : (
          <span className="soft">{say('balance_unknown')}</span>
        )}
      </p>
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
