import type { SettingsView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Failed } from '../ui/note'
import { Network } from './network'
import { raised } from './order'

/** The networks, those preferred first. */
export function Networks({ settings: { networks, testNetworks, managed } }: { settings: SettingsView }) {
  const { call } = useDoors()
  const { hasFailed, act } = useAct()
  const shown = networks.filter(({ purse }) => testNetworks || purse === 'real')
  const order = networks.map(({ network }) => network)
  const off = networks.filter(({ isOn }) => !isOn).map(({ network }) => network)

  const turn = (network: string, isOn: boolean) => {
    const others = off.filter((each) => each !== network)
    act(async () => void (await call('set', { networksOff: isOn ? others : [...others, network] })))
  }
  const raise = (network: string, above: string) =>
    act(async () => void (await call('set', { preferred: raised(order, network, above) })))

  return (
    <div className="networks">
      {shown.map((network, place) => {
        const above = shown[place - 1]?.network
        return (
          <Network
            key={network.network}
            network={network}
            isFixed={managed?.networksOff.includes(network.network) ?? false}
            turn={(isOn) => turn(network.network, isOn)}
            {...(above ? { raise: () => raise(network.network, above) } : {})}
          />
        )
      })}
      {hasFailed ? <Failed /> : null}
    </div>
  )
}
