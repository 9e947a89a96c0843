import type { CardView, OfferView } from '../../lib/core/view'
import { useWords } from '../words'

/** The rest of what will be signed, in full. */
export function Details({ card, offer }: { card: CardView; offer: OfferView }) {
  const { say } = useWords()
  return (
    <details>
      <summary>{say('details')}</summary>
      <dl className="facts">
        <dt>{say('detail_network')}</dt>
        <dd>
          <bdi dir="ltr" className="mono">
            {offer.network}
          </bdi>
        </dd>
        <dt>{say('detail_pays_to')}</dt>
        <dd>
          <bdi dir="ltr" className="mono">
            {offer.payTo}
          </bdi>
        </dd>
        <dt>{say('detail_token')}</dt>
        <dd>
          {offer.symbol}{' '}
          <bdi dir="ltr" className="mono">
            {offer.asset}
          </bdi>
        </dd>
        <dt>{say('detail_request')}</dt>
        <dd>
          <bdi dir="ltr" className="mono">
            {card.method} {card.url}
          </bdi>
        </dd>
      </dl>
    </details>
  )
}
