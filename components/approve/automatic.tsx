import { useEffect, useRef, useState } from 'react'
import { toDecimal } from '../../lib/core/amount'
import type { CardView, OfferView } from '../../lib/core/view'
import { MoneyField } from '../ui/field'
import { useWords } from '../words'
import { type CapProblem, type CapsText, readCaps } from './caps'

/** Only this time, or by rule from now on; unclear while the caps typed make no sense. */
export type Always = 'once' | 'unclear' | { perPayment: string; perDay: string }

type Props = { card: CardView; offer: OfferView; change(always: Always): void }

export function Automatic({ card, offer, change }: Props) {
  const { say, money } = useWords()
  const [isOn, setIsOn] = useState(false)
  const [typed, setTyped] = useState<CapsText>(() => capsFor(card, offer))
  const read = readCaps(typed, BigInt(offer.micros), card.limits)
  const problems = 'problems' in read ? read.problems : {}
  const all = useRef<HTMLDivElement>(null)
  const shows = isOn ? `caps ${Object.values(problems).join(' ')}` : 'nothing'
  useEffect(() => {
    if (shows !== 'nothing') all.current?.scrollIntoView({ block: 'nearest' })
  }, [shows])

  const problem = (code: CapProblem | undefined) =>
    code === 'below_price' ? say('cap_below_price', { price: money(offer.micros) }) : code && say(`cap_${code}`)

  const type = (next: CapsText) => {
    setTyped(next)
    const again = readCaps(next, BigInt(offer.micros), card.limits)
    change('caps' in again ? again.caps : 'unclear')
  }

  return (
    <div ref={all} className="automatic">
      <label className="tick">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setIsOn(event.target.checked)
            if (event.target.checked) type(typed)
            else change('once')
          }}
        />
        <span>{say('pay_automatically')}</span>
      </label>
      {isOn ? (
        <div className="caps">
          <MoneyField
            label={say('most_per_payment')}
            value={typed.perPayment}
            error={problem(problems.perPayment)}
            onChange={(event) => type({ ...typed, perPayment: event.target.value })}
          />
          <MoneyField
            label={say('most_per_day')}
            value={typed.perDay}
            error={problem(problems.perDay)}
            onChange={(event) => type({ ...typed, perDay: event.target.value })}
          />
          {'caps' in read && read.isAboveLimits ? (
            <p className="hint wide">
              {say('above_limits', { day: money(card.limits.perSiteDay), payment: money(card.limits.perPayment) })}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** The suggested caps, but never below the price in front of the person: that would be an error before a word is typed. */
function capsFor({ suggested }: CardView, { micros }: OfferView): CapsText {
  const atLeast = (cap: bigint) => toDecimal(cap < BigInt(micros) ? BigInt(micros) : cap)
  return { perPayment: atLeast(BigInt(suggested.perPayment)), perDay: atLeast(BigInt(suggested.perDay)) }
}
