/** Showing a request to the person: the toolbar popup where the browser lets us open it, else a small window. */
import { browser } from 'wxt/browser'
import type { In } from '../core/payment'
import { ANSWERING, CARD_PORT } from '../messages/call'
import { turns } from '../turns'
import { tabOf } from './tabs'

const SIZE = { width: 420, height: 680 }

/** Of five requests at once the first opens a card, and the others find it open. */
const inTurn = turns()

/**
 * Opens a card for a payment whose tab is in front. One that is open shows all that waits; the badge stands for the rest,
 * which nobody sees.
 */
export function ask(payment: In<'asking'>): Promise<'seen' | 'unseen'> {
  return inTurn(() => open(payment))
}

async function open(payment: In<'asking'>): Promise<'seen' | 'unseen'> {
  const tab = await tabOf(payment.place.tab)
  const card = await openCard()
  if (!tab?.active) return card === undefined ? 'unseen' : 'seen'
  if (card === 'popup') return 'seen'
  if (card !== undefined) {
    await browser.windows.update(card, { focused: true })
    return 'seen'
  }
  try {
    await browser.action.openPopup({ windowId: tab.windowId })
  } catch {
    // No focused browser window to hang a popup on, or a browser that wants a gesture.
    await browser.windows.create({ url: `/approve.html?payment=${payment.id}`, type: 'popup', ...SIZE })
  }
  return 'seen'
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

/** The popup, or the window of a card, whose page may still be loading. */
async function openCard(): Promise<'popup' | number | undefined> {
  const [contexts, tabs] = await Promise.all([
    browser.runtime.getContexts({ contextTypes: ['POPUP', 'TAB'] }),
    browser.tabs.query({}),
  ])
  if (contexts.some(({ contextType }) => contextType === 'POPUP')) return 'popup'
  const address = browser.runtime.getURL('/approve.html')
  const isCard = (url: string | undefined) => url?.startsWith(address)
  const card =
    contexts.find(({ documentUrl }) => isCard(documentUrl)) ??
    tabs.find(({ url, pendingUrl }) => isCard(url) || isCard(pendingUrl))
  return card?.windowId
}
