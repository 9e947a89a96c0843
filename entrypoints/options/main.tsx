import { createRoot } from 'react-dom/client'
import { DoorsProvider } from '../../components/doors'
import { Options } from '../../components/options/options'
import { makeWallet } from '../../lib/wallet/seed'
import { makeDoors } from '../popup/doors'

createRoot(document.getElementById('root')!).render(
  <DoorsProvider value={makeDoors()}>
    <Options makeWallet={makeWallet} />
  </DoorsProvider>,
)
