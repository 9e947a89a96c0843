/**
 * The header rule by which a request is paid: it fits this URL, method and kind, in this tab or under this name, and is
 * gone once the request has been made. The page never holds the credential, and a redirect carries nothing along.
 */
import { type Browser, browser } from 'wxt/browser'
import type { In } from '../core/payment'
import type { Via } from '../core/sighting'
import { withoutFragment } from '../core/site'
import { FRAGMENT } from '../page/channel'

type Rule = Browser.declarativeNetRequest.Rule
type Condition = Browser.declarativeNetRequest.RuleCondition

/** Milliseconds. A rule whose request never left is not left lying about. */
const TTL = 10_000

const TYPES: Record<Via, NonNullable<Condition['resourceTypes']>[number]> = {
  navigation: 'main_frame',
  frame: 'sub_frame',
  fetch: 'xmlhttprequest',
  worker: 'xmlhttprequest',
  wallet: 'xmlhttprequest',
  image: 'image',
  media: 'media',
  script: 'script',
  style: 'stylesheet',
}

export function headerRules() {
  const live = new Map<number, symbol>()
  // Rules outlive the worker: whatever an earlier one left goes before anything is sent.
  const swept = sweep()

  async function remove(id: number): Promise<void> {
    if (!live.delete(id)) return
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] })
  }

  return {
    remove,

    /** In force once it resolves, for at most so many milliseconds. */
    async add(payment: In<'issued'>, milliseconds = TTL): Promise<void> {
      const { id } = payment
      await swept
      const mine = Symbol(id)
      live.set(id, mine)
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id], addRules: [ruleFor(payment)] })
      setTimeout(() => live.get(id) === mine && void remove(id), milliseconds)
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
      regexFilter: `^${addressOf(place)}$`,
      isUrlFilterCaseSensitive: true,
      requestMethods: [place.method.toLowerCase() as 'get'],
      resourceTypes: [TYPES[place.via]],
      // Requests that a service worker of the page passes on belong to no tab; their name is enough.
      ...(place.via === 'fetch' ? {} : { tabIds: [place.tab] }),
    },
  }
}

function addressOf({ via, url, hold }: In<'issued'>['place']): string {
  if (via === 'navigation' || via === 'frame') return escape(url)
  const plain = escape(withoutFragment(url))
  return via === 'fetch' ? `${plain}#${FRAGMENT}${hold}` : `${plain}(#.*)?`
}

function escape(url: string): string {
  return url.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
