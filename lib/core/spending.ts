/**
 * What was spent on which day, at which site and on what: sums over the rows that hold money, one for each day, site
 * and kind, kept in the transaction that saves the row. Real and play money are never added.
 */
import type { Micros } from './amount'
import { type Purse, tokenOf } from './networks'
import { chosenOffer, held, type Payment } from './payment'
import type { Place } from './sighting'
import type { MicrosText } from './view'

/** What was paid for. */
export const kinds = ['page', 'form', 'frame', 'request', 'media', 'code', 'wallet'] as const
export type Kind = (typeof kinds)[number]

/** Micro-dollars spent or held, and how many payments they are. */
export type Spent = { micros: Micros; count: number }

/** A sum by the key it is kept under: `${purse} ${day} ${site} ${kind}`, so that the days of a purse stand in order. */
export type Spending = Record<string, Spent>

export type Cell = { purse: Purse; day: string; site: string; kind: Kind }

/** What a row adds to a sum, or takes from it. */
export type Part = Spent & { key: string }

export type SpentView = { micros: MicrosText; count: number }

/** Where the money of one purse went. */
export type SpendingView = {
  total: MicrosText
  /** Every day that was asked about, in order. */
  days: ({ day: string } & SpentView)[]
  /** The dearest first; those beyond the first few are one sum. */
  sites: ({ site: string } & SpentView)[]
  others: SpentView
  kinds: ({ kind: Kind } & SpentView)[]
}

export function kindOf({ via, method }: Pick<Place, 'via' | 'method'>): Kind {
  switch (via) {
    case 'navigation':
      return method === 'GET' ? 'page' : 'form'
    case 'fetch':
    case 'worker':
      return 'request'
    case 'image':
    case 'media':
      return 'media'
    case 'script':
    case 'style':
      return 'code'
    case 'frame':
    case 'wallet':
      return via
  }
}

export function keyOf({ purse, day, site, kind }: Cell): string {
  return [purse, day, site, kind].join(' ')
}

/** Undefined for a key that is not one of ours. */
export function cellOf(key: string): Cell | undefined {
  const [purse, day, site, name] = key.split(' ')
  const kind = kinds.find((each) => each === name)
  if ((purse !== 'real' && purse !== 'test') || !day || !site || !kind) return undefined
  return { purse, day, site, kind }
}

/** A row's own part; undefined while it holds no money. It counts on the day its limits were charged. */
export function partOf(payment: Payment): Part | undefined {
  if (!('moment' in payment) || held(payment) === 0n) return undefined
  const { place, moment } = payment
  const { purse } = tokenOf(chosenOffer(payment))
  const key = keyOf({ purse, day: moment.stamps.day, site: place.site, kind: kindOf(place) })
  return { key, micros: held(payment), count: 1 }
}

/** What the change of a row changes in the sums. A purchase met again elsewhere may become one of another kind. */
export function partsOf(before: Payment | undefined, after: Payment): Part[] {
  const [was, is] = [before && partOf(before), partOf(after)]
  if (was?.key === is?.key) return []
  const gone = was ? [{ key: was.key, micros: -was.micros, count: -1 }] : []
  return is ? [...gone, is] : gone
}

/** The sum with this part in it; undefined when nothing is left of it. */
export function withPart(spent: Spent | undefined, { micros, count }: Spent): Spent | undefined {
  const sum = { micros: (spent?.micros ?? 0n) + micros, count: (spent?.count ?? 0) + count }
  return sum.count === 0 ? undefined : sum
}

/** As many sites are named. */
const TOP = 8

/** The sums of some days of one purse, as charts show them. */
export function viewSpending(spending: Spending, days: string[]): SpendingView {
  const cells = Object.entries(spending).flatMap(([key, spent]) => {
    const cell = cellOf(key)
    return cell && days.includes(cell.day) ? [{ ...cell, ...spent }] : []
  })
  const byDay = new Map(sums(cells, ({ day }) => day))
  const sites = dearestFirst(sums(cells, ({ site }) => site))
  return {
    total: `${together(cells).micros}`,
    days: days.map((day) => ({ day, ...viewSpent(byDay.get(day) ?? NOTHING) })),
    sites: sites.slice(0, TOP).map(([site, spent]) => ({ site, ...viewSpent(spent) })),
    others: viewSpent(together(sites.slice(TOP).map(([, spent]) => spent))),
    kinds: dearestFirst(sums(cells, ({ kind }) => kind)).map(([kind, spent]) => ({ kind, ...viewSpent(spent) })),
  }
}

type Filled = Cell & Spent

function sums<Name>(cells: Filled[], nameOf: (cell: Filled) => Name): [Name, Spent][] {
  const found = new Map<Name, Spent>()
  for (const cell of cells) found.set(nameOf(cell), together([found.get(nameOf(cell)) ?? NOTHING, cell]))
  return [...found]
}

const NOTHING: Spent = { micros: 0n, count: 0 }

function together(spent: Spent[]): Spent {
  return spent.reduce((all, each) => ({ micros: all.micros + each.micros, count: all.count + each.count }), NOTHING)
}

function dearestFirst<Name>(named: [Name, Spent][]): [Name, Spent][] {
  return named.sort(([, a], [, b]) => (a.micros < b.micros ? 1 : -1))
}

function viewSpent({ micros, count }: Spent): SpentView {
  return { micros: `${micros}`, count }
}
