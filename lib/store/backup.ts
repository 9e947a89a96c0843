/** Everything that is kept, taken out for a backup and put back in: the books as they are stored, and the settings. */
import { deleteDB, openDB } from 'idb'
import { browser } from 'wxt/browser'
import type { Contents } from '../wallet/backup'
import { NAME, openDatabase } from './database'
import { upgrades } from './upgrades'

/** Not part of it: the wallet goes by itself, what was guessed wrong and what an organisation laid down is of this computer. */
const OWN = ['vault', 'damagedVault', 'attempts', 'welcome', 'managed']

export async function readAll(name = NAME): Promise<Omit<Contents, 'vault'>> {
  const database = await openDatabase(name)
  try {
    const stores: Contents['books']['stores'] = {}
    for (const store of database.objectStoreNames) {
      const isKeyed = database.transaction(store).store.keyPath !== null
      // oxlint-disable-next-line no-await-in-loop -- store by store
      const [keys, values] = await Promise.all([database.getAllKeys(store), database.getAll(store)])
      stores[store] = values.map((value, place) => (isKeyed ? { value } : { key: keys[place], value }))
    }
    const kept: Record<string, unknown> = await browser.storage.local.get()
    const settings = Object.fromEntries(Object.entries(kept).filter(([key]) => !isOwn(key)))
    return { books: { version: database.version, stores }, settings }
  } finally {
    database.close()
  }
}

/** Puts it in place of what is here. What an older Tuppence kept is brought up to date as it would have been there. */
export async function writeAll({ books, settings }: Omit<Contents, 'vault'>, name = NAME): Promise<'done' | 'newer'> {
  if (books.version > upgrades.length) return 'newer'
  await deleteDB(name)
  const old = await openDB(name, books.version, {
    async upgrade(database, _from, _to, transaction) {
      // oxlint-disable-next-line no-await-in-loop -- each upgrade begins where the one before it ended
      for (const upgrade of upgrades.slice(0, books.version)) await upgrade(database as never, transaction as never)
    },
  })
  const names = [...old.objectStoreNames].filter((store) => books.stores[store])
  if (names.length > 0) {
    const transaction = old.transaction(names, 'readwrite')
    const rows = names.flatMap((store) => (books.stores[store] ?? []).map((row) => ({ store, ...row })))
    await Promise.all(
      rows.map(({ store, key, value }) => transaction.objectStore(store).put(value, key as IDBValidKey | undefined)),
    )
    await transaction.done
  }
  old.close()
  ;(await openDatabase(name)).close()
  const others = Object.entries(settings).filter(([key]) => !isOwn(key))
  await browser.storage.local.set(Object.fromEntries(others))
  return 'done'
}

/** With the version that extension storage keeps beside an item. */
function isOwn(key: string): boolean {
  return OWN.includes(key.replace(/\$$/, ''))
}
