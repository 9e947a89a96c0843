/** The parts of the world that are searched, each to its end. */
import type { Limits } from '../../lib/core/limits'
import type { Sale, Setting } from './world'

/** Limits that three purchases run into: of a site, of everything, and the ceiling. */
const limits: Limits = {
  site: { payment: 60_000n, day: 50_000n },
  payee: { week: 90_000n },
  all: { day: 70_000n },
  ceiling: { ever: 100_000n },
}

const page: Sale = { intent: 'a1', site: 'a', amount: 30_000n, tabs: 1, purchases: 1 }
const neighbour: Sale = { ...page, intent: 'a2' }
const elsewhere: Sale = { ...page, intent: 'b1', site: 'b', amount: 50_000n }

const one = { limits, tasks: 1 }

export const settings = {
  'one page in two tabs': { ...one, sales: [{ ...page, tabs: 2 }], last: 2 },
  'one page bought twice': { ...one, sales: [{ ...page, purchases: 2 }], last: 3, without: ['locking', 'leaving'] },
  'two things at once': { ...one, sales: [page], tasks: 2, last: 3, without: ['locking', 'leaving'] },
  'two sites, one page bought twice': {
    ...one,
    sales: [{ ...page, tabs: 2, purchases: 2 }, elsewhere],
    last: 1,
    without: ['locking', 'leaving', 'giving up', 'lag'],
  },
  'two sites, three pages': {
    ...one,
    sales: [page, neighbour, elsewhere],
    last: 0,
    without: ['locking', 'leaving', 'giving up', 'lag'],
  },
} satisfies Record<string, Setting>
