import { useId } from 'react'
import type { OfferView } from '../../lib/core/view'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { useWords } from '../words'

/** The ways to pay that the seller offers. Never switched for the person. */
export function Offers({
  offers,
  chosen,
  choose,
}: {
  offers: OfferView[]
  chosen: number
  choose(index: number): void
}) {
  const { say } = useWords()
  const name = useId()
  return (
    <fieldset className="offers">
      <legend className="label">{say('pay_with')}</legend>
      {offers.map((offer) => (
        <label key={offer.index} className="offer">
          <input
            type="radio"
            name={name}
            checked={offer.index === chosen}
            disabled={offer.short}
            onChange={() => choose(offer.index)}
          />
          <span className="offer-words">
            <span className="line apart">
              <span>
                <Amount micros={offer.micros} className="strong" />{' '}
                {say('in_token', { network: offer.chain, token: offer.symbol })}
              </span>
              <TestBadge purse={offer.purse} />
            </span>
            <Balance offer={offer} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Balance({ offer: { balance, short } }: { offer: OfferView }) {
  const { say, money } = useWords()
  if (balance === undefined) return <span className="small soft">{say('balance_unknown')}</span>
  const words = short ? say('not_enough', { balance: money(balance) }) : say('balance_is', { balance: money(balance) })
  return <span className="small soft">{words}</span>
}
