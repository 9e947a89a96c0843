import { useEffect } from 'react'
import { Card } from '../approve/card'
import { usePin } from '../approve/pin'
import { placeIn } from '../approve/place'
import { Failed } from '../ui/note'
import { useView, useViewFailure } from '../view'
import { Overview } from './overview'
import { SetUp } from './set-up'
import './popup.css'

/** The toolbar popup: what waits for an answer, else how things stand. */
export function Popup() {
  const view = useView()
  const failure = useViewFailure()
  const { pin, isDone, close, waiting, next, show, showSoon } = usePin(view)
  useEffect(() => {
    if (isDone) window.close()
  }, [isDone])

  if (!view) return failure ? <Failed /> : null
  if (typeof pin === 'number') {
    return <Card key={pin} id={pin} place={placeIn(waiting, pin)} show={show} close={close} />
  }
  if (pin === 'next') return null
  if (view.wallet === 'none') return <SetUp problem={view.problem} />
  return <Overview view={view} waiting={next} show={show} askedAgain={showSoon} />
}
