import type { Clock } from '../../lib/core/clock'
import type { Caps, Limits } from '../../lib/core/limits'
import { builtInEndpoints, networks } from '../../lib/core/networks'
import { newRule } from '../../lib/core/rules'
import type { Place } from '../../lib/core/sighting'
import { viewPayment } from '../../lib/core/show'
import type { Engine } from '../../lib/engine/engine'
import type { Journal } from '../../lib/engine/ports'
import type { Message } from '../../lib/messages/contract'
import type { Handlers } from '../../lib/messages/serve'
import type { Books } from '../../lib/store/books'
import { chooseLanguage } from '../../lib/store/language'
import { history } from '../../lib/store/looks'
import { fromCapsText } from '../../lib/store/rows'
import { changeRule, forgetRule, ruleOf } from '../../lib/store/rules'
import { preferences, setPreferences, welcomeItem } from '../../lib/store/settings'
import { chainId } from '../../lib/wallet/chain'
import { addresses, type Keeper } from './account'
import type { balances } from './balances'
import { choose } from './reach'
import { views } from './views'
import { walletHandlers } from './wallet-handlers'

type Parts = {
  books: Books
  journal: Journal
  engine: Engine
  keeper: Keeper
  funds: ReturnType<typeof balances>
  clock(): Clock
  changed(): void
  /** Where we may look is not what it was. */
  reachChanged(): Promise<void>
}

/** What our own pages may ask of the background. */
export function handlers({ books, journal, engine, keeper, funds, clock, changed, reachChanged }: Parts): Handlers {
  const { database } = books
  const shown = views({ books, journal, keeper, funds, clock })
  const { readAgain } = shown

  /** What the person set of a rule; one that is new begins with the overall caps, and asks. */
  async function change(site: string, patch: Omit<Message<'setRule'>, 'site' | 'caps'> & { caps?: Partial<Caps> }) {
    const { limits } = await preferences()
    await changeRule(await database(), site, (before) => {
      const { caps, until, again, ...rest } = patch
      const rule = before ?? newRule(site, 'ask', { payment: limits.site.payment, day: limits.site.day })
      const { until: ended, again: repeated, ...kept } = rule
      const ends = until === undefined ? ended : (until ?? undefined)
      const repeats = again === undefined ? repeated : (again ?? undefined)
      return {
        ...kept,
        ...defined(rest),
        caps: caps
          ? { ...caps, payment: caps.payment ?? rule.caps.payment, day: caps.day ?? rule.caps.day }
          : rule.caps,
        ...(ends === undefined ? {} : { until: ends }),
        ...(repeats === undefined ? {} : { again: repeats }),
      }
    })
    changed()
  }

  async function declineWhere(isMeant: (place: Place) => boolean, reason: 'declined' | 'blocked'): Promise<void> {
    for (const { id, state, place } of await journal.open())
      if (state === 'asking' && isMeant(place)) await engine.answer(id, { say: 'no', reason })
  }

  return {
    ...walletHandlers({ journal, engine, keeper, funds, clock, changed, readAgain }),
    ...shown.handlers,

    async pay({ id, chosen, amount, always, rotates }) {
      const { site, seller, via } = (await journal.get(id))?.place ?? {}
      const refused = await engine.answer(id, { say: 'pay', chosen, amount })
      if (refused) return { refused }
      if (site && rotates) await change(site, { rotates })
      if (site && always) {
        const { until, ...caps } = always
        const before = await ruleOf(await database(), site)
        // The card said so: a seller from elsewhere that is to be paid automatically on this site is allowed there by name.
        const guests = seller && seller !== site ? { sellers: [...new Set([...(before?.sellers ?? []), seller])] } : {}
        await change(site, {
          mode: 'auto',
          until: until ?? null,
          caps: { ...before?.caps, ...fromCapsText(caps) },
          ...guests,
          ...(via === 'image' || via === 'media' ? { media: true } : {}),
        })
      }
      return {}
    },

    async decline({ id, how }) {
      const seller = how === 'blocked' ? (await journal.get(id))?.place.seller : undefined
      if (seller) await change(seller, { mode: 'off' })
      await engine.answer(id, { say: 'no', reason: how })
      if (seller) await declineWhere((place) => place.seller === seller, 'blocked')
      return null
    },

    async declineAll({ site }) {
      await declineWhere((place) => place.site === site, 'declined')
      return null
    },

    again: async ({ id }) => ({ asked: await engine.again(id) }),

    async unlock({ password }) {
      const result = await keeper.unlock(password)
      if (!result.refused) await engine.reconsider()
      return result
    },

    async lock() {
      await keeper.lock()
      return null
    },

    async pause({ paused }) {
      await setPreferences((before) => ({ ...before, paused }))
      changed()
      return null
    },

    async history({ before, count, state }) {
      return (await history(await database(), count, before, state)).map(viewPayment)
    },

    async cancel({ id }) {
      await keeper.touch()
      const refused = await engine.cancel(id)
      return refused ? { refused } : {}
    },

    async setRule({ site, caps, ...patch }) {
      await keeper.touch()
      await change(site, { ...patch, ...(caps ? { caps: fromCapsText(defined(caps)) } : {}) })
      return null
    },

    async forget({ site }) {
      await keeper.touch()
      await forgetRule(await database(), site)
      changed()
      return null
    },

    async lookAt({ site, isAllowed }) {
      await choose((sites) => {
        if (site === null) return isAllowed ? null : (sites ?? [])
        return sites && [...sites.filter((each) => each !== site), ...(isAllowed ? [site] : [])]
      })
      await reachChanged()
      return null
    },

    async welcome({ step }) {
      await welcomeItem.setValue(step)
      changed()
      return null
    },

    async set({ limits, endpoint, language, ...rest }) {
      await keeper.touch()
      const refused = endpoint && (await checkEndpoint(endpoint.network, endpoint.url))
      if (refused) return refused
      if (language !== undefined) await chooseLanguage(language)
      await setPreferences((before) => ({
        ...before,
        ...defined(rest),
        ...(limits ? { limits: { ...before.limits, ...inMicros(limits) } } : {}),
        ...(endpoint ? { endpoints: withEndpoint(before.endpoints, endpoint) } : {}),
      }))
      readAgain()
      changed()
      return {}
    },

    async adopt({ vault, password }) {
      const result = await keeper.adopt(vault, password)
      if (!result.refused) await funds.forget()
      // With a backup, settings of another computer may have come.
      await reachChanged()
      readAgain()
      return result
    },

    async refresh() {
      await keeper.touch()
      await funds.refresh(await addresses())
      await engine.reconsider()
      return null
    },

    async reopenBooks() {
      books.reopen()
      changed()
      return null
    },
  }
}

