/**
 * Every step that can be taken in that world. What the engine does between two awaits is one step; a worker may die, and
 * anything else may happen, between any two.
 *
 * The seller is any seller: what it was handed it settles at any moment the chain allows, or never; and it answers before
 * that, after it or never, with 200 (and a receipt once it settled), 402, 500 or a broken line. Paid and served; paid,
 * then silence; paid, then 5xx, 402 or no receipt; paid late; dropped, and never paid: all are among these.
 */
import { scopesOf } from '../../lib/core/limits'
import { chosenOffer, type Event, type In, isOpen, validBefore } from '../../lib/core/payment'
import type { Books, Settings, Verdict } from '../../lib/core/policy'
import type { PayReason } from '../../lib/core/reasons'
import { PAYER } from '../make/offers'
import type { Machine, Note } from './machine'
import {
  type Article,
  chainTimeOf,
  decidedOf,
  fateOf,
  momentOf,
  type Paper,
  remember,
  type Row,
  type Setting,
  START,
  stockOf,
  type Sums,
  type Tab,
  type Task,
  timeOf,
  TIMES,
  values,
  type World,
} from './world'

/** What was paid before and to whom is not this search's matter (core/policy.test.ts). */
const NEW_HERE = { payees: [], tokens: [] }
const DAY = 86_400
/** So many seconds before its end it is too late to send (engine.ts). */
const MARGIN = 8

/** A step: whose it is, what it makes of the one article it concerns, and of what all share. */
export type Move = { by: By; name: string; article: Article; world: World }

/** A `task` is what a worker does that had begun; a `worker` begins. */
type By = 'person' | 'seller' | 'worker' | 'task'

export type Model = ReturnType<typeof model>

