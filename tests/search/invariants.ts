/** What must be true after every step (security.md §4), under the names in which tests report it. */
import { spans, type Stamps } from '../../lib/core/clock'
import { type Caps, type Scope, scopesOf, usedOf } from '../../lib/core/limits'
import { chosenOffer, held, type In, isOpen, isServed, MAX_PRESENTED, type Payment } from '../../lib/core/payment'
import type { Model, Move } from './model'
import { type Article, chainTimeOf, fateOf, momentOf, type Row, type Setting, type World } from './world'

export const names = {
  limits: 'I1 no limit is passed',
  sums: 'I1 the sums are those of the rows',
  one: 'I2 one purchase is open at most',
  twice: 'I2 nothing is paid twice unasked',
  saved: 'I3 what leaves was saved before',
  often: 'I3 a credential is presented three times at most',
  approved: 'I4 what leaves is what was approved',
  freed: 'I5 freed money can never be taken',
  recovery: 'I6 recovery twice is recovery once',
  chain: 'I7 in the end the books are the chain',
  final: 'I8 an end is final',
  locked: 'I9 a locked wallet signs nothing',
  nonces: 'no nonce serves two purchases',
  stuck: 'all that is open comes to an end',
} as const

export type Broken = (typeof names)[keyof typeof names]

const DAY = 86_400

type Ways = Pick<Model, 'dead' | 'end' | 'idle'> & { movesOf(article: Article, world: World): Move[] }

export function invariants({ limits }: Setting, { movesOf, dead, end, idle }: Ways) {
  const checked = new Map<Article, { wrong: Broken | undefined; ledger: string }>()
  const prospects = new Map<string, Broken | undefined>()
  const accounts = new Map<string, Broken | undefined>()

  /** What a step may not do, whatever it leads to. */
  function wrongStep(before: Article, world: World, { name, article: after }: Move): Broken | undefined {
    if (name === 'signs' && world.isLocked) return names.locked
    if (before.rows === after.rows) return undefined
    for (const row of before.rows) {
      const { payment } = row
      if (after.rows.includes(row)) continue
      if (payment.state === 'settled' || payment.state === 'expired') return names.final
      if (payment.state !== 'issued') continue
      const now = after.rows.find((each) => isOf(each.payment, payment))
      if (!(now && held(now.payment) > 0n) && !isDead(payment, after, world)) return names.freed
    }
    return undefined
  }

  /** What may not be so, however it came about. */
  function wrongState({ world, articles }: { world: World; articles: Article[] }): Broken | undefined {
    let key = `${world.tick} ${world.sums.n}`
    for (const article of articles) {
      let known = checked.get(article)
      if (!known) checked.set(article, (known = { wrong: wrongWith(article), ledger: ledgerOf(article) }))
      if (known.wrong) return known.wrong
      key += `;${known.ledger}`
    }
    if (!accounts.has(key)) accounts.set(key, wrongSums(articles, world))
    return accounts.get(key)
  }

  /** The same worker waking up twice, and the end of all time, one article at a time: they share nothing but sums. */
  function wrongAhead({ world, articles }: { world: World; articles: Article[] }): Broken | undefined {
    const { tick, isBehind, isLocked } = world
    for (const article of articles) {
      const rested = dead(article)
      const key = `${rested.n} ${tick} ${isBehind} ${isLocked}`
      if (!prospects.has(key)) prospects.set(key, wrongRecovery(rested, world) ?? wrongEnd(rested, world))
      const wrong = prospects.get(key)
      if (wrong) return wrong
    }
    return undefined
  }

  function wrongRecovery(article: Article, world: World): Broken | undefined {
    const once = recover(article, world)
    return recover(once.article, once.world).article === once.article ? undefined : names.recovery
  }

  function wrongEnd(article: Article, world: World): Broken | undefined {
    const last = end(world)
    let at = { article: idle(article), world: last }
    for (let tries = 0; tries < 4; tries++) {
      at = recover(at.article, at.world)
      at = { ...at, article: idle(at.article) }
    }
    const { rows, papers } = at.article
    if (rows.some(({ payment }) => isOpen(payment) && payment.state !== 'asking')) return names.stuck
    const booked = rows.reduce((sum, { payment }) => sum + held(payment), 0n)
    const taken = papers.reduce((sum, { fate, amount }) => sum + (fate === 'used' ? amount : 0n), 0n)
    return booked === taken ? undefined : names.chain
  }

  /** A worker wakes up and does all it can, while nothing else happens (engine.ts `recover`). */
  function recover(article: Article, world: World): { article: Article; world: World } {
    let at = { article, world }
    const begin = (isIt: (move: Move) => boolean) => {
      const move = movesOf(at.article, at.world).findLast((each) => each.by === 'worker' && isIt(each))
      if (move) at = move
      while (at.article.tasks.length > 0) {
        const [next] = movesOf(at.article, at.world).filter(({ by }) => by === 'task')
        if (!next) break
        at = next
      }
    }
    begin(({ name }) => name === 'resumed')
    if (at.article === article) begin(({ name }) => name !== 'resumed')
    return at
  }

  function wrongWith({ rows, papers, tasks }: Article): Broken | undefined {
    if (rows.filter(({ payment }) => isOpen(payment)).length > 1) return names.one
    const bought = rows.map(({ payment }) => payment).filter((payment) => 'seq' in payment)
    if (new Set(bought.map(({ authorization }) => authorization.nonce)).size < bought.length) return names.nonces
    for (const { nonce, amount, payTo, hasLeft } of papers) {
      const row = bought.find(({ authorization }) => authorization.nonce === nonce)
      if (!row) return names.approved
      const offer = chosenOffer(row)
      if (offer.amount !== amount || row.price !== amount || offer.payTo !== payTo) return names.approved
      if (hasLeft && (row.state === 'approved' || row.state === 'signed')) return names.saved
    }
    const sending = tasks.filter(({ to }) => to === 'send').map(({ row }) => row)
    if (new Set(sending).size < sending.length) return names.saved
    if (bought.some((row) => row.state === 'issued' && row.presented > MAX_PRESENTED)) return names.often
    const taken = bought.filter(({ authorization }) => fateOf(papers, authorization.nonce) === 'used')
    if (taken.some(({ state }) => state === 'expired')) return names.freed
    for (const [index, second] of taken.entries()) {
      const first = taken[index - 1]
      if (first && second.why !== 'clicked' && !wasLongAgo(first, second)) return names.twice
    }
    return undefined
  }

  /** Are the sums those of the rows, and under the limits? Rows are added up here one by one, tallies are not believed. */
  function wrongSums(articles: Article[], world: World): Broken | undefined {
    const rows = articles.flatMap(({ rows }) => rows.map(({ payment }) => payment)).filter(isHolding)
    const nonces = rows.map(({ authorization }) => authorization.nonce)
    if (new Set(nonces).size < nonces.length) return names.nonces
    const { tallies } = world.sums
    const { stamps } = momentOf(world)
    for (const scope of new Set([...Object.keys(tallies), ...rows.flatMap(scopesIn)])) {
      const counted = rows.filter((row) => scopesIn(row).includes(scope))
      for (const span of spans) {
        const within = counted.filter((row) => span === 'ever' || row.moment.stamps[span] === stamps[span])
        const used = usedOf(tallies[scope], span, stamps)
        if (used.micros !== sum(within) || used.count !== within.length) return names.sums
      }
    }
    const byRule = rows.filter(({ why }) => why === 'rule')
    for (const row of rows) {
      const { stamps } = row.moment
      const mine = scopesFor(row)
      const under = (scope: string) => byRule.filter((row) => scopesIn(row).includes(scope))
      if (isPassed(limits.ceiling, rows, stamps)) return names.limits
      for (const key of ['site', 'payee', 'all'] as const)
        if (isPassed(limits[key], under(mine[key]), stamps)) return names.limits
    }
    return undefined
  }

  return { wrongStep, wrongState, wrongAhead }
}

