import type { SettingsView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'

/** Play money, for trying things out. */
export function TestNetworks({ settings: { testNetworks, managed } }: { settings: SettingsView }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  return (
    <>
      <Switch
        label={say('show_test_networks')}
        hint={managed?.hasNoTestNetworks ? say('set_by_organisation') : say('show_test_networks_more')}
        isOn={testNetworks}
        isFixed={managed?.hasNoTestNetworks ?? false}
        turn={(testNetworks) => act(async () => void (await call('set', { testNetworks })))}
      />
      {hasFailed ? <Failed /> : null}
    </>
  )
}
