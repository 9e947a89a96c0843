import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { useWords } from '../words'

export function Lock({ look = 'plain' }: { look?: 'plain' | 'quiet' }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { act } = useAct()
  return (
    <Button look={look} onClick={() => act(async () => void (await call('lock', {})))}>
      {say('lock')}
    </Button>
  )
}
