import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { engine } from '../../lib/engine/engine'
import { ask, onCardClosed } from '../../lib/browser/ask'
import { onMenus, placeMenus } from '../../lib/browser/menus'
import { onNoticeClicked } from '../../lib/browser/notices'
import { speech } from '../../lib/browser/speech'
import { clock } from '../../lib/browser/clock'
import { showBadge } from '../../lib/browser/badge'
import { requests as chromeRequests } from '../../lib/browser/requests.chrome'
import { requests as firefoxRequests } from '../../lib/browser/requests.firefox'
import { onPauseKeys } from '../../lib/browser/shortcuts'
import { alsoForWallets, pageWallet } from '../../lib/browser/wallet'
import { tellNews } from '../../lib/messages/call'
import { serve } from '../../lib/messages/serve'
import { openBooks } from '../../lib/store/books'
import { followManaged } from '../../lib/store/managed'
import { chosenLanguage, onLanguageChosen } from '../../lib/store/language'
import { journal, keepTime } from '../../lib/store/payments'
import { ruleOf } from '../../lib/store/rules'
import { preferences, setPreferences } from '../../lib/store/settings'
import { chosenOffer } from '../../lib/core/payment'
import { placeOf, type Sighting } from '../../lib/core/sighting'
import { keeper } from './account'
import { balances } from './balances'
import { takeBack, truthOf } from './chains'
import { crier } from './crier'
import { handlers } from './handlers'
import { mayLookAt, onReachChanged, placeScripts, walletSites } from './reach'

const WATCH = 'watch'
const LOCK = 'lock'
const CLOCK = 'clock'
/** Milliseconds after which a card that needs no reading is gone. */
const AFTERWARDS = 1500
/** Milliseconds that news waits for more, as a payment goes first, and for which it waits at most. */
const BREATH = 150
const PATIENCE = 1000
/** Milliseconds in which a chain has closed a block or two. */
const MOMENT = 5000
/** Minutes between two looks at the clock: far less than what counts as a jump. */
const OFTEN = 360
/** The shortest alarm Chrome allows. */
const SOON = 0.5
/** Milliseconds for which the badge shows what was paid. */
const GLANCE = 4000

