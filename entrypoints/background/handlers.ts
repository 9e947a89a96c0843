import { browser } from 'wxt/browser'
import type { Clock } from '../../lib/core/clock'
import type { Caps, Limits } from '../../lib/core/limits'
import { mostOf, networksOutside, newSiteChoices } from '../../lib/core/managed'
import { builtInEndpoints, networks, type Purse } from '../../lib/core/networks'
import { offerOf, type Payment, priceOf } from '../../lib/core/payment'
import { driftOf, isBarred, isOn } from '../../lib/core/policy'
import { queueOf } from '../../lib/core/queue'
import { mayLook, type Reach } from '../../lib/core/reach'
import { bindingCaps, newRule, type Rule } from '../../lib/core/rules'
import type { Place } from '../../lib/core/sighting'
import { originOf } from '../../lib/core/site'
import {
  type ManagedView,
  type PurseView,
  type SettingsView,
  type SiteView,
  type UsedRuleView,
  type View,
  viewAllLimits,
  viewBinding,
  viewCaps,
  viewCard,
  viewLimit,
  viewLimits,
  viewPayment,
  viewReach,
  viewRule,
  viewWhy,
} from '../../lib/core/view'
import type { Engine } from '../../lib/engine/engine'
import type { Account, Journal } from '../../lib/engine/ports'
import type { Handlers } from '../../lib/messages/serve'
import type { Answers, Message } from '../../lib/messages/contract'
import type { Books } from '../../lib/store/books'
import type { Database } from '../../lib/store/database'
import { habitOf, history, isFirstAt, lastAt, talliesAt } from '../../lib/store/payments'
import { chooseLanguage, chosenLanguage } from '../../lib/store/language'
import { fromCapsText } from '../../lib/store/rows'
import { allRules, changeRule, forgetRule, ruleOf } from '../../lib/store/rules'
import { type Preferences, preferences, setPreferences, welcomeItem } from '../../lib/store/settings'
import { chainId } from '../../lib/wallet/chain'
import { loadVault } from '../../lib/store/vault'
import { addresses, type Keeper } from './account'
import { type balances, endpointOf } from './balances'
import { choose, reach } from './reach'
import { accountViews, viewFloat, walletHandlers } from './wallet-handlers'

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

/** How many of the latest payments the popup shows, and how far back it looks for them. */
const RECENT = 5
const LOOK_BACK = 50
/** A page that is open reads the balance again after this many seconds. */
const STALE = 60

