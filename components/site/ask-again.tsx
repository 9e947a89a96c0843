import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'

export function AskAgain({ id, asked }: { id: number; asked(): void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  const [isGone, setIsGone] = useState(false)
  const again = () =>
    act(async () => {
      const answer = await call('again', { id })
      setIsGone(!answer.asked)
      if (answer.asked) asked()
    })
  return (
    <>
      <div>
        <Button onClick={again}>{say('ask_again')}</Button>
      </div>
      {isGone ? (
        <p className="error" role="alert">
          {say('ask_again_gone')}
        </p>
      ) : null}
      {hasFailed ? <Failed /> : null}
    </>
  )
}