function inMicros(limits: NonNullable<Message<'set'>['limits']>): Partial<Limits> {
  return Object.fromEntries(
    Object.entries(defined(limits)).map(([scope, caps]) => [scope, fromCapsText(defined(caps ?? {}))]),
  )
}

/** Without the keys that say nothing. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}

/** Only what the content security policy lets us reach, and only the chain it is meant for. */
async function checkEndpoint(network: string, url: string) {
  const known = networks.find((each) => each.network === network)
  if (!known) return { refused: 'wrong_chain' as const }
  if (url === '' || url === known.rpc) return undefined
  if (!URL.canParse(url)) return { refused: 'not_reachable' as const }
  const { protocol, hostname, origin, username } = new URL(url)
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  if (username || (!isHere && !builtInEndpoints().includes(origin))) return { refused: 'not_reachable' as const }
  try {
    const found = await chainId(url)
    return `eip155:${found}` === network ? undefined : { refused: 'wrong_chain' as const, detail: String(found) }
  } catch (error) {
    return { refused: 'no_answer' as const, detail: error instanceof Error ? error.message : String(error) }
  }
}

function withEndpoint(
  endpoints: Record<string, string>,
  { network, url }: { network: string; url: string },
): Record<string, string> {
  const { [network]: _before, ...others } = endpoints
  const isBuiltIn = url === '' || networks.some((each) => each.network === network && each.rpc === url)
  return isBuiltIn ? others : { ...others, [network]: url }
}
