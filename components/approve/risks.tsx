import type { CardView, OfferView, Risk } from '../../lib/core/view'
import { ShortAddress } from '../ui/address'
import { accountName } from '../wallet/account-name'
import { useWords } from '../words'

/** Facts to weigh, not a score. */
export function Risks({ card, offer }: { card: CardView; offer: OfferView }) {
  const words = useWords()
  const { say } = words
  return (
    <ul className="risks small">
      {risksOf(card, offer).map((risk) => (
        <li key={risk}>{say(`risk_${risk}`)}</li>
      ))}
      <li>
        {say('pays_to')} <ShortAddress address={offer.payTo} />
      </li>
      {card.payer ? (
        <li>
          {say('pays_from')} {accountName(card.payer, words)} <ShortAddress address={card.payer.address} />
        </li>
      ) : null}
    </ul>
  )
}

/** Two of the facts belong to the offer that is chosen now, not to the one the card came with. */
function risksOf({ risks }: CardView, { purse, upfront }: OfferView): Risk[] {
  const others = risks.filter((risk) => risk !== 'test_network' && risk !== 'charged_first')
  return [
    ...others,
    ...(purse === 'test' ? (['test_network'] as const) : []),
    ...(upfront ? (['charged_first'] as const) : []),
  ]
}
