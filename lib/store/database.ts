/** The one database: payments (journal and history are the same rows), the sums over them, and the rules. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Payment } from '../core/payment'
import type { Mode } from '../core/rules'

/** A payment at rest: amounts as decimal text, `open` only while there is something left to do. */
export type Row = { id?: number; open?: 1 } & Record<string, unknown>

export type SumRow = { micros: string; count: number }

export type RuleRow = { site: string; mode: Mode; perPayment: string; perDay: string }

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
    }
  }
  sums: { key: string; value: SumRow }
  rules: { key: string; value: RuleRow }
}

export type Database = IDBPDatabase<Schema>

/** Numbered upgrades: each takes the database from the version before to its own. Never edit one that has shipped. */
const upgrades: ((database: Database) => void)[] = [
  (database) => {
    const payments = database.createObjectStore('payments', { keyPath: 'id', autoIncrement: true })
    payments.createIndex('open', 'open')
    payments.createIndex('openIntent', ['intent', 'open'])
    payments.createIndex('intentSeq', ['intent', 'seq'])
    payments.createIndex('site', ['place.site', 'id'])
    payments.createIndex('siteDecided', ['place.site', 'decidedAt'])
    database.createObjectStore('sums')
    database.createObjectStore('rules', { keyPath: 'site' })
  },
]

export function openDatabase(name = 'tuppence'): Promise<Database> {
  return openDB<Schema>(name, upgrades.length, {
    upgrade(database, from) {
      for (const upgrade of upgrades.slice(from)) upgrade(database)
    },
    // Another version of Tuppence wants to upgrade: let it, rather than hold it up.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
}

/** The only keys of a payment that hold money. */
const MONEY = new Set(['amount', 'price', 'limit', 'used', 'wanted'])

export function toRow(payment: Payment, open: 1 | undefined): Row {
  const { id, ...rest } = walk(payment, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)) as Row
  return { ...(id ? { id } : {}), ...rest, ...(open ? { open } : {}) }
}

export function fromRow({ open: _open, ...row }: Row): Payment {
  return walk(row, (key, value) => (MONEY.has(key) && typeof value === 'string' ? BigInt(value) : value)) as Payment
}

function walk(value: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(change(key, each), change)]))
}
