import { browser } from 'wxt/browser'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { View } from '../lib/core/view'
import { followTheme } from '../lib/browser/theme'
import { call } from '../lib/messages/call'

export type Glance = { tab: Promise<number | undefined>; view: Promise<View> }

declare global {
  var glance: Glance
}

// Before the popup's own script: how things stand is known by the time that is there to show it.
export default defineUnlistedScript(() => {
  followTheme()
  const tab = activeTab()
  globalThis.glance = { tab, view: tab.then((id) => call('view', id === undefined ? {} : { tab: id })) }
})

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab?.id
}
