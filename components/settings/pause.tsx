import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'

type Props = { isPaused: boolean; isFixed?: boolean; hint?: string }

export function Pause({ isPaused, isFixed, hint }: Props) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  return (
    <>
      <Switch
        label={say('pause_all')}
        {...(hint ? { hint } : {})}
        isOn={isPaused}
        {...(isFixed ? { isFixed } : {})}
        turn={(paused) => act(async () => void (await call('pause', { paused })))}
      />
      {hasFailed ? <Failed /> : null}
    </>
  )
}
