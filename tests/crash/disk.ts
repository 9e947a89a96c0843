/** The disk under the journal: an IndexedDB in memory that tears writes, loses power, and tells what it has saved. */
import 'fake-indexeddb/auto'
import { unwrap } from 'idb'
import { type Database, openDatabase } from '../../lib/store/database'
import type { Luck } from './luck'

/** What one transaction has put, in order. */
export type Write = { store: string; value: unknown; key: unknown }
export type Disk = Awaited<ReturnType<typeof openDisk>>

/** A write that fails: at which put, with which error, and after how many more turns of the event loop. */
export type Tear = { at: number; error: 'QuotaExceededError' | 'AbortError'; turns: number }

/** What fake-indexeddb keeps of a transaction: how to undo it. */
type Raw = IDBTransaction & { _state: string; _rollbackLog: (() => void)[]; _abort(error: string): void }

/** Node's own takes a third of all the time, for what is only ever plain data here. */
globalThis.structuredClone = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map((each: unknown) => structuredClone(each)) as T
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) copy[key] = structuredClone((value as Record<string, unknown>)[key])
  return copy as T
}

const STORES = ['payments', 'tallies', 'spending', 'news', 'rules', 'meta'] as const
const watched = new WeakMap<IDBTransaction, (store: string, value: unknown, key: unknown, put: IDBRequest) => void>()
// oxlint-disable-next-line typescript/unbound-method -- called with the store it is meant for
const { put } = IDBObjectStore.prototype
IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
  const request = put.call(this, value, key)
  watched.get(this.transaction)?.(this.name, value, key, request)
  return request
}

export async function openDisk(name: string, seats = 2) {
  const own = await openDatabase(name)
  const connections = await Promise.all(Array.from({ length: seats }, () => openDatabase(name)))
  let tear: Tear | undefined
  /** How to undo what was saved since the last strict transaction: a power cut may. */
  let unsafe: Raw[] = []
  let told: (writes: Write[]) => void = () => {}

  function watch(transaction: Raw): void {
    const puts: [store: string, value: unknown, key: unknown, request: IDBRequest][] = []
    watched.set(transaction, (...each) => {
      puts.push(each)
      if (tear?.at !== puts.length || !transaction.objectStoreNames.contains('payments')) return
      const { error, turns } = tear
      tear = undefined
      void pause(turns).then(() => transaction._state === 'finished' || transaction._abort(error))
    })
    transaction.addEventListener('complete', () => {
      if (puts.length === 0) return
      if (transaction.durability === 'strict') unsafe = []
      else unsafe.push(transaction)
      told(puts.map(([store, value, key, request]) => ({ store, value, key: key ?? request.result })))
    })
  }

  /** A connection of one worker, and the scissors for it. */
  function connect(seat: number) {
    const connection = connections[seat % seats] as Database
    const running = new Set<Raw>()
    const database = new Proxy(connection, {
      get(target, name) {
        if (name !== 'transaction') return Reflect.get(target, name) as unknown
        return (...parameters: Parameters<Database['transaction']>) => {
          const transaction = target.transaction(...parameters)
          const raw = unwrap(transaction as never) as unknown as Raw
          if (raw.mode === 'readwrite') running.add(raw)
          watch(raw)
          return transaction
        }
      },
    })
    return {
      database,
      /** The worker is gone; what it was writing is saved whole or not at all. */
      cut(luck: Luck) {
        for (const transaction of running)
          if (transaction._state !== 'finished' && luck.chance()) transaction._abort('AbortError')
      },
    }
  }

  return {
    connect,
    /** The person's own hand: rules, and looking at what is saved. */
    own: connect(0).database,

    tear(next: Tear | undefined) {
      tear = next
    },

    /** The last transactions that were not strict are gone. */
    powerCut(count: number) {
      for (const { _rollbackLog } of unsafe.splice(-count).toReversed())
        for (const undo of _rollbackLog.toReversed()) undo()
    },

    /** All that was saved so far is there for good. */
    flush() {
      unsafe = []
    },

    async clear(listener: typeof told) {
      const transaction = own.transaction(STORES, 'readwrite')
      await Promise.all(STORES.map((store) => transaction.objectStore(store).clear()))
      await transaction.done
      told = listener
      tear = undefined
    },

    close() {
      for (const connection of [own, ...connections]) connection.close()
    },
  }
}

/** Lets the event loop turn. */
export async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
