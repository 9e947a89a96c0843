/** The card of one payment, from the question to its end. What is on it is what a click on it signs. */
import { useEffect, useState } from 'react'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Problem } from '../ui/note'
import { useWords } from '../words'
import { Asking } from './asking'
import { Ended } from './ended'
import type { Place } from './place'
import './card.css'

type Props = {
  id: number
  /** Its place among all that wait; undefined once it waits no more. */
  place: Place | undefined
  /** Shows another card instead. */
  show(id: number): void
  /** Called when nothing is left to see here. */
  close(): void
}

export function Card({ id, place, show, close }: Props) {
  const { holdCard, letGoCard } = useDoors()
  const { say } = useWords()
  const { answer: card, failed } = useAnswer('card', { id })
  const isAsking = card?.outcome === 'asking' || card?.outcome === 'locked'
  // Held until the request has gone out, also while another card is looked at: the background takes a card that is let go
  // for one that was closed.
  const isHeld = isAsking || card?.outcome === 'paying'
  const isOver = card !== undefined && !isHeld
  const [wasAsked, setWasAsked] = useState(false)
  if (isAsking && !wasAsked) setWasAsked(true)
  useEffect(() => {
    if (isHeld) holdCard(id)
    if (isOver) letGoCard(id)
  }, [holdCard, letGoCard, id, isHeld, isOver])

  if (card === undefined) {
    return (
      <main className="card">
        {failed ? <Problem>{say('failed')}</Problem> : <p aria-live="polite">{say('loading')}</p>}
      </main>
    )
  }
  if (card === null) {
    return (
      <main className="card ended">
        <h1>{say('gone')}</h1>
        <p>{say('gone_more')}</p>
        <Button onClick={close}>{say('close')}</Button>
      </main>
    )
  }
  if (isAsking) return <Asking key={id} card={card} place={place} show={show} />
  return <Ended card={card} met={wasAsked ? 'here' : 'ended'} close={close} />
}
