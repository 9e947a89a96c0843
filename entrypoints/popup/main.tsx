import { createRoot } from 'react-dom/client'
import { browser } from 'wxt/browser'
import { DoorsProvider } from '../../components/doors'
import { Popup } from '../../components/popup/popup'
import { makeDoors } from './doors'

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab?.id
}

createRoot(document.getElementById('root')!).render(
  <DoorsProvider value={makeDoors()}>
    <Popup activeTab={activeTab} />
  </DoorsProvider>,
)
