/**
 * Whether the journal is sound: there, of our own version, readable, and in balance with its sums. Where it is not,
 * nothing is paid until the person has looked (product.md §4 "Journal").
 */
import { storage } from 'wxt/utils/storage'
import type { Problem } from '../core/view'
import type { Journal } from '../engine/ports'
import { type Database, NAME, openDatabase, type Title } from './database'
import { Unreadable } from './rows'

/** What is known of the journal outside of it; a problem found once stays until the person has dealt with it. */
export const titleItem = storage.defineItem<(Title & { problem?: Problem }) | null>('local:books', { fallback: null })

/** Thrown instead of a database that must not be relied on. */
export class Unsound extends Error {
  override name = 'Unsound'
  constructor(
    readonly problem: Problem,
    cause?: unknown,
  ) {
    super(`The books are ${problem}`, { cause })
  }
}

export type Books = ReturnType<typeof openBooks>

export function openBooks(name = NAME) {
  let opening: Promise<Database> | undefined
  let full = false

  async function open(): Promise<Database> {
    // A connection that has ended is opened anew when next needed.
    const database = await openDatabase(name, () => (opening = undefined)).catch((error: unknown) => {
      throw new Unsound(isCalled(error, 'VersionError') ? 'newer' : 'unreadable', error)
    })
    const problem = await problemWith(database)
    if (!problem) return database
    database.close()
    throw new Unsound(problem)
  }

  async function database(): Promise<Database> {
    const mine = (opening ??= open())
    try {
      return await mine
    } catch (error) {
      // It may have ended while it was being opened. What is wrong with the books is wrong for all who wait for them.
      if (opening !== mine && !(error instanceof Unsound)) return database()
      opening = undefined
      throw error
    }
  }

  /** What went wrong at work on the books is remembered where it means that they are not as we wrote them. */
  async function note(error: unknown): Promise<void> {
    full = isCalled(error, 'QuotaExceededError')
    if (error instanceof Unreadable) await latch('unreadable')
  }

  async function latch(problem: Problem): Promise<void> {
    const title = await titleItem.getValue()
    if (title) await titleItem.setValue({ ...title, problem })
    opening = undefined
  }

  return {
    database,

    /** What keeps the books from being relied on; undefined while all is well. */
    async problem(): Promise<Problem | undefined> {
      try {
        await database()
        return full ? 'full' : undefined
      } catch (error) {
        if (error instanceof Unsound) return error.problem
        throw error
      }
    },

    /** A journal that notes what it fails of. */
    guard(journal: Journal): Journal {
      const noting = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
        return async (...args: A) => {
          try {
            const result = await work(...args)
            full = false
            return result
          } catch (error) {
            await note(error)
            throw error
          }
        }
      }
      return {
        meet: noting(journal.meet),
        change: noting(journal.change),
        tell: noting(journal.tell),
        get: noting(journal.get),
        open: noting(journal.open),
      }
    },

    /** A page has put the books in order, or found that they are not. */
    reopen(): void {
      opening = undefined
      full = false
    },
  }
}

/** The title outside and the title within must be one: else this is not the journal that was kept so far. */
async function problemWith(database: Database): Promise<Problem | undefined> {
  const [outside, inside] = [await titleItem.getValue(), (await database.get('meta', 'title')) as Title | undefined]
  if (outside && outside.id !== inside?.id) return 'missing'
  if (outside) return outside.problem
  const title = inside ?? { id: crypto.randomUUID(), epoch: 0 }
  if (!inside) await database.put('meta', title, 'title')
  await titleItem.setValue(title)
  return undefined
}

function isCalled(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}
