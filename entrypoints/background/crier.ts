/**
 * Tells a person who looks elsewhere what there is to know, each thing once. What a payment has come to is written down
 * in the transaction that saves it, and crossed out after it was told: a worker that dies between the two tells it again
 * under the same name, which takes the place of the first.
 */
import { alertsOf, remembered, untold, type Alert } from '../../lib/core/alerts'
import { dollars } from '../../lib/core/amount'
import type { Clock } from '../../lib/core/clock'
import { scopesOf } from '../../lib/core/limits'
import { type Purse, tokenOf } from '../../lib/core/networks'
import type { NoticeKind } from '../../lib/core/news'
import { chosenOffer, type In, type Payment, priceOf } from '../../lib/core/payment'
import type { Problem } from '../../lib/core/view'
import type { Journal } from '../../lib/engine/ports'
import { clearNotice, isShown, type Notice, showNotice } from '../../lib/browser/notices'
import type { Speech } from '../../lib/browser/speech'
import type { Database } from '../../lib/store/database'
import { forgetNews, newsIn, talliesOf } from '../../lib/store/looks'
import { ruleOf } from '../../lib/store/rules'
import { preferences } from '../../lib/store/settings'
import { alertsItem, type Group, toldItem } from '../../lib/store/told'
import { turns } from '../../lib/turns'

type Parts = { database(): Promise<Database>; journal: Journal; clock(): Clock; words(): Promise<Speech> }
type Decided = Extract<Payment, { moment: unknown }>

/** What is told of one payment alone. */
const titles = { ask: 'site_is_asking', unserved: 'outcome_unserved', stuck: 'notice_stuck' } as const
/** So many sites are named where one notice stands for several payments. */
const NAMED = 3
/** So many payments are remembered as told: far more than one worker tells before it crosses them out. */
const LATEST = 100
/** For so long after it was decided a payment may be without an answer, though its network cannot be reached. */
const PATIENCE = 120

