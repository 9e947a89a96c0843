/** What only the wallet's own page needs, and fetches when it does: chains, keys and files. */
import type { Movement } from '../../lib/core/wallet-view'
import type { WalletAnswers } from '../../lib/messages/wallet'
import type { Quote, QuoteProblem } from '../../lib/wallet/quote'

type Address = `0x${string}`

/** Why what a password was typed for was not done. */
export type Refused = { refused: NonNullable<WalletAnswers['addAccount']['refused']>; waitSeconds?: number }

export type Transfer = { network: string; from: Address; to: Address; asset: Address; amount: bigint }

export type Restored = 'done' | 'not_a_backup' | 'newer' | 'wrong_password' | 'wallet_exists' | 'unreadable'

export type WalletDoor = {
  /** Reads every balance on every network that is on. */
  readBalances(): Promise<void>
  /** Looks for money that came in where there is any, and for what became of money sent. */
  searchMovements(): Promise<void>
  /** What is known of money in and out, newest first. */
  movements(): Promise<Movement[]>
  quote(transfer: Transfer): Promise<Quote | QuoteProblem>
  /** Derives one account more. */
  addAccount(
    password: string,
    named: { name: string; site?: string },
  ): Promise<Refused | { refused: 'no_seed' } | { refused?: never }>
  /** The recovery phrase, or the private key of one account. */
  reveal(password: string, what: 'words' | Address): Promise<Refused | { secret: string }>
  /** The text of a backup file. */
  backUp(password: string): Promise<Refused | { file: string }>
  /** Puts everything of a backup file in place of what is here; there must be no wallet yet. */
  restore(file: string, password: string): Promise<Restored>
  canHavePasskeys(): Promise<boolean>
  /** `none`: there was no passkey made, or it cannot keep a secret. */
  addPasskey(password: string): Promise<Refused | { refused: 'none' } | { refused?: never }>
  unlockWithPasskey(
    passkeys: { id: string; salt: string }[],
  ): Promise<{ refused: 'none' | 'wrong_password' | 'too_soon' | 'no_wallet' } | { refused?: never }>
}
