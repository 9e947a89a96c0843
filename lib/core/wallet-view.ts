/** What people are shown of their wallet: plain values that cross to a page as JSON, never anything secret. */
import type { Seconds } from './clock'
import type { Purse } from './networks'
import type { MicrosText } from './view'

export type AccountView = {
  address: `0x${string}`
  /** As the person named it; empty where it has only its number. */
  name: string
  /** Its place among the accounts, from 1. */
  number: number
  /** Pays wherever no other account is set aside. */
  isMain: boolean
  /** The one site it pays at. */
  site?: string
}

/** One token, or the chain's own coin, of one account. What was never read has no amount, which is not zero. */
export type BalanceView = {
  address: `0x${string}`
  network: string
  chain: string
  purse: Purse
  /** A token of the registry; absent for the chain's own coin. */
  token?: { asset: `0x${string}`; symbol: string; decimals: number }
  atomic?: string
  micros?: MicrosText
  at?: Seconds
  /** Since it was last read, reading it failed. */
  failedAt?: Seconds
  /** Signed for, and not yet settled: this much of it may still go. */
  held?: MicrosText
}

export type WalletView = {
  state: 'none' | 'damaged' | 'locked' | 'open'
  accounts: AccountView[]
  /** There is a recovery phrase, from which more accounts can be derived. */
  hasWords: boolean
  isBackedUp: boolean
  passkeys: { id: string; salt: string; addedAt: Seconds }[]
  balances: BalanceView[]
}

/** A movement of money that was no purchase: in from outside, or out by the person's own hand. */
export type Movement = {
  kind: 'in' | 'out'
  network: string
  asset: `0x${string}`
  /** The account of ours. */
  account: `0x${string}`
  /** Whom it came from, or went to. */
  other: `0x${string}`
  atomic: string
  transaction: `0x${string}`
  at: Seconds
  /** Its place in its block's list of events, so that two of one transaction are two. */
  event?: number
  /** Of what goes out: not yet in a block, in one, or refused by the chain. */
  state?: 'sent' | 'done' | 'failed'
}
