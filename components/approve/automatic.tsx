import { useEffect, useRef, useState } from 'react'
import { toDecimal } from '../../lib/core/amount'
import type { CardView, OfferView } from '../../lib/core/view'
import { Choice } from '../ui/choice'
import { MoneyField } from '../ui/field'
import { useWords } from '../words'
import { type CapProblem, type CapsText, readCaps } from './caps'
import { type Ends, ends as allEnds } from './ends'

/** Only this time, or by rule from now on; unclear while the caps typed make no sense. */
export type Always = 'once' | 'unclear' | { payment: string; day: string; ends: Ends }

type Props = { card: CardView; offer: OfferView; change(always: Always): void }

export function Automatic({ card, offer, change }: Props) {
  const { say, money } = useWords()
  const [isOn, setIsOn] = useState(false)
  const [typed, setTyped] = useState<CapsText>(() => capsFor(card, offer))
  const [ends, setEnds] = useState<Ends>('month')
  const read = readCaps(typed, BigInt(offer.micros), card.limits)
  const problems = 'problems' in read ? read.problems : {}
  const all = useRef<HTMLDivElement>(null)
  const shows = isOn ? `caps ${Object.values(problems).join(' ')}` : 'nothing'
  useEffect(() => {
    if (shows !== 'nothing') all.current?.scrollIntoView({ block: 'nearest' })
  }, [shows])

  const problem = (code: CapProblem | undefined) =>
    code === 'below_price' ? say('cap_below_price', { price: money(offer.micros) }) : code && say(`cap_${code}`)

  const tell = (caps: CapsText, ends: Ends) => {
    const read = readCaps(caps, BigInt(offer.micros), card.limits)
    change('caps' in read ? { ...read.caps, ends } : 'unclear')
  }
  const type = (next: CapsText) => {
    setTyped(next)
    tell(next, ends)
  }
  const choose = (next: Ends) => {
    setEnds(next)
    tell(typed, next)
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
            value={typed.payment}
            error={problem(problems.payment)}
            onChange={(event) => type({ ...typed, payment: event.target.value })}
          />
          <MoneyField
            label={say('most_per_day')}
            value={typed.day}
            error={problem(problems.day)}
            onChange={(event) => type({ ...typed, day: event.target.value })}
          />
          <div className="wide">
            <Choice
              label={say('auto_ends')}
              options={allEnds.map((value) => ({ value, label: say(`auto_ends_${value}`) }))}
              value={ends}
              choose={choose}
            />
          </div>
          {card.seller === card.site ? null : (
            <p className="hint wide">{say('auto_seller', { seller: card.seller, site: card.site })}</p>
          )}
          {'caps' in read && read.isAboveLimits ? (
            <p className="hint wide">
              {say('above_limits', { day: money(card.limits.day), payment: money(card.limits.payment) })}
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
  return { payment: atLeast(BigInt(suggested.payment)), day: atLeast(BigInt(suggested.day)) }
}
