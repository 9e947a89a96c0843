/** What our own pages are shown of how things stand. Nothing here changes anything but a balance that is read anew. */
import type { Clock } from '../../lib/core/clock'
import { mostOf, networksOutside, newSiteChoices } from '../../lib/core/managed'
import { networks, type Purse } from '../../lib/core/networks'
import { offerOf, type Payment, priceOf } from '../../lib/core/payment'
import { driftOf, isBarred, isOn } from '../../lib/core/policy'
import { queueOf } from '../../lib/core/queue'
import { mayLook, type Reach } from '../../lib/core/reach'
import { bindingCaps, type Rule } from '../../lib/core/rules'
import {
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
} from '../../lib/core/show'
import type { ManagedView, Problem, PurseView, SettingsView, SiteView, UsedRuleView, View } from '../../lib/core/view'
import { siteOf } from '../../lib/browser/tabs'
import type { Account, Journal } from '../../lib/engine/ports'
import type { Answers } from '../../lib/messages/contract'
import type { Handlers } from '../../lib/messages/serve'
import type { Books } from '../../lib/store/books'
import type { Database } from '../../lib/store/database'
import { chosenLanguage } from '../../lib/store/language'
import { habitOf, isFirstAt, lastAt, latestDecided, talliesAt } from '../../lib/store/looks'
import { allRules, ruleOf } from '../../lib/store/rules'
import { type Preferences, preferences, welcomeItem } from '../../lib/store/settings'
import { loadVault } from '../../lib/store/vault'
import { addresses, type Keeper } from './account'
import { type balances, endpointOf } from './balances'
import { reach } from './reach'
import { accountViews, viewFloat } from './wallet-handlers'

type Shown = Pick<Handlers, 'view' | 'card' | 'rules' | 'settings'>

type Parts = {
  books: Books
  journal: Journal
  keeper: Keeper
  funds: ReturnType<typeof balances>
  clock(): Clock
}

/** What is read of the books for a view. */
type Read = {
  open: Payment[]
  decided: Payment[]
  tallies: Awaited<ReturnType<typeof talliesAt>>
  known: Awaited<ReturnType<Parts['funds']['known']>>
}

/** How many of the latest payments the popup shows, and how far back it looks for them. */
const RECENT = 5
const LOOK_BACK = 50
/** A page that is open reads the balance again after this many seconds. */
const STALE = 60

export function views({ books, journal, keeper, funds, clock }: Parts): {
  handlers: Shown
  /** Balances are read anew at the next look. */
  readAgain(): void
} {
  let triedAt = 0
  const { database } = books

  async function refreshIfStale(account: Account): Promise<void> {
    const { now } = clock()
    if (account.state === 'none' || now - triedAt < STALE) return
    triedAt = now
    await funds.refresh(await addresses())
  }

  async function view(tab?: number): Promise<View> {
    // Side by side: a popup waits for it.
    const [account, settings, where, welcome, site, { found, read }] = await Promise.all([
      keeper.account(),
      preferences(),
      reach(),
      welcomeItem.getValue(),
      tab === undefined ? undefined : siteOf(tab),
      readBooks(),
    ])
    const { paused, isLost, wrong } = settings
    const problem = found ?? (wrong ? 'managed' : isLost ? 'settings' : undefined)
    const isDamaged = account.state === 'none' && (await loadVault()) === 'damaged'
    const person = {
      reach: viewReach(where),
      welcome,
      wallet: account.state,
      ...(account.state === 'none' ? {} : { address: account.address }),
      ...(isDamaged ? { isDamaged } : {}),
      paused,
      ...(problem ? { problem } : {}),
    }
    if (!read) return { ...person, purses: [], waiting: [], recent: [] }
    void refreshIfStale(account)
    const { decided } = read
    const shown = site && (await viewSite(site, where, settings))
    const waiting = read.open.flatMap((payment) => (payment.state === 'asking' ? [payment] : []))
    return {
      ...person,
      purses: viewPurses(read, settings),
      ...(shown ? { site: shown } : {}),
      waiting: queueOf(waiting, tab),
      recent: decided.map(viewPayment),
    }
  }

  /** What is wrong with the books; all else only where they can be read. */
  async function readBooks(): Promise<{ found: Problem | undefined; read?: Read }> {
    const found = await books.problem()
    if (found && found !== 'full') return { found }
    const db = await database()
    const [open, decided, tallies, known] = await Promise.all([
      journal.open(),
      latestDecided(db, RECENT, LOOK_BACK),
      talliesAt(db, '', clock()),
      funds.known(),
    ])
    return { found, read: { open, decided, tallies, known } }
  }

  function viewPurses({ decided, tallies: { all, moment }, known }: Read, settings: Preferences): PurseView[] {
    const { limits } = settings
    const { zone } = clock()
    const purse = (purse: Purse): PurseView => {
      return {
        purse,
        day: viewLimit('day', limits.all.day, all[purse], moment, zone),
        limits: viewLimits(limits.all, all[purse], moment, zone),
        ...viewFloat(purse, known, decided, { most: limits.site.payment, now: clock().now }),
      }
    }
    const real = purse('real')
    if (!settings.testNetworks) return [real]
    const isRealUsed = real.day.used !== '0' || BigInt(real.balance ?? 0) > 0n
    if (isRealUsed) return [real, purse('test')]
    // Where no network of it is on and none was ever paid, there is nothing to tell of real money.
    const isOfUse = all.real.ever ?? networks.some((each) => each.purse === 'real' && isOn(each.network, settings))
    return isOfUse ? [purse('test'), real] : [purse('test')]
  }

  async function viewSite(site: string, where: Reach, settings: Preferences): Promise<SiteView> {
    const db = await database()
    const [rule, last, tallies] = await Promise.all([ruleOf(db, site), lastAt(db, site), talliesAt(db, site, clock())])
    const { limits, newSite } = settings
    const barred = isBarred(settings, site)
    const { now, zone } = clock()
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

  const handlers: Shown = {
    view: ({ tab }) => view(tab),
    settings: viewSettings,
    rules: viewRules,

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
  }
  return { handlers, readAgain: () => (triedAt = 0) }
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