export function model(machine: Machine, { sales, limits, last, without = [] }: Setting) {
  const settings: Settings = {
    limits,
    newSite: 'ask',
    paused: false,
    testNetworks: true,
    preferred: [],
    networksOff: [],
  }
  const stock = new Map(sales.map((sale) => [sale.intent, stockOf(sale)]))
  const make = values()
  const notes = new Map<string, Note>()

  /** What the reducer makes of a row. */
  const told = remember((row: Row, event: () => Event): Row => {
    const after = machine.next(row.payment, event())
    return after === row.payment ? row : make.row(after)
  })
  const tell = (row: Row, name: string, event: () => Event) => told(`${row.n} ${name}`, row, event)

  const refuse = (row: Row) => tell(row, 'refuse', () => ({ kind: 'refuse', reason: 'left', at: START }))
  const present = (row: Row) => tell(row, 'present', () => ({ kind: 'present' }))
  const move = (row: Row, tab: number) =>
    tell(row, `move ${tab}`, () => ({ kind: 'move', place: { ...row.payment.place, tab } }))

  function answered(row: Row, world: World, status: number, isPaid = false): Row {
    const at = dayOf(world)
    const receipt = isPaid ? { receipt: { ok: true, transaction: '0xpaid' } as const } : {}
    return tell(row, `answered ${status} ${isPaid} ${at}`, () => {
      return { kind: 'answered', answer: { status, at, ...receipt } }
    })
  }

  function ended(row: Row, world: World, kind: 'used' | 'unused', transaction?: `0x${string}`): Row {
    const at = dayOf(world)
    return tell(row, `${kind} ${transaction} ${at}`, () => ({ kind, at, ...(transaction ? { transaction } : {}) }))
  }

  function approve(article: Article, row: Row, world: World, why: PayReason): Row {
    const seq = machine.seq(decidedOf(article))
    return tell(row, `approve ${why} ${seq} ${world.tick}`, () => {
      const now = timeOf(world)
      const authorization = {
        from: PAYER,
        nonce: machine.nonce(article.sale.intent, seq),
        validAfter: 0,
        validBefore: validBefore(chosenOffer(row.payment as In<'asking'>), why, now),
      } as const
      return { kind: 'approve', why, chosen: 0, seq, authorization, moment: momentOf(world), usual: NEW_HERE, at: now }
    })
  }

  /** The tallies once a row has changed (store/payments.ts `keepTallies`). */
  const counted = remember((world: World, before: Row | undefined, after: Row): Sums => {
    const row = [after.payment, before?.payment].find((payment) => payment && 'moment' in payment)
    const [was, is] = [before ? machine.held(before.payment) : 0n, machine.held(after.payment)]
    if (!row || !('moment' in row) || was === is) return world.sums
    const { stamps } = row.moment
    const windows = is < was ? machine.freedFrom(stamps, momentOf(world).stamps) : stamps
    const tallies = { ...world.sums.tallies }
    for (const scope of Object.values(scopesOf('test', row.place.site, chosenOffer(row).payTo)))
      tallies[scope] = machine.count(tallies[scope] ?? {}, windows, is - was, Number(is > 0n) - Number(was > 0n))
    return make.sums(tallies)
  })

  /** What the journal reads for a decision (store/payments.ts `readBooks`). */
  function booksOf(article: Article, world: World): Books {
    const decided = decidedOf(article).toReversed()
    const bought = decided.findIndex(({ state }) => state !== 'expired')
    const failed = (bought === -1 ? decided : decided.slice(0, bought)).flatMap((each) => {
      const isFailed = each.state === 'expired' && !each.transaction && timeOf(world) - each.endedAt < DAY
      return isFailed ? [chosenOffer(each)] : []
    })
    return {
      rule: stock.get(article.sale.intent)?.rule,
      sellerRule: undefined,
      tallies: world.sums.tallies,
      previous: decided[bought],
      failed,
      habit: NEW_HERE,
      declines: 0,
      seq: machine.seq(decided),
      moment: momentOf(world),
      jumped: false,
    }
  }

  const judged = remember((article: Article, { place, demand }: In<'asking'>, world: World): Verdict => {
    const clock = { now: timeOf(world), zone: 'UTC' }
    const wallet = world.isLocked ? 'locked' : 'open'
    const sighting = { ...place, others: [] }
    const around = { ...clock, sighting, reading: demand, settings, balances: {}, wallet, inFront: true } as const
    return machine.judge({ ...booksOf(article, world), ...around })
  })

  const isOverCeiling = remember((payment: In<'asking'>, world: World): boolean => {
    const books = { tallies: world.sums.tallies, moment: momentOf(world) }
    return machine.overCeiling(chosenOffer(payment), books, limits, 'UTC') !== undefined
  })

  /** Paid by rule, asked about, or refused (engine/weigh.ts). */
  function weigh(article: Article, row: Row, world: World): Row {
    if (row.payment.state !== 'asking') return row
    const key = `${article.sale.intent} ${article.rows.map(({ n }) => n).join()} ${world.n}`
    const verdict = judged(key, article, row.payment, world)
    if (verdict.kind === 'pay') return approve(article, row, world, 'rule')
    if (verdict.kind !== 'ask') return refuse(row)
    const { reason } = verdict
    return tell(row, `ask ${reason}`, () => ({ kind: 'ask', reason, facts: {}, chosen: 0 }))
  }

  function asking({ sale }: Article, tab: number): Row {
    const { place, demand } = stock.get(sale.intent) ?? stockOf(sale)
    const seen = { id: 1, place: { ...place, tab }, at: START, intent: `0x${sale.intent}` } as const
    return make.row({
      ...seen,
      state: 'asking',
      account: PAYER,
      demand,
      chosen: 0,
      reason: 'asks_each_time',
      facts: {},
    })
  }

  /** Every step that can be taken next and concerns this article. */
  function moves(article: Article, world: World): Move[] {
    const { sale, rows, tabs, papers } = article
    const found: Move[] = []
    const open = rows.findIndex(({ payment }) => isOpen(payment))
    const row = rows[open]

    let by: By = 'person'

    /** Nothing is saved. */
    function happens(name: string, change: Partial<Article>): void {
      found.push({ by, name, article: make.article({ ...article, ...change }), world })
    }

    /** One transaction of the journal, and what its caller goes on to do. */
    function saves(name: string, from: Article, at: number, after: Row, ...tasks: Task[]): void {
      const before = from.rows[at]
      const key = `${world.sums.n} ${world.tick} ${before?.n} ${after.n}`
      const sums = before === after ? world.sums : counted(key, world, before, after)
      const rows = before ? from.rows.with(at, after) : [...from.rows, after]
      found.push({
        by,
        name,
        article: make.article({ ...from, rows, tasks: [...from.tasks, ...tasks] }),
        world: sums === world.sums ? world : make.world({ ...world, sums }),
      })
    }

    const show = (tab: number, shows: Exclude<Tab['shows'], 'loading'>) => ({ tabs: tabs.with(tab, { shows }) })
    for (const [tab, { shows }] of tabs.entries()) {
      if (shows === 'nothing') happens('the person opens the page', show(tab, 'wall'))
      else if (!without.includes('leaving')) happens('the person leaves the page', show(tab, 'nothing'))
      if (shows !== 'nothing' && shows !== 'wall') happens('the person reloads the page', show(tab, 'wall'))
    }
    if (row) asks(row, open)

    by = 'seller'
    for (const [index, paper] of papers.entries()) {
      if (fateOf(papers, paper.nonce) !== 'unused') continue
      const become = (fate: Paper['fate']) => ({ papers: papers.with(index, { ...paper, fate, isTakenBack: false }) })
      if (paper.hasLeft && chainTimeOf(world) < paper.validBefore) happens('the seller is paid', become('used'))
      if (paper.isTakenBack) happens('the authorization is cancelled on the chain', become('cancelled'))
    }

    for (const [tab, at] of tabs.entries()) {
      if (at.shows === 'wall') meets(tab)
      if (at.shows !== 'loading') continue
      happens('the seller answers 402', show(tab, 'wall'))
      answers('the seller serves', tab, 'page', 200)
      answers('the seller fails', tab, 'failed', 500)
      answers('the line breaks', tab, 'broken', 0)
      const isPaid = fateOf(papers, papers[at.paper]?.nonce ?? '') === 'used'
      if (isPaid) answers('the seller serves with a receipt', tab, 'page', 200, true)
    }

    by = 'worker'
    if (row) resumes(row, open)
    by = 'task'
    for (const [index, task] of article.tasks.entries())
      carryOut(task, { ...article, tasks: article.tasks.toSpliced(index, 1) })
    return found

    /** The worker is told of a 402 (engine.ts `saw`). */
    function meets(tab: number): void {
      if (!row || !machine.isSamePurchase(row.payment, tab)) {
        if (decidedOf(article).length >= sale.purchases) return
        const met = weigh(article, asking(article, tab), world)
        if (met.payment.state === 'approved')
          return saves('paid by rule', article, rows.length, met, { to: 'sign', at: rows.length, row: met })
        if (met.payment.state === 'asking') return saves(`asked: ${met.payment.reason}`, article, rows.length, met)
        return happens('refused', {})
      }
      const { state, place } = row.payment
      if (state === 'asking' && place.tab !== tab) saves('the card moves', article, open, move(row, tab))
      if (state !== 'issued') return
      if (place.tab !== tab && tabs[place.tab]?.shows !== 'nothing') return
      const moved = move(row, tab)
      if (present(moved) !== moved)
        return saves('met again', article, open, moved, { to: 'present', at: open, row: moved })
      const after = answered(moved, world, 402)
      saves('met too often', article, open, after)
    }

    /** What the person may say to a card, or to a payment that is stuck. */
    function asks(row: Row, at: number): void {
      const { payment } = row
      if (payment.state === 'asking') {
        saves('the person declines', article, at, refuse(row))
        if (payment.reason === 'locked' && !world.isLocked) {
          const after = weigh(article, row, world)
          const tasks: Task[] = after.payment.state === 'approved' ? [{ to: 'sign', at, row: after }] : []
          saves('judged again', article, at, after, ...tasks)
        }
        if (world.isLocked) return
        if (isOverCeiling(`${sale.intent} ${world.n}`, payment, world)) return happens('a ceiling stops a click', {})
        const approved = approve(article, row, world, 'clicked')
        saves('the person clicks', article, at, approved, { to: 'sign', at, row: approved })
      }
      if (payment.state !== 'issued' || world.isLocked || without.includes('giving up')) return
      if (fateOf(papers, payment.authorization.nonce) !== 'unused') return
      const after = tell(row, 'cancelling', () => ({ kind: 'cancelling', transaction: '0xback' }))
      saves('the person gives up', article, at, after, { to: 'take back', at, row: after })
    }

    /** A worker that wakes up, or looks again, runs what is open (engine.ts `resume`, `watchAll`, `reconsider`, `left`). */
    function resumes(row: Row, at: number): void {
      const { payment } = row
      const shows = tabs[payment.place.tab]?.shows
      if (shows === 'nothing') saves('the tab has gone', article, at, refuse(row))
      if (payment.state === 'issued') {
        look(row, payment, at)
        if (!payment.answer && machine.isReady(shows)) saves('resumed', article, at, row, { to: 'present', at, row })
      }
      if (shows === 'nothing') return
      if (payment.state === 'approved') saves('resumed', article, at, row, { to: 'sign', at, row })
      if (payment.state === 'signed') saves('resumed', article, at, row, { to: 'present', at, row })
    }

    /** The tab shows an answer; the worker hears of it, if too late, or is dead (engine.ts `heard`). */
    function answers(name: string, tab: number, shows: 'page' | 'failed' | 'broken', status: number, isPaid = false) {
      happens(`${name}, unheard`, show(tab, shows))
      const last = rows.findLastIndex(({ payment }) => 'presented' in payment)
      const asked = rows[last]
      if (!asked || (asked.payment.state === 'issued' && asked.payment.place.tab !== tab)) return
      saves(name, { ...article, ...show(tab, shows) }, last, answered(asked, world, status, isPaid))
    }

    /** The next thing a worker does that has this in memory. `then` is the row as it was read, `now` as it is. */
    function carryOut({ to, at, row: then }: Task, rest: Article): void {
      const now = rows[at]
      const payment = then.payment
      if (!now || !('authorization' in payment)) return
      const drop = () => happens('nothing to do', rest)
      const { nonce, validBefore } = payment.authorization
      const isLate = timeOf(world) > validBefore - MARGIN
      // What was issued once is looked after instead.
      const giveUp = () => saves('given up', rest, at, payment.state === 'issued' ? now : refuse(now))
      switch (to) {
        case 'sign':
          if (isLate) return giveUp()
          if (!machine.maySign(world.isLocked)) return drop()
          return saves('signs', rest, at, now, { to: 'keep', at, row: then })
        case 'keep': {
          const { amount, payTo } = chosenOffer(payment)
          const note: Note = { nonce, payTo, amount, validBefore }
          const value = `${nonce} ${payTo} ${amount} ${validBefore}`
          notes.set(value, note)
          const credential = { header: 'PAYMENT-SIGNATURE', value }
          const after = tell(now, `signed ${value}`, () => ({ kind: 'signed', credential }))
          return after === now
            ? drop()
            : saves('saves what it signed', rest, at, after, { to: 'present', at, row: after })
        }
        case 'present': {
          const shows = tabs[payment.place.tab]?.shows
          if (isLate || !machine.isReady(shows)) return giveUp()
          const after = machine.isAsItWas(now.payment, payment) ? present(now) : now
          if (machine.isTooLate(now, after)) return drop()
          const next: Task = { to: 'send', at, row: after }
          if (machine.savesFirst) return saves('saves that it sends', rest, at, after, next)
          return happens('sends', { ...rest, ...issue(after, rest), tasks: [...rest.tasks, next] })
        }
        case 'send':
          if (!machine.savesFirst) return saves('saves that it sent', rest, at, then)
          return happens('sends', { ...rest, ...issue(then, rest) })
        case 'reopen': {
          const isShown = machine.isReady(tabs[payment.place.tab]?.shows)
          if (row || !isShown || decidedOf(article).length >= sale.purchases) return drop()
          const draft = asking(article, payment.place.tab)
          const weighed = weigh(article, draft, world)
          const asked = weighed.payment.state === 'approved' ? draft : weighed
          return saves('asked anew', rest, rows.length, asked)
        }
        case 'take back': {
          const kept = papers.findIndex((paper) => paper.nonce === nonce)
          const { amount, payTo } = chosenOffer(payment)
          const paper: Paper = papers[kept] ?? {
            nonce,
            payTo,
            amount,
            validBefore,
            hasLeft: false,
            fate: 'unused',
            isTakenBack: false,
          }
          if (paper.fate !== 'unused') return drop()
          const back = { ...paper, isTakenBack: true }
          return happens('asks the chain to cancel', {
            ...rest,
            papers: kept < 0 ? [...papers, back] : papers.with(kept, back),
          })
        }
      }
    }

    /** Asks the chain, and saves what it will never take back (engine.ts `watch`). */
    function look(row: Row, { authorization, answer, place, cancelling }: In<'issued'>, at: number): void {
      const { nonce, validBefore } = authorization
      const fate = fateOf(papers, nonce)
      if (fate === 'unused') {
        if (cancelling) saves('takes it back once more', article, at, row, { to: 'take back', at, row })
        if (!machine.isOver({ validBefore, chain: chainTimeOf(world), local: timeOf(world) })) return
        return saves('frees the money', article, at, ended(row, world, 'unused'), { to: 'reopen', at, row })
      }
      if (machine.ending(fate) === 'unused')
        return saves('sees it cancelled', article, at, ended(row, world, 'unused', '0xback'))
      const status = answer?.status || statusOf(tabs[place.tab]?.shows)
      if (status === 'loading') return
      const after = status ? answered(row, world, status) : row
      if (after !== row) saves('sees what came of it', article, at, after)
      saves('sees it used', article, at, ended(after, world, 'used', '0xpaid'))
    }

    /** The request leaves again, with the credential, if its tab is still there. */
    function issue({ payment }: Row, rest: Article): Partial<Article> {
      const { tab } = payment.place
      if (payment.state !== 'issued' || tabs[tab]?.shows === 'nothing') return {}
      const kept = notes.get(payment.credential.value)
      if (!kept) return {}
      const note = machine.sent(kept, payment)
      const known = papers.findIndex(
        ({ nonce, amount, payTo }) => nonce === note.nonce && amount === note.amount && payTo === note.payTo,
      )
      const paper = papers[known] ?? { ...note, hasLeft: false, fate: 'unused', isTakenBack: false }
      const index = known < 0 ? papers.length : known
      const sent = { ...paper, hasLeft: true }
      return {
        tabs: rest.tabs.with(tab, { shows: 'loading', paper: index }),
        papers: known < 0 ? [...papers, sent] : papers.with(known, sent),
      }
    }
  }

  const world = make.world({ tick: 0, isBehind: false, isLocked: false, sums: make.sums({}) })
  const articles = sales.map((sale) => {
    const tabs = Array.from({ length: sale.tabs }, (): Tab => ({ shows: 'nothing' }))
    return make.article({ sale, rows: [], tabs, papers: [], tasks: [] })
  })

  return {
    start: { world, articles },
    moves,
    /** Whatever a worker had in memory is gone. */
    dead: (article: Article) => (article.tasks.length > 0 ? make.article({ ...article, tasks: [] }) : article),
    /** The same world when all that was ever signed is past its time. */
    end: ({ sums }: World) => make.world({ tick: TIMES.length - 1, isBehind: false, isLocked: false, sums }),
    /** The browser waits for no page for ever. */
    idle: (article: Article) =>
      make.article({
        ...article,
        tabs: article.tabs.map((tab) => (tab.shows === 'loading' ? { shows: 'broken' } : tab)),
      }),
    /** What happens to the world itself. */
    turns(world: World): { name: string; world: World }[] {
      const { tick, isBehind, isLocked } = world
      const turn = (name: string, change: Partial<World>) => ({ name, world: make.world({ ...world, ...change }) })
      const locks = without.includes('locking')
        ? []
        : [turn(isLocked ? 'the wallet unlocks' : 'the wallet locks', { isLocked: !isLocked })]
      if (isBehind) return [...locks, turn('the chain goes on', { isBehind: false })]
      if (tick === last) return locks
      return [...locks, turn('time passes', { tick: tick + 1, isBehind: !without.includes('lag') })]
    },
  }
}

function statusOf(shows: Tab['shows'] | undefined): number | 'loading' | undefined {
  if (shows === 'loading') return 'loading'
  return shows === 'page' ? 200 : shows === 'failed' ? 500 : shows === 'wall' ? 402 : undefined
}

/** What only matters by the day is noted by the day, so that equal rows stay equal. */
function dayOf({ tick }: World): number {
  return tick < 3 ? START : START + 90_000
}