export default defineBackground(() => {
  let news: ReturnType<typeof setTimeout> | undefined
  let newsBy = 0
  let glance: { paid: bigint; over: ReturnType<typeof setTimeout> } | undefined
  const now = () => Math.floor(Date.now() / 1000)
  const books = openBooks()
  const payments = books.guard(journal(books.database))
  const purse = keeper({
    now,
    changed,
    wakeAt: (seconds) => void browser.alarms.create(LOCK, { when: seconds * 1000 }),
  })
  const funds = balances({ now, changed })
  const words = async () => speech(await chosenLanguage())
  const outside = crier({ database: books.database, journal: payments, clock, words })

  // Every listener is added in this first tick, or the event that woke the worker would be lost.
  const watch = import.meta.env.FIREFOX ? firefoxRequests : chromeRequests
  const browserRequests = watch({
    met,
    answered: (response, sighting) =>
      void told(async () => {
        const paid = await machine.heard(response)
        if (paid) return funds.reread(paid.account, chosenOffer(paid))
        if (sighting) await machine.saw(sighting)
      }),
    dropped,
    isWaiting: async (hold) => (await payments.open()).some(({ place }) => place.hold === hold),
    mayLook: mayLookAt,
  })
  const wallet = pageWallet({
    sites: walletSites,
    settings: preferences,
    async address(site) {
      const account = await purse.account({ site })
      return account.state === 'none' ? undefined : account.address
    },
    now,
    met,
    dropped,
  })
  const requests = alsoForWallets(browserRequests, wallet)
  const machine = engine({
    journal: payments,
    clock,
    settings: preferences,
    account: purse.account,
    balances: funds.of,
    ...requests,
    async wall(sighting) {
      const rule = await ruleOf(await books.database(), sighting.site)
      return rule?.mode === 'off' ? undefined : requests.wall(sighting)
    },
    mayLook: ({ site, seller }) => mayLookAt(site, seller),
    async ask(payment) {
      if ((await ask(payment)) === 'unseen') await outside.waits(payment)
    },
    async truth(payment) {
      const truth = await truthOf(payment)
      if (!truth) void told(() => outside.unreachable(payment))
      return truth
    },
    cancel: purse.cancel,
    takeBack,
    later,
    changed,
  })

  onCardClosed(
    (id) =>
      void told(async () => {
        const payment = await payments.get(id)
        if (payment?.state === 'asking') return machine.answer(id, { say: 'no', reason: 'closed' })
        // A card that shows how it ended may close just as the next question comes, which then had no place of its own.
        if (payment) setTimeout(() => void told(() => machine.askAt(payment.place.tab)), AFTERWARDS)
        return undefined
      }),
  )
  browser.tabs.onRemoved.addListener((tab) => void told(() => machine.left(tab)))
  browser.tabs.onUpdated.addListener((tab, { url }) => {
    if (url !== undefined) void told(() => machine.left(tab, url))
  })
  browser.tabs.onActivated.addListener(({ tabId }) => void told(() => machine.askAt(tabId)))
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === WATCH) void told(machine.watchAll)
    if (name === LOCK) void told(purse.lockIfIdle)
    if (name === CLOCK) void told(async () => keepTime(await books.database(), clock()))
  })
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') void told(purse.lock)
  })
  // Keys pressed by mistake may stop payments, never let them go on: that is done in the popup.
  onPauseKeys(
    () =>
      void told(async () => {
        await setPreferences((before) => ({ ...before, paused: true }))
        changed()
      }),
  )
  const reachChanged = async () => {
    changed()
    await placeScripts()
    await machine.withdrawn()
  }
  onReachChanged(() => void told(reachChanged))
  onNoticeClicked((id) => void told(() => follow(id)))
  onMenus()
  onLanguageChosen(
    () =>
      void told(async () => {
        await placeMenus(await words())
        changed()
      }),
  )
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void told(async () => placeMenus(await words()))
    if (reason === 'install') void browser.tabs.create({ url: '/options.html#/welcome' })
  })
  followManaged(changed)
  serve(handlers({ books, journal: payments, engine: machine, keeper: purse, funds, clock, changed, reachChanged }))

  // Content scripts have no business with what is stored; Firefox does not know this switch for `local`.
  if (!import.meta.env.FIREFOX) void browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
  void told(placeScripts)
  void told(() => wake(CLOCK, { periodInMinutes: OFTEN }))
  void told(machine.recover)
  changed()

  /** What goes wrong must not keep a page waiting: it gets its own 402. */
  function met(sighting: Sighting): void {
    void told(
      () => machine.saw(sighting),
      () => requests.ended({ place: placeOf(sighting) }),
    )
  }

  function dropped(hold: string): void {
    void told(() => machine.dropped(hold))
  }

  /** One alarm at a time: making it anew would put it off, for ever if enough goes on. */
  async function wake(name: string, times: { delayInMinutes: number } | { periodInMinutes: number }): Promise<void> {
    if (!(await browser.alarms.get(name))) await browser.alarms.create(name, times)
  }

  function later(wait?: 'somebody_waits'): void {
    if (wait) setTimeout(() => void told(machine.watchAll), MOMENT)
    void told(() => wake(WATCH, { delayInMinutes: SOON }))
  }

  /** Badge and open pages follow what is saved, once nothing more is for a moment: a payment is saved several times in a row. */
  function changed(): void {
    clearTimeout(news)
    newsBy ||= Date.now() + PATIENCE
    news = setTimeout(tell, Date.now() < newsBy ? BREATH : 0)
  }

  function tell(): void {
    newsBy = 0
    tellNews()
    void told(showStanding)
  }

  async function showStanding(): Promise<void> {
    const [problem, { paused }, speech] = await Promise.all([books.problem(), preferences(), words()])
    const open = problem ? [] : await payments.open()
    const waiting = open.filter(({ state }) => state === 'asking').map(({ id }) => id)
    const standing = { problem: problem !== undefined, waiting: waiting.length, paused }
    await showBadge({ ...standing, paid: glance?.paid }, speech)
    const paid = await outside.tell({ problem, waiting })
    if (paid === 0n) return
    clearTimeout(glance?.over)
    glance = { paid: paid + (glance?.paid ?? 0n), over: setTimeout(glanced, GLANCE) }
    await showBadge({ ...standing, paid: glance.paid }, speech)
  }

  function glanced(): void {
    glance = undefined
    changed()
  }

  /** Where a notice leads that was clicked. */
  async function follow(id: string): Promise<void> {
    const to = await outside.leadsTo(id)
    if ('page' in to) {
      await browser.tabs.create({ url: `/options.html#/${to.page}` })
      return
    }
    const { windowId } = (await browser.tabs.update(to.tab, { active: true })) ?? {}
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true })
    await machine.askAt(to.tab)
  }
})

/** What fails here failed after everything worth keeping was saved: it is said in the log, and tried again at the next event. */
async function told(work: () => Promise<unknown>, otherwise?: () => void): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error('Tuppence:', error)
    otherwise?.()
  }
}
