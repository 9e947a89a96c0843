/**
 * A small world round the payment machine, as plain values: equal things are one thing with one number, so that states
 * are compared by a few numbers, and what the core answered once is remembered.
 */
import { type Moment, type Seconds, tick } from '../../lib/core/clock'
import type { Limits, Tallies } from '../../lib/core/limits'
import type { Demand } from '../../lib/core/offer'
import { isServed, type Payment } from '../../lib/core/payment'
import { newRule, type Rule } from '../../lib/core/rules'
import type { Place } from '../../lib/core/sighting'
import { demand, place, requirements } from '../make/offers'
import type { Note } from './machine'

/** One minute before midnight (UTC). */
export const START = 1_764_028_740
/** Then: an authorization of the start is over, and it is past midnight; past grace; a day later; past grace again. */
export const TIMES = [0, 70, 200, 90_000, 90_200].map((after) => START + after)
/** Seconds an authorization lives. */
const LIFE = 60
const MOMENTS: Moment[] = TIMES.map((now) => tick(undefined, { now, zone: 'UTC' }).moment)

/** Something for sale: one intent, met in one tab or several. */
export type Sale = {
  intent: string
  site: string
  amount: bigint
  tabs: number
  /** After so many the person has enough of it. */
  purchases: number
}

/** Part of the world to search in: what is for sale, under which limits, and how much a worker does at once. */
export type Setting = {
  sales: Sale[]
  limits: Limits
  tasks: number
  /** The last tick; what is then still open can be drained by those that follow. */
  last: number
  without?: Doing[]
}

/** What may be left out of a part of the world that is large enough without it. */
export type Doing = 'leaving' | 'giving up' | 'locking' | 'lag'

export type Row = { n: number; payment: Payment }

export type Tab = { shows: 'nothing' | 'wall' | 'page' | 'failed' | 'broken' } | { shows: 'loading'; paper: number }

/** An authorization out in the world: whether it left, and what the chain knows of its nonce. */
export type Paper = Note & { hasLeft: boolean; fate: 'unused' | 'used' | 'cancelled'; isTakenBack: boolean }

/** What a worker has in memory: a row as it was read, and what is about to be done with it. */
export type Task = { to: 'sign' | 'keep' | 'present' | 'send' | 'reopen' | 'take back'; at: number; row: Row }

/** One thing for sale and all there is about it: its rows, what tabs show, what left, what is being done. */
export type Article = { n: number; sale: Sale; rows: Row[]; tabs: Tab[]; papers: Paper[]; tasks: Task[] }

export type Sums = { n: number; tallies: Tallies }

/** What all articles share. The chain's clock may be a tick behind ours. */
export type World = { n: number; tick: number; isBehind: boolean; isLocked: boolean; sums: Sums }

export function timeOf({ tick }: World): Seconds {
  return at(TIMES, tick)
}

export function chainTimeOf({ tick, isBehind }: World): Seconds {
  return at(TIMES, isBehind ? tick - 1 : tick)
}

export function momentOf({ tick }: World): Moment {
  return at(MOMENTS, tick)
}

/** What becomes of a nonce is one thing, on however many papers it stands. */
export function fateOf(papers: Paper[], nonce: string): Paper['fate'] {
  return papers.find((paper) => paper.nonce === nonce && paper.fate !== 'unused')?.fate ?? 'unused'
}

/** The rows of purchases that were decided, and not given up before anything left. */
export function decidedOf({ rows }: Article): Payment[] {
  return rows.map(({ payment }) => payment).filter((payment) => 'seq' in payment)
}

/** What is met in the first tab, and under which rule. */
export function stockOf({ site, intent, amount }: Sale): { place: Place; demand: Demand; rule: Rule } {
  const origin = `https://${site}.example`
  return {
    place: place({ site: origin, url: `${origin}/${intent}` }),
    demand: demand(requirements({ amount: `${amount}`, maxTimeoutSeconds: LIFE })),
    rule: newRule(origin, 'auto', { payment: 1_000_000n, day: 1_000_000n }),
  }
}

