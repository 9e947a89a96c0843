/** What a right click offers. Nothing is paid by it: the link is opened, and what its page asks is asked as ever. */
import { browser } from 'wxt/browser'
import { originOf } from '../core/site'
import type { Speech } from './speech'

const PAY = 'pay-link'
const SITE = 'this-site'
const WEB = ['http://*/*', 'https://*/*']

/** Places the items in the person's language. They outlive the worker. */
export async function placeMenus({ speak }: Speech): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({ id: PAY, title: speak('menu_pay_link'), contexts: ['link'], targetUrlPatterns: WEB })
  browser.contextMenus.create({
    id: SITE,
    title: speak('menu_this_site'),
    contexts: ['page', 'action'],
    documentUrlPatterns: WEB,
  })
}

/** Must be called in the first tick of the worker. */
export function onMenus(): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl, pageUrl }, tab) => {
    if (menuItemId === PAY && linkUrl) void browser.tabs.create(besides(tab, linkUrl))
    const site = originOf(pageUrl ?? tab?.url ?? '')
    if (menuItemId === SITE && site)
      void browser.tabs.create(besides(tab, `/options.html#/sites?site=${encodeURIComponent(site)}`))
  })
}

/** A new tab next to the one it comes from. */
function besides(tab: { index: number; windowId: number } | undefined, url: string) {
  return tab && tab.index >= 0 ? { url, index: tab.index + 1, windowId: tab.windowId } : { url }
}
