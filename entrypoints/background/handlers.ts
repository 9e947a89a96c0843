import { browser } from 'wxt/browser'
import { builtInEndpoints, networks, type Purse } from '../../lib/core/networks'
import type { Payment } from '../../lib/core/payment'
import { toMicros } from '../../lib/core/amount'
import { originOf } from '../../lib/core/site'
import {
  type PurseView,
  type SettingsView,
  type SiteView,
  type View,
  viewBinding,
  viewCard,
  viewLimit,
  viewPayment,
  viewRule,
} from '../../lib/core/view'
import { dayEnds } from '../../lib/core/windows'
import type { Engine } from '../../lib/engine/engine'
import type { Account, Clock, Journal } from '../../lib/engine/ports'
import type { Handlers } from '../../lib/messages/serve'
import type { Database } from '../../lib/store/database'
import { heldAt, history, isFirstAt, lastAt } from '../../lib/store/payments'
import { allRules, forgetRule, ruleOf, setRule } from '../../lib/store/rules'
import { preferences, setPreferences } from '../../lib/store/settings'
import { chainId } from '../../lib/wallet/chain'
import type { Keeper } from './account'
import { type balances, endpointOf } from './balances'

type Parts = {
  database: Promise<Database>
  journal: Journal
  engine: Engine
  keeper: Keeper
  funds: ReturnType<typeof balances>
  clock(): Clock
  changed(): void
}

/** How many of the latest payments the popup shows, and how far back it looks for them. */
const RECENT = 5
const LOOK_BACK = 50
/** A page that is open reads the balance again after this many seconds. */
const STALE = 60

