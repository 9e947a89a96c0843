/** What was told already, so that a worker that wakes up does not tell it again. */
import { storage } from 'wxt/utils/storage'
import type { Alert } from '../core/alerts'
import type { Purse } from '../core/networks'

/** Limits of which half, four fifths or all is used, as last told: one for each limit, in its current window. */
export const alertsItem = storage.defineItem<Alert[]>('local:alerts', { fallback: [] })

/** Automatic payments that one notice stands for, `micros` in all; the nonces of the latest of them. */
export type Group = { count: number; micros: string; sites: string[]; nonces: string[] }

/** Told since the browser started: groups of payments, and the names of other notices. */
type Told = { paid: Partial<Record<Purse, Group>>; ids: string[] }

export const toldItem = storage.defineItem<Told>('session:told', { fallback: { paid: {}, ids: [] } })
