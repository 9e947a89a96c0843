/** What the browser tells of a tab. */
import { browser } from 'wxt/browser'
import { originOf } from '../core/site'

/** Undefined once it is closed. */
export function tabOf(tab: number) {
  return browser.tabs.get(tab).catch(() => undefined)
}

/** Origin of the page that a tab shows. */
export async function siteOf(tab: number): Promise<string | undefined> {
  const found = await tabOf(tab)
  return originOf(found?.url ?? '')
}