export function crier({ database, journal, clock, words }: Parts) {
  /** One thing at a time: what was told is read, and written down again. */
  const inTurn = turns()

  async function show(kind: NoticeKind, notice: Notice): Promise<void> {
    if (!(await preferences()).quiet.includes(kind)) await showNotice(notice)
  }

  /** Told with who asks or was paid, and how much: with nothing that a seller wrote. */
  async function tellOf(what: keyof typeof titles, payment: Decided | In<'asking'>): Promise<void> {
    if (isNameless(payment)) return
    const offer = chosenOffer(payment)
    const speech = await words()
    const message = worth(payment.place.seller, tokenOf(offer).purse, priceOf(offer), speech)
    const notice = { id: `${what} ${payment.id}`, title: speech.speak(titles[what]), message }
    await once(what === 'ask' ? 'ask' : 'problem', notice)
  }

  async function alertAbout(payment: Decided): Promise<void> {
    const { place } = payment
    const { payTo, ...token } = chosenOffer(payment)
    const { purse } = tokenOf(token)
    const scopes = scopesOf(purse, place.site, payTo)
    const db = await database()
    const [{ tallies, moment }, rule, { limits }, told] = await Promise.all([
      talliesOf(db, Object.values(scopes), clock()),
      ruleOf(db, place.site),
      preferences(),
      alertsItem.getValue(),
    ])
    const spender = { purse, site: place.site, payTo, scopes }
    const fresh = untold(alertsOf(spender, { rule, limits, tallies, moment, now: clock().now }), told)
    if (fresh.length === 0) return
    const speech = await words()
    for (const alert of fresh) await show('alert', noticeOf(alert, speech))
    await alertsItem.setValue(remembered(told, fresh, moment))
  }

  /** Payments that nobody clicked for: one notice, which grows while it is to be seen. */
  async function tellPaid(payments: Decided[]): Promise<void> {
    const speech = await words()
    for (const payment of payments) {
      const { purse } = tokenOf(chosenOffer(payment))
      const told = await toldItem.getValue()
      const before = told.paid[purse]
      if (before?.nonces.includes(payment.authorization.nonce)) continue
      const group = grown((await isShown(`paid ${purse}`)) ? before : undefined, payment)
      await toldItem.setValue({ ...told, paid: { ...told.paid, [purse]: group } })
      const title = `${speech.speak('notice_paid')}${group.count > 1 ? ` (${group.count})` : ''}`
      const message = worth(group.sites.join(', '), purse, BigInt(group.micros), speech)
      await show('paid', { id: `paid ${purse}`, title, message })
    }
  }

  /** What goes on for a while is told when it begins. */
  async function once(kind: NoticeKind, notice: Notice): Promise<void> {
    const told = await toldItem.getValue()
    if (told.ids.includes(notice.id)) return
    await toldItem.setValue({ ...told, ids: [...told.ids, notice.id] })
    await show(kind, notice)
  }

  /** Questions that wait no more, and books that are in order again, are not spoken of any longer. */
  async function takeBack(still: string[]): Promise<void> {
    const { ids } = await toldItem.getValue()
    const over = ids.filter((id) => /^(ask|books) /.test(id) && !still.includes(id))
    if (over.length === 0) return
    await Promise.all(over.map(clearNotice))
    await toldItem.setValue({ ...(await toldItem.getValue()), ids: ids.filter((id) => !over.includes(id)) })
  }

  return {
    /**
     * Tells what has happened since it was last asked, and how the books stand. Returns what was paid meanwhile, in
     * micro-dollars.
     */
    tell: ({ problem, waiting }: { problem: Problem | undefined; waiting: number[] }) =>
      inTurn(async () => {
        await takeBack([`books ${problem}`, ...waiting.map((id) => `ask ${id}`)])
        if (problem) {
          const { speak } = await words()
          const [title, message] = [speak(`books_${problem}`), speak(`books_${problem}_more`)]
          await once('problem', { id: `books ${problem}`, title, message })
          return 0n
        }
        const db = await database()
        const news = await newsIn(db)
        const paid: Decided[] = []
        for (const { id, what } of news) {
          const payment = await journal.get(id)
          if (!payment || !('moment' in payment)) continue
          if (what === 'held') await alertAbout(payment)
          if (what === 'paid') paid.push(payment)
          if (what === 'unserved') await tellOf('unserved', payment)
        }
        await tellPaid(paid.filter((payment) => payment.why === 'rule' && !isNameless(payment)))
        await forgetNews(db, news)
        return paid.reduce((sum, { price }) => sum + price, 0n)
      }),

    /** A request waits where nobody sees it. */
    waits: (payment: In<'asking'>) => inTurn(() => tellOf('ask', payment)),

    /** The chain cannot be asked what became of a payment. */
    async unreachable(payment: In<'issued'>): Promise<void> {
      if (clock().now - payment.decidedAt >= PATIENCE) await inTurn(() => tellOf('stuck', payment))
    },

    /** Where a notice leads: a page of ours, or the tab of the request that waits. */
    async leadsTo(id: string): Promise<{ page: string } | { tab: number }> {
      const [kind, number] = id.split(' ')
      if (kind === 'books') return { page: 'settings' }
      if (kind === 'alert') return { page: 'overview' }
      const place = (await journal.get(Number(number) || 0))?.place
      if (kind === 'ask' && place) return { tab: place.tab }
      return { page: place ? `history?site=${encodeURIComponent(place.site)}` : 'history' }
    },
  }
}

function worth(who: string, purse: Purse, micros: bigint, speech: Speech): string {
  return marked(`${who}: ${dollars(speech.locale)(`${micros}`)}`, purse, speech)
}

/** Play money is marked wherever it is told of. */
function marked(text: string, purse: Purse, { speak }: Speech): string {
  return purse === 'test' ? `${text} (${speak('test_money')})` : text
}

function noticeOf({ purse, bound, name, period, limit, mark }: Alert, speech: Speech): Notice {
  const { speak, locale } = speech
  const [most, window] = [dollars(locale)(limit), speak(`window_${period}`)]
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(mark / 100)
  const title = mark === 100 ? speak('alert_whole', [most, window]) : speak('alert_part', [most, share, window])
  const message = marked(name || speak('all_sites'), purse, speech)
  return { id: `alert ${purse} ${bound} ${name} ${period}`, title, message }
}

function grown(group: Group | undefined, { price, place, authorization }: Decided): Group {
  const { count = 0, micros = '0', sites = [], nonces = [] } = group ?? {}
  const named = [...new Set([...sites, place.seller])].slice(0, NAMED)
  return {
    count: count + 1,
    micros: `${BigInt(micros) + price}`,
    sites: named,
    nonces: [...nonces, authorization.nonce].slice(-LATEST),
  }
}

/** Asked from a document that hides where it comes from: nothing is told about it outside of our own pages. */
function isNameless({ place }: Payment): boolean {
  return place.from === 'null'
}
