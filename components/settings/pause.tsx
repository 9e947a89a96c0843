import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'

export function Pause({ isPaused, hint }: { isPaused: boolean; hint?: string }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  return (
    <>
      <Switch
        label={say('pause_all')}
        {...(hint ? { hint } : {})}
        isOn={isPaused}
        turn={(paused) => act(async () => void (await call('pause', { paused })))}
      />
      {hasFailed ? <Failed /> : null}
    </>
  )
}
