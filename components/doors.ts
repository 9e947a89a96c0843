/** What a page hands to its components: the background by message, and the few things only a browser page can do. */
import { createContext, useContext } from 'react'
import type { Proposal } from '../lib/core/learn'
import type { Purse } from '../lib/core/networks'
import type { SpendingView } from '../lib/core/spending'
import type { Alert } from '../lib/core/alerts'
import type { Call } from '../lib/messages/call'
import type { Checked } from '../lib/wallet/seed'
import type { Vault } from '../lib/wallet/vault'
import type { HistoryDoor } from './history/door'
import type { WalletDoor } from './wallet/door'
import type { Words } from './words'

export type Doors = {
  call: Call
  /** Calls back whenever something saved has changed. Returns the way to stop it. */
  onNews(listener: () => void): () => void
  words: Words
  openPage(path: string): void
  /** Tells the background that a card has come on screen: should the page go before it is let go, it was closed. */
  holdCard(id: number): void
  letGoCard(id: number): void
  /** Carries out what was clicked on a card, which may close meanwhile without taking it back. */
  answering<T>(id: number, work: () => Promise<T>): Promise<T>
  books: BooksDoor
  history: HistoryDoor
  /** Where the money of a purse went in the last days, and of which limits much is used. */
  spending(purse: Purse): Promise<SpendingView & { alerts: Alert[] }>
  reach: ReachDoor
  wall: WallDoor
  /** What learning mode proposes, real money first. */
  proposals(): Promise<Proposal[]>
  wallet: WalletDoor
  /** Light or dark, or as the system has it. */
  theme(): Theme
  setTheme(theme: Theme): void
  shortcuts(): Promise<Shortcut[]>
  /** Opens the page of the browser where keys are changed. */
  changeShortcuts(): Promise<void>
  /** Of everything that others wrote and that is in the package. */
  licences(): Promise<Licence[]>
}

/** Leave to look at sites: at one, or at all of them. */
export type ReachDoor = {
  /** The browser asks the person itself, and only while a click is being handled. False: it was not allowed. */
  allow(site?: string): Promise<boolean>
  forbid(site?: string): Promise<void>
}

/** The page in the tab in front. */
export type WallDoor = {
  /** Is it the 402 itself, as far as the browser tells? */
  isShown(): Promise<boolean>
  loadAgain(): Promise<void>
}

export type Theme = 'system' | 'light' | 'dark'

/** A command, and the keys it has now: none, perhaps. */
export type Shortcut = { name: string; description: string; keys: string }

export type Licence = { name: string; version: string; licence: string; text: string }

/** Putting the books in order, where that is needed. */
export type BooksDoor = {
  /** Compares every sum with its rows. */
  check(): Promise<{ rows: number; unreadable: number; differing: string[] }>
  /** Counts every sum anew from the rows. */
  recount(): Promise<void>
  /** Begins new books; what is in the old ones is gone. */
  reset(): Promise<void>
  /** Everything that can be read, whatever state it is in. */
  salvage(): Promise<Record<string, unknown[]>>
}

/** Heavy, so only the options page has it. */
export type MakeWallet = {
  create(): Promise<{ words: string }>
  fromWords(words: string, password: string): Promise<Vault>
  fromKey(key: string, password: string): Promise<Vault>
  check(text: string): Checked
}

const DoorsContext = createContext<Doors | undefined>(undefined)
export const DoorsProvider = DoorsContext.Provider

export function useDoors(): Doors {
  const doors = useContext(DoorsContext)
  if (!doors) throw new Error('A component was rendered outside of DoorsProvider')
  return doors
}
