/**
 * The one database: payments (journal and history are the same rows), the tallies and the spending over them, what is news
 * of them, the rules, and the clock.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Moment } from '../core/clock'
import type { Remark } from '../core/history'
import type { News } from '../core/news'
import type { Row, RuleRow, SpentRow, TallyRow } from './rows'
import { upgrades } from './upgrades'

/** What this journal is called, so that a lost one is noticed, and how often the person began a new one. */
export type Title = { id: string; epoch: number }

export interface Schema extends DBSchema {
  payments: {
    key: number
    value: Row
    indexes: {
      open: number
      openIntent: [string, number]
      intentSeq: [string, number]
      site: [string, number]
      siteDecided: [string, number]
      trade: [string, number]
      shelf: [string, number]
      state: [string, number]
      declined: [string, number]
      at: number
    }
  }
  /** By the number of the payment they are about: written by pages, where the journal never is. */
  remarks: { key: number; value: Remark }
  tallies: { key: string; value: TallyRow }
  spending: { key: string; value: SpentRow }
  news: { key: number; value: { id: number; what: News } }
  rules: { key: string; value: RuleRow }
  meta: { key: 'clock' | 'title'; value: Moment | Title }
}

export type Database = IDBPDatabase<Schema>

export const NAME = 'tuppence'

/**
 * Throws a `VersionError` where a newer Tuppence wrote the database.
 *
 * @param ended The connection is of no more use: the browser ended it, or we did, for another's sake.
 */
export function openDatabase(name = NAME, ended: () => void = () => undefined): Promise<Database> {
  return openDB<Schema>(name, upgrades.length, {
    async upgrade(database, from, _to, transaction) {
      // oxlint-disable-next-line no-await-in-loop -- each upgrade begins where the one before it ended
      for (const upgrade of upgrades.slice(from)) await upgrade(database as never, transaction as never)
    },
    // Somebody wants to upgrade or remove the database: let them, rather than hold them up.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      ended()
    },
    terminated: ended,
  })
}
