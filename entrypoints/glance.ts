import { browser } from 'wxt/browser'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { Language } from '../lib/core/languages'
import type { View } from '../lib/core/view'
import { followTheme } from '../lib/browser/theme'
import { call } from '../lib/messages/call'
import { chosenLanguage } from '../lib/store/language'

export type Glance = {
  language: Promise<Language | undefined>
  tab: Promise<number | undefined>
  view: Promise<View>
}

declare global {
  var glance: Glance
}

// Before the popup's own script: what that shows, and in which language, is known by the time it is there.
export default defineUnlistedScript(() => {
  const tab = activeTab()
  const view = tab.then((id) => call('view', id === undefined ? {} : { tab: id }))
  globalThis.glance = { language: chosenLanguage(), tab, view }
  followTheme()
})

async function activeTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab?.id
}
