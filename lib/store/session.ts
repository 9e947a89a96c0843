/** What lives only as long as the browser runs: in memory, out of reach of content scripts. */
import { storage } from 'wxt/utils/storage'

/** The unlocked data key, and when it is to be forgotten (seconds). */
export const unlockedItem = storage.defineItem<{ dataKey: string; until: number } | null>('session:unlocked', {
  fallback: null,
})

/** As last read: atomic units as decimal text, when that was, and when reading it failed since (seconds). */
export type KeptBalance = { amount?: string; at?: number; failedAt?: number }

/** By `${owner} ${network} ${asset}`; of the chain's own coin by `${owner} ${network} coin`. */
export const balancesItem = storage.defineItem<Record<string, KeptBalance>>('session:balances', { fallback: {} })
