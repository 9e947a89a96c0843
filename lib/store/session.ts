/** What lives only as long as the browser runs: in memory, out of reach of content scripts. */
import { storage } from 'wxt/utils/storage'

/** The unlocked data key, and when it is to be forgotten (seconds). */
export const unlockedItem = storage.defineItem<{ dataKey: string; until: number } | null>('session:unlocked', {
  fallback: null,
})

/** Balances as last read: atomic units as decimal text, by `${network} ${asset}`, and when (seconds). */
export const balancesItem = storage.defineItem<Record<string, { amount: string; at: number }>>('session:balances', {
  fallback: {},
})
