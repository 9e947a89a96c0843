import { browser } from 'wxt/browser'
import { Popup } from '../../components/popup/popup'
import { mount } from './mount'

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab?.id
}

// Asked for at once: the answer comes while the words are looked for.
const tab = activeTab()

void mount(<Popup activeTab={() => tab} />)
