/**
 * Asking again with the credential: a header rule that fits one request only (this URL, tab, method, kind), then a reload
 * of the tab. The page never holds the credential, no history entry is added, and a redirect carries nothing along.
 */
import { type Browser, browser } from 'wxt/browser'
import type { In } from '../core/payment'

type Request = { tab: number; url: string; method: string }
type Rule = Browser.declarativeNetRequest.Rule

/** A rule whose request never left is not left lying about. */
const TTL = 10_000

export function reissuer() {
  const live = new Map<number, Request>()
  // Rules outlive the worker: whatever an earlier one left goes before anything is sent.
  const swept = sweep()

  async function remove(id: number, request: Request): Promise<void> {
    if (live.get(id) !== request) return
    live.delete(id)
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] })
  }

  return {
    async issue(payment: In<'issued'>): Promise<void> {
      const { id, place } = payment
      await swept
      live.set(id, place)
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id], addRules: [ruleFor(payment)] })
      setTimeout(() => void remove(id, place), TTL)
      await reload(place)
    },

    /** The stamped request has left: its rule goes at once, so that a redirect back to itself carries nothing. */
    async sent({ tab, url, method }: Request): Promise<void> {
      for (const [id, request] of live) {
        if (request.tab === tab && request.url === url && request.method === method) await remove(id, request)
      }
    },
  }
}

async function sweep(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules()
  if (rules.length > 0)
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) })
}

function ruleFor({ id, place, credential }: In<'issued'>): Rule {
  const { header, value } = credential
  return {
    id,
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders: [{ header, operation: 'set', value }] },
    condition: {
      regexFilter: `^${escape(place.url)}$`,
      isUrlFilterCaseSensitive: true,
      tabIds: [place.tab],
      requestMethods: [place.method.toLowerCase() as 'get'],
      resourceTypes: ['main_frame'],
    },
  }
}

/**
 * A GET is reloaded by the browser, which also works where its own error page stands. Anything else is reloaded from
 * the page, which sends the body again without the "Confirm Form Resubmission" dialog (browsers-chrome.md §3).
 */
async function reload({ tab, method }: Request): Promise<void> {
  if (method === 'GET') return browser.tabs.reload(tab)
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, func: () => location.reload() })
  } catch {
    await browser.tabs.reload(tab)
  }
}

function escape(url: string): string {
  return url.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