type Held = In<'approved' | 'signed' | 'issued' | 'settled'>

function isHolding(payment: Payment): payment is Held {
  return held(payment) > 0n
}

function scopesFor(row: Held): Record<Scope, string> {
  return scopesOf('test', row.place.site, chosenOffer(row).payTo)
}

function scopesIn(row: Held): string[] {
  return Object.values(scopesFor(row))
}

function isPassed(caps: Caps, rows: Held[], stamps: Stamps): boolean {
  if (caps.payment !== undefined && rows.some((row) => held(row) > (caps.payment ?? 0n))) return true
  return spans.some((span) => {
    const within = rows.filter(({ moment }) => span === 'ever' || moment.stamps[span] === stamps[span])
    if (span === 'minute') return caps.minute !== undefined && within.length > caps.minute
    const cap = caps[span]
    return cap !== undefined && sum(within) > cap
  })
}

function sum(rows: Payment[]): bigint {
  return rows.reduce((total, row) => total + held(row), 0n)
}

/** The rows that hold money, and so all that sums and limits are about. */
function ledgerOf({ rows }: Article): string {
  return rows
    .filter(({ payment }) => held(payment) > 0n)
    .map(({ n }: Row) => n)
    .join()
}

function isOf(payment: Payment, { authorization }: In<'issued'>): boolean {
  return 'authorization' in payment && payment.authorization.nonce === authorization.nonce
}

/** Can the chain never take it any more? */
function isDead({ authorization }: In<'issued'>, { papers }: Article, world: World): boolean {
  const fate = fateOf(papers, authorization.nonce)
  return fate === 'cancelled' || (fate === 'unused' && chainTimeOf(world) > authorization.validBefore)
}

/** The books say that the first was served, a day before the second was decided. */
function wasLongAgo(first: Payment, second: { decidedAt: number }): boolean {
  return isServed(first) && 'answer' in first && second.decidedAt - (first.answer?.at ?? Infinity) >= DAY
}
