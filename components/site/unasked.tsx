import { useEffect, useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'

/**
 * A page that still shows its 402, though nothing is under way for it: it was there before Tuppence, before a wallet, or
 * before leave to look at it.
 */
export function Unasked({ loaded }: { loaded(): void }) {
  const { wall } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    void wall.isShown().then(setIsShown)
  }, [wall])
  const again = () =>
    act(async () => {
      await wall.loadAgain()
      setIsShown(false)
      loaded()
    })
  if (!isShown) return null
  return (
    <Note>
      <div className="stack tight">
        <p>{say('wall_unasked')}</p>
        <div>
          <Button look="primary" aria-disabled={isBusy} onClick={again}>
            {say('load_again')}
          </Button>
        </div>
        {hasFailed ? <Failed /> : null}
      </div>
    </Note>
  )
}
