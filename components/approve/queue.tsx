import { Button } from '../ui/button'
import { useWords } from '../words'
import type { Place } from './place'

/** Where this request stands among those that wait, and the way to the others. */
export function Queue({ place: { position, count, previous, next }, show }: { place: Place; show(id: number): void }) {
  const { say } = useWords()
  if (count < 2) return null
  const step = (id: number | undefined, name: string, sign: string) => (
    <Button
      look="quiet"
      className="step"
      aria-label={name}
      aria-disabled={id === undefined}
      onClick={() => id !== undefined && show(id)}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  )
  return (
    <nav className="queue" aria-label={say('queue')}>
      {step(previous, say('previous_request'), '‹')}
      <span className="small soft">{say('place_in_queue', { count: `${count}`, position: `${position}` })}</span>
      {step(next, say('next_request'), '›')}
    </nav>
  )
}