/** What our own pages may ask of the background. */
export function handlers({ database, journal, engine, keeper, funds, clock, changed }: Parts): Handlers {
  let triedAt = 0

  async function refreshIfStale(account: Account): Promise<void> {
    const { now } = clock()
    if (account.state === 'none' || now - triedAt < STALE) return
    triedAt = now
    await funds.refresh(account.address)
  }

  async function view(tab?: number): Promise<View> {
    const db = await database
    const [account, { paused }, site] = await Promise.all([keeper.account(), preferences(), siteIn(tab)])
    void refreshIfStale(account)
    const waiting = (await journal.open()).filter(({ state }) => state === 'asking')
    const decided = (await history(db, LOOK_BACK)).filter((payment) => 'seq' in payment).slice(0, RECENT)
    return {
      wallet: account.state,
      ...(account.state === 'none' ? {} : { address: account.address }),
      paused,
      purses: await viewPurses(),
      ...(site ? { site: await viewSite(site) } : {}),
      waiting: inFront(waiting, tab).map(({ id }) => id),
      recent: decided.map(viewPayment),
    }
  }

  async function viewPurses(): Promise<PurseView[]> {
    const { limits, testNetworks } = await preferences()
    const known = await funds.known()
    const { now, zone } = clock()
    const used = await heldAt(await database, '', { now, zone })
    const purse = (purse: Purse): PurseView => {
      const own = known.filter(({ token }) => token.purse === purse)
      const micros = own.reduce((sum, { token, amount }) => sum + toMicros(amount, token.decimals), 0n)
      return {
        purse,
        day: viewLimit(limits.perDay, used[purse].day, dayEnds(now, zone)),
        ...(own.length > 0 ? { balance: `${micros}`, balanceAt: Math.min(...own.map(({ at }) => at)) } : {}),
      }
    }
    if (!testNetworks) return [purse('real')]
    const [real, test] = [purse('real'), purse('test')]
    const isRealInUse = real.day.used !== '0' || BigInt(real.balance ?? 0) > 0n
    return isRealInUse ? [real, test] : [test, real]
  }

  async function viewSite(site: string): Promise<SiteView> {
    const db = await database
    const [rule, last, { limits, newSite }] = await Promise.all([ruleOf(db, site), lastAt(db, site), preferences()])
    const { now, zone } = clock()
    const used = await heldAt(db, site, { now, zone })
    const purse = last && viewPayment(last).money?.purse
    const limit = rule?.mode === 'auto' && rule.perDay < limits.perSiteDay ? rule.perDay : limits.perSiteDay
    return {
      site,
      mode: rule?.mode ?? newSite,
      ...(rule ? { rule: viewBinding(rule, limits) } : {}),
      day: viewLimit(limit, used[purse ?? 'real'].siteDay, dayEnds(now, zone)),
      ...(last ? { last: viewPayment(last) } : {}),
    }
  }

  async function viewSettings(): Promise<SettingsView> {
    const { limits, newSite, paused, testNetworks, lockMinutes } = await preferences()
    const { perPayment, perSiteDay, perDay, perSiteMinute } = limits
    return {
      limits: { perPayment: `${perPayment}`, perSiteDay: `${perSiteDay}`, perDay: `${perDay}`, perSiteMinute },
      newSite,
      paused,
      testNetworks,
      lockMinutes,
      networks: await Promise.all(
        networks.map(async ({ network, name, purse, rpc }) => ({
          network,
          name,
          purse,
          endpoint: await endpointOf(network),
          builtIn: rpc,
        })),
      ),
    }
  }

  return {
    view: ({ tab }) => view(tab),

    async card({ id }) {
      const payment = await journal.get(id)
      if (!payment?.demand || payment.chosen === undefined) return null
      const { site } = payment.place
      const db = await database
      const [settings, account, rule] = await Promise.all([preferences(), keeper.account(), ruleOf(db, site)])
      const balances = account.state === 'none' ? {} : await funds.of(account.address, payment.demand.offers)
      const { now, zone } = clock()
      return viewCard({
        payment: payment as Parameters<typeof viewCard>[0]['payment'],
        settings,
        rule,
        held: await heldAt(db, site, { now, zone }),
        balances,
        wallet: account.state,
        isFirst: await isFirstAt(db, site, id),
        now,
        zone,
      })
    },

    async pay({ id, chosen, amount, always }) {
      const site = (await journal.get(id))?.place.site
      const refused = await engine.answer(id, { say: 'pay', chosen, amount })
      if (refused) return { refused }
      if (always && site) {
        await setRule(await database, {
          site,
          mode: 'auto',
          perPayment: BigInt(always.perPayment),
          perDay: BigInt(always.perDay),
        })
        changed()
      }
      return {}
    },

    async decline({ id, how }) {
      const payment = await journal.get(id)
      if (payment && how === 'blocked') await changeMode(payment.place.seller, 'off')
      await engine.answer(id, { say: 'no', reason: how })
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

    async history({ before, count }) {
      return (await history(await database, count, before)).map(viewPayment)
    },

    async rules() {
      return { rules: (await allRules(await database)).map(viewRule), limits: (await viewSettings()).limits }
    },

    async setRule({ site, mode, perPayment, perDay }) {
      await keeper.touch()
      await setRule(await database, { site, mode, perPayment: BigInt(perPayment), perDay: BigInt(perDay) })
      changed()
      return null
    },

    async forget({ site }) {
      await keeper.touch()
      await forgetRule(await database, site)
      changed()
      return null
    },

    settings: viewSettings,

    async set({ limits, newSite, testNetworks, lockMinutes, endpoint }) {
      await keeper.touch()
      const refused = endpoint && (await checkEndpoint(endpoint.network, endpoint.url))
      if (refused) return refused
      await setPreferences((before) => ({
        ...before,
        ...(limits ? { limits: { ...before.limits, ...inMicros(limits) } } : {}),
        ...(newSite ? { newSite } : {}),
        ...(testNetworks === undefined ? {} : { testNetworks }),
        ...(lockMinutes ? { lockMinutes } : {}),
        ...(endpoint ? { endpoints: withEndpoint(before.endpoints, endpoint) } : {}),
      }))
      triedAt = 0
      changed()
      return {}
    },

    async adopt({ vault, password }) {
      const result = await keeper.adopt(vault, password)
      if (!result.refused) await funds.forget()
      triedAt = 0
      return result
    },

    async refresh() {
      await keeper.touch()
      const account = await keeper.account()
      if (account.state !== 'none') await funds.refresh(account.address)
      await engine.reconsider()
      return null
    },
  }

  async function changeMode(site: string, mode: 'off'): Promise<void> {
    const rule = await ruleOf(await database, site)
    const { perPayment, perSiteDay } = (await preferences()).limits
    await setRule(await database, { ...(rule ?? { site, perPayment, perDay: perSiteDay }), mode })
  }
}

/** The site of a tab that can ask for money at all. */
async function siteIn(tab: number | undefined): Promise<string | undefined> {
  if (tab === undefined) return undefined
  const found = await browser.tabs.get(tab).catch(() => undefined)
  return originOf(found?.url ?? '')
}

/** What waits, oldest first, but the tab the person looks at before all others. */
function inFront(waiting: Payment[], tab: number | undefined): Payment[] {
  return waiting.toSorted((a, b) => Number(b.place.tab === tab) - Number(a.place.tab === tab) || a.id - b.id)
}

function inMicros({ perPayment, perSiteDay, perDay }: { perPayment: string; perSiteDay: string; perDay: string }) {
  return { perPayment: BigInt(perPayment), perSiteDay: BigInt(perSiteDay), perDay: BigInt(perDay) }
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