/** What our own pages may ask of the background. */
export function handlers({ books, journal, engine, keeper, funds, clock, changed, reachChanged }: Parts): Handlers {
  let triedAt = 0
  const { database } = books

  async function refreshIfStale(account: Account): Promise<void> {
    const { now } = clock()
    if (account.state === 'none' || now - triedAt < STALE) return
    triedAt = now
    await funds.refresh(await addresses())
  }

  async function view(tab?: number): Promise<View> {
    const [account, { paused, isLost, wrong }, found] = await Promise.all([
      keeper.account(),
      preferences(),
      books.problem(),
    ])
    const problem = found ?? (wrong ? 'managed' : isLost ? 'settings' : undefined)
    const where = await reach()
    const person = {
      reach: viewReach(where),
      welcome: await welcomeItem.getValue(),
      wallet: account.state,
      ...(account.state === 'none' ? {} : { address: account.address }),
      ...((await loadVault()) === 'damaged' ? { isDamaged: true as const } : {}),
      paused,
    }
    if (found && found !== 'full') return { ...person, problem: found, purses: [], waiting: [], recent: [] }
    void refreshIfStale(account)
    const [db, site] = [await database(), await siteIn(tab)]
    const waiting = (await journal.open()).flatMap((open) => (open.state === 'asking' ? [open] : []))
    const decided = (await history(db, LOOK_BACK)).filter((payment) => 'seq' in payment).slice(0, RECENT)
    return {
      ...person,
      ...(problem ? { problem } : {}),
      purses: await viewPurses(decided),
      ...(site ? { site: await viewSite(site, where) } : {}),
      waiting: queueOf(waiting, tab),
      recent: decided.map(viewPayment),
    }
  }

  async function viewPurses(decided: Payment[]): Promise<PurseView[]> {
    const { limits, testNetworks } = await preferences()
    const known = await funds.known()
    const { zone } = clock()
    const { all, moment } = await talliesAt(await database(), '', clock())
    const purse = (purse: Purse): PurseView => {
      return {
        purse,
        day: viewLimit('day', limits.all.day, all[purse], moment, zone),
        limits: viewLimits(limits.all, all[purse], moment, zone),
        ...viewFloat(purse, known, decided, { most: limits.site.payment, now: clock().now }),
      }
    }
    if (!testNetworks) return [purse('real')]
    const [real, test] = [purse('real'), purse('test')]
    const isRealInUse = real.day.used !== '0' || BigInt(real.balance ?? 0) > 0n
    return isRealInUse ? [real, test] : [test, real]
  }

  async function viewSite(site: string, where: Reach): Promise<SiteView> {
    const db = await database()
    const [rule, last, settings] = await Promise.all([ruleOf(db, site), lastAt(db, site), preferences()])
    const { limits, newSite } = settings
    const barred = isBarred(settings, site)
    const { now, zone } = clock()
    const tallies = await talliesAt(db, site, clock())
    const tally = tallies.site[(last && viewPayment(last).money?.purse) ?? 'real']
    const binding = rule && viewBinding(rule, limits, now)
    const caps = rule?.mode === 'auto' ? bindingCaps(rule, limits) : limits.site
    return {
      site,
      mode: barred ? 'off' : (binding?.mode ?? newSite),
      ...(barred ? { isBarred: true } : {}),
      ...(binding ? { rule: binding } : {}),
      day: viewLimit('day', caps.day, tally, tallies.moment, zone),
      limits: viewLimits(caps, tally, tallies.moment, zone),
      ...(last ? { last: viewPayment(last) } : {}),
      ...(mayLook(where, site) ? {} : { isHidden: true }),
    }
  }

  async function viewSettings(): Promise<SettingsView> {
    const [settings, language] = await Promise.all([preferences(), chosenLanguage()])
    const { limits, newSite, paused, testNetworks, preferred, lockMinutes, quiet } = settings
    const managed = viewManaged(settings)
    const order = [...preferred, ...networks.map(({ network }) => network)]
    return {
      ...(managed ? { managed } : {}),
      limits: viewAllLimits(limits),
      newSite,
      paused,
      testNetworks,
      lockMinutes,
      ...(language ? { language } : {}),
      quiet,
      networks: await Promise.all(
        networks
          .toSorted((a, b) => order.indexOf(a.network) - order.indexOf(b.network))
          .map(async ({ network, name, purse, rpc }) => ({
            network,
            name,
            purse,
            isOn: isOn(network, { ...settings, testNetworks: true }),
            endpoint: await endpointOf(network),
            builtIn: rpc,
          })),
      ),
    }
  }

  async function viewRules(): Promise<Answers['rules']> {
    const db = await database()
    const [rules, settings] = await Promise.all([allRules(db), preferences()])
    const { limits } = settings
    const { zone } = clock()
    const usage = async (rule: Rule): Promise<UsedRuleView> => {
      const { site, moment } = await talliesAt(db, rule.site, clock())
      const tally = site.real.ever ? site.real : site.test
      return {
        ...viewRule(rule),
        usage: viewLimits(bindingCaps(rule, limits), tally, moment, zone),
        ...(isBarred(settings, rule.site) ? { isBarred: true } : {}),
        ...(site.real.ever || site.test.ever ? {} : { isUnpaid: true }),
        ...(await viewDrift(db, rule)),
      }
    }
    return { rules: await Promise.all(rules.map(usage)), limits: viewAllLimits(limits) }
  }

  async function viewDrift(db: Database, rule: Rule): Promise<Pick<UsedRuleView, 'drift'>> {
    const last = await lastAt(db, rule.site)
    const offer = last && offerOf(last)
    if (!last || !offer || 'authorization' in last) return {}
    const drift = driftOf({ habit: await habitOf(db, last), rule }, offer)
    return drift ? { drift: viewWhy({ ...drift, facts: { wanted: priceOf(offer), ...drift.facts } }) } : {}
  }

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
    ...walletHandlers({ journal, engine, keeper, funds, clock, changed, readAgain: () => (triedAt = 0) }),

    view: ({ tab }) => view(tab),

    async card({ id }) {
      const payment = await journal.get(id)
      if (!payment?.demand || payment.chosen === undefined) return null
      const { site } = payment.place
      const db = await database()
      const who = 'account' in payment ? { address: payment.account } : { site }
      const [settings, account, rule] = await Promise.all([preferences(), keeper.account(who), ruleOf(db, site)])
      const balances = account.state === 'none' ? {} : await funds.of(account.address, payment.demand.offers)
      const { moment, ...tallies } = await talliesAt(db, site, clock())
      const payer = (await accountViews()).find(
        ({ address }) => account.state !== 'none' && address === account.address,
      )
      const card = viewCard({
        payment: payment as Parameters<typeof viewCard>[0]['payment'],
        settings,
        rule,
        tallies,
        moment,
        balances,
        wallet: account.state,
        isFirst: await isFirstAt(db, site, id),
        zone: clock().zone,
      })
      return { ...card, ...(payer ? { payer } : {}) }
    },

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

    rules: viewRules,

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
      await choose((sites) => sites && [...sites.filter((each) => each !== site), ...(isAllowed ? [site] : [])])
      await reachChanged()
      return null
    },

    async lookEverywhere({ isAllowed }) {
      await choose((sites) => (isAllowed ? null : (sites ?? [])))
      await reachChanged()
      return null
    },

    async welcome({ step }) {
      await welcomeItem.setValue(step)
      changed()
      return null
    },

    settings: viewSettings,

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
      triedAt = 0
      changed()
      return {}
    },

    async adopt({ vault, password }) {
      const result = await keeper.adopt(vault, password)
      if (!result.refused) await funds.forget()
      // With a backup, settings of another computer may have come.
      await reachChanged()
      triedAt = 0
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

/** The site of a tab that can ask for money at all. */
async function siteIn(tab: number | undefined): Promise<string | undefined> {
  if (tab === undefined) return undefined
  const found = await browser.tabs.get(tab).catch(() => undefined)
  return originOf(found?.url ?? '')
}

function viewManaged({ policy, wrong }: Preferences): ManagedView | undefined {
  if (!policy && !wrong) return undefined
  const { paused, testNetworks, allowed, blocked } = policy ?? {}
  const { site, all, ceiling } = mostOf(policy ?? {})
  return {
    ...(wrong ? { wrong } : {}),
    most: { site: viewCaps(site), all: viewCaps(all), ceiling: viewCaps(ceiling) },
    newSite: newSiteChoices(policy ?? {}),
    isPaused: wrong !== undefined || paused === true,
    hasNoTestNetworks: testNetworks === false,
    networksOff: networksOutside(policy ?? {}),
    ...(allowed ? { allowed } : {}),
    ...(blocked ? { blocked } : {}),
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
