import { type NoticeKind, noticeKinds } from '../../lib/core/news'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'

/** What the browser tells outside of our own pages. */
export function Notifications({ quiet }: { quiet: NoticeKind[] }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  return (
    <>
      {noticeKinds.map((kind) => (
        <Switch
          key={kind}
          label={say(`notify_${kind}`)}
          isOn={!quiet.includes(kind)}
          turn={(isOn) =>
            act(async () => {
              const others = quiet.filter((each) => each !== kind)
              await call('set', { quiet: isOn ? others : [...others, kind] })
            })
          }
        />
      ))}
      {hasFailed ? <Failed /> : null}
    </>
  )
}
