/** What became of it, once there is nothing left to ask. */
import { useEffect } from 'react'
import type { CardView } from '../../lib/core/view'
import { sentenceOf } from '../reason'
import { Button } from '../ui/button'
import { OriginName } from '../ui/origin'
import { useWords, type Words } from '../words'
import { Mark } from './mark'

const SHOWN = 900

/** `met`: did the person answer it here just now, or is this card opened on something that had ended before? */
type Props = { card: CardView; met: 'here' | 'ended'; close(): void }

export function Ended({ card, met, close }: Props) {
  const words = useWords()
  const isBrief = met === 'here' && needsNoReading(card)
  useEffect(() => {
    if (!isBrief) return undefined
    const timer = setTimeout(close, SHOWN)
    return () => clearTimeout(timer)
  }, [isBrief, close])

  return (
    <main className="card ended">
      <Mark outcome={card.outcome} />
      <div aria-live="polite" className="stack tight">
        <h1>{titleOf(card, words)}</h1>
        <p className="soft">
          <OriginName origin={card.seller} />
        </p>
        <p>{moreOf(card, words)}</p>
      </div>
      {card.explorer ? (
        <a href={card.explorer} target="_blank" rel="noreferrer">
          {words.say('see_transaction')}
        </a>
      ) : null}
      {isBrief || card.outcome === 'paying' ? null : <Button onClick={close}>{words.say('close')}</Button>}
    </main>
  )
}

/** It went as the person said: nothing to read, so it goes away by itself. */
function needsNoReading({ outcome, why }: CardView): boolean {
  if (outcome === 'paid' || outcome === 'confirming') return true
  return outcome === 'refused' && (why.code === 'declined' || why.code === 'closed' || why.code === 'blocked')
}

function titleOf(card: CardView, { say, money }: Words): string {
  const micros = card.offers.find(({ index }) => index === card.chosen)?.micros
  const amount = micros === undefined ? '' : money(micros)
  switch (card.outcome) {
    case 'paid':
    case 'confirming':
      return say('paid_amount', { amount })
    case 'paying':
      return say('paying')
    case 'unserved':
    case 'unused':
    case 'refused':
    case 'learned':
    case 'asking':
    case 'locked':
      return say(`outcome_${card.outcome}`)
  }
}

function moreOf(card: CardView, words: Words): string {
  switch (card.outcome) {
    case 'confirming':
    case 'unserved':
    case 'unused':
    case 'paying':
      return words.say(`ended_${card.outcome}`)
    case 'refused':
    case 'learned':
      return sentenceOf(card.why, words)
    case 'paid':
    case 'asking':
    case 'locked':
      return ''
  }
}
