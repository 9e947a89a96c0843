/** Showing a request to the person: the toolbar popup where the browser lets us open it, else a small window. */
import { browser } from 'wxt/browser'
import type { In } from '../core/payment'
import { ANSWERING, CARD_PORT } from '../messages/call'

const SIZE = { width: 420, height: 680 }

/** Opens the card of a payment whose tab is in front, unless one is open already; the badge stands for the rest. */
export async function ask(payment: In<'asking'>): Promise<void> {
  const tab = await browser.tabs.get(payment.place.tab).catch(() => undefined)
  if (!tab?.active || (await isCardOpen(payment.id))) return
  try {
    await browser.action.openPopup({ windowId: tab.windowId })
  } catch {
    // No focused browser window to hang a popup on, or a browser that wants a gesture.
    await browser.windows.create({ url: `/approve.html?payment=${payment.id}`, type: 'popup', ...SIZE })
  }
}

/**
 * Calls back when the card of a payment goes off the screen unanswered: what was clicked on it just before may still be
 * on its way. Must be called in the first tick of the worker.
 */
export function onCardClosed(closed: (id: number) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (!port.name.startsWith(CARD_PORT) || !port.sender?.url?.startsWith(browser.runtime.getURL('/'))) return
    const id = Number(port.name.slice(CARD_PORT.length))
    let isAnswering = false
    port.onMessage.addListener((said: unknown) => {
      isAnswering = said === ANSWERING
    })
    port.onDisconnect.addListener(() => {
      if (!isAnswering) closed(id)
    })
  })
}

/** A popup shows what waits, one after the other; a window shows the one payment it was opened for. */
async function isCardOpen(id: number): Promise<boolean> {
  const open = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'TAB'] })
  return open.some(({ contextType, documentUrl = '' }) => {
    return contextType === 'POPUP' || documentUrl.endsWith(`/approve.html?payment=${id}`)
  })
}
