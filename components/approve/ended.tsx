/** What became of it, once there is nothing left to ask. */
import { useEffect, useState } from 'react'
import type { CardView } from '../../lib/core/view'
import { storyOf } from '../reason'
import { outcomeWords } from '../history/outcome'
import { proofOf } from '../history/proof'
import { TakeBack } from '../history/take-back'
import { Button } from '../ui/button'
import { Copy } from '../ui/copy'
import { OriginName } from '../ui/origin'
import { useWords, type Words } from '../words'
import { Mark } from './mark'

const SHOWN = 900
/** A payment that takes longer than this may be given up. */
const PATIENCE = 10_000

/** `met`: did the person answer it here just now, or is this card opened on something that had ended before? */
type Props = { card: CardView; met: 'here' | 'ended'; close(): void }

export function Ended({ card, met, close }: Props) {
  const words = useWords()
  const proof = proofOf(card.row)
  const isSlow = useLater(PATIENCE)
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
      {card.row.explorer ? (
        <a href={card.row.explorer} target="_blank" rel="noreferrer">
          {words.say('see_transaction')}
        </a>
      ) : null}
      {card.outcome === 'unserved' && proof ? <Copy text={proof} label={words.say('copy_proof')} look="plain" /> : null}
      {card.outcome === 'paying' && !isSlow ? null : <TakeBack payment={card.row} />}
      {isBrief || (card.outcome === 'paying' && !isSlow) ? null : <Button onClick={close}>{words.say('close')}</Button>}
    </main>
  )
}

/** True once it has been in sight for that long. */
function useLater(milliseconds: number): boolean {
  const [isLater, setIsLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLater(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return isLater
}

/** It went as the person said: nothing to read, so it goes away by itself. */
function needsNoReading({ outcome, why }: CardView): boolean {
  if (outcome === 'paid' || outcome === 'confirming') return true
  return outcome === 'refused' && ['declined', 'closed', 'blocked', 'left'].includes(why.code)
}

function titleOf(card: CardView, words: Words): string {
  const { say, money } = words
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
    case 'cancelled':
    case 'refused':
    case 'learned':
    case 'asking':
    case 'locked':
      return outcomeWords(card.row, words)
  }
}

function moreOf(card: CardView, words: Words): string {
  switch (card.outcome) {
    case 'unserved':
      return words.say(card.row.cancel ? 'ended_still_open' : 'ended_unserved')
    case 'confirming':
    case 'unused':
    case 'cancelled':
    case 'paying':
      return words.say(`ended_${card.outcome}`)
    case 'refused':
    case 'learned':
      return storyOf(card, words)
    case 'paid':
    case 'asking':
    case 'locked':
      return ''
  }
}
