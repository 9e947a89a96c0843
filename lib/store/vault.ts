/**
 * The encrypted wallet on disk, in two places that do not break together: extension storage, which is read, and an
 * IndexedDB beside it, which stands in where that cannot be read.
 */
import { openDB } from 'idb'
import { storage } from 'wxt/utils/storage'
import { type AnyVault, readVault } from '../wallet/vault'

const item = storage.defineItem<unknown>('local:vault', { fallback: null })

const damagedItem = storage.defineItem<unknown>('local:damagedVault', { fallback: null })

const NAME = 'tuppence-vault'
const STORE = 'vault'

/** The wallet; null where there is none; `damaged` where there is one that cannot be read in either place. */
export async function loadVault(): Promise<AnyVault | null | 'damaged'> {
  const kept = await item.getValue()
  const vault = readVault(kept)
  if (vault) return vault
  const spare = readVault(await spareVault())
  if (!spare) return kept === null ? null : 'damaged'
  await item.setValue(spare)
  return spare
}

export async function saveVault(vault: AnyVault): Promise<void> {
  const before = await item.getValue()
  // What cannot be read here somebody may still be able to read: it is put aside, not written over.
  if (before !== null && !readVault(before)) await damagedItem.setValue(before)
  await item.setValue(vault)
  await withSpare((database) => database.put(STORE, vault, STORE))
}

export async function dropVault(): Promise<void> {
  await withSpare((database) => database.delete(STORE, STORE))
  await item.removeValue()
}

async function spareVault(): Promise<unknown> {
  return withSpare((database) => database.get(STORE, STORE))
}

/** Without the spare one wallet is left, which is no reason to do without that too. */
async function withSpare<T>(
  work: (database: Awaited<ReturnType<typeof openDB>>) => Promise<T>,
): Promise<T | undefined> {
  try {
    const database = await openDB(NAME, 1, { upgrade: (database) => void database.createObjectStore(STORE) })
    try {
      return await work(database)
    } finally {
      database.close()
    }
  } catch (error) {
    console.warn('Tuppence could not reach the spare copy of the wallet', error)
    return undefined
  }
}
