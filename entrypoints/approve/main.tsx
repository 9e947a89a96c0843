import { createRoot } from 'react-dom/client'
import { ApproveWindow } from '../../components/approve/window'
import { DoorsProvider } from '../../components/doors'
import { makeDoors } from '../popup/doors'

const id = Number(new URLSearchParams(location.search).get('payment'))

createRoot(document.getElementById('root')!).render(
  <DoorsProvider value={makeDoors()}>
    <ApproveWindow id={id} />
  </DoorsProvider>,
)