export function values() {
  const [rows, sums, worlds, articles] = [pool<Row>(), pool<Sums>(), pool<World>(), pool<Article>()]
  return {
    row: (payment: Payment) => rows(textOf(matterOf(payment)), (n) => ({ n, payment })),
    sums: (tallies: Tallies) => sums(textOf(tallies), (n) => ({ n, tallies })),

    world(from: Omit<World, 'n'>): World {
      const { tick, isBehind, isLocked, sums } = from
      return worlds(`${tick}${isBehind ? '-' : ''}${isLocked ? '*' : ''} ${sums.n}`, (n) => ({ ...from, n }))
    },

    article(from: Omit<Article, 'n'>): Article {
      const { sale, tabs, papers } = from
      const { rows, tasks } = tidy(from)
      let key = sale.intent
      for (const { n } of rows) key += `,${n}`
      for (const tab of tabs) key += `|${tab.shows}${tab.shows === 'loading' ? tab.paper : ''}`
      for (const { nonce, amount, hasLeft, fate, isTakenBack } of papers)
        key += `;${nonce} ${amount}${hasLeft ? '+' : ''}${fate}${isTakenBack ? '-' : ''}`
      // In whatever order they were begun.
      const begun = tasks.map(({ to, at, row }) => `!${to} ${at} ${row.n}`)
      key += begun.length > 1 ? begun.sort().join('') : (begun[0] ?? '')
      return articles(key, (n) => ({ n, sale, rows, tabs, papers, tasks }))
    },
  }
}

/** Calls `make` once for each key. */
export function remember<A extends unknown[], R>(make: (...args: A) => R): (key: string, ...args: A) => R {
  const known = new Map<string, R>()
  return (key, ...args) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(...args)
    known.set(key, made)
    return made
  }
}

function pool<T extends { n: number }>(): (key: string, make: (n: number) => T) => T {
  const known = new Map<string, T>()
  return (key, make) => {
    const before = known.get(key)
    if (before) return before
    const made = make(known.size)
    known.set(key, made)
    return made
  }
}

/** What was refused holds nothing and is looked up by nobody but who is at work on it. */
function tidy({ rows, tasks }: Pick<Article, 'rows' | 'tasks'>): Pick<Article, 'rows' | 'tasks'> {
  const gone = rows.findIndex(
    ({ payment }, index) => payment.state === 'refused' && !tasks.some(({ at }) => at === index),
  )
  if (gone === -1) return { rows, tasks }
  const moved = tasks.map((task) => (task.at > gone ? { ...task, at: task.at - 1 } : task))
  return tidy({ rows: rows.toSpliced(gone, 1), tasks: moved })
}

/** All of a payment that any later step, or any invariant, can depend on. */
function matterOf(payment: Payment): unknown {
  const { state, intent, place } = payment
  if (!('seq' in payment)) return { ...payment, demand: undefined }
  const { seq, why, decidedAt, price, authorization } = payment
  const decided = { state, intent, seq, why, decidedAt, price, authorization }
  if (state === 'approved') return { ...decided, tab: place.tab }
  if (state === 'signed') return { ...decided, tab: place.tab, credential: payment.credential }
  const { answer, credential } = payment
  const served = isServed(payment) ? answer?.at : answer && Math.sign(answer.status)
  if (state === 'settled') return { ...decided, served: isServed(payment) && served }
  if (state === 'expired')
    return { state, intent, seq, authorization, endedAt: payment.endedAt, transaction: payment.transaction }
  const { presented, cancelling } = payment
  return { ...decided, tab: place.tab, credential, presented, cancelling, served }
}

/** Equal values give equal text, whatever the order of their keys. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return each.toString()
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function at<T>(list: T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`Nothing at ${index} of ${list.length}`)
  return found
}
