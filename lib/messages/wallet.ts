/** What our own pages may say about the wallet. Secrets go one way only: into the background, never out of it. */
import * as z from 'zod/mini'
import type { WalletView } from '../core/wallet-view'
import { type Address, type AnyVault, readVault } from '../wallet/vault'

const password = z.string().check(z.maxLength(1024))
const address = z.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const whole = z.string().check(z.regex(/^(0|[1-9]\d{0,77})$/))
const network = z.string().check(z.maxLength(40))
const origin = z.string().check(z.regex(/^https?:\/\/[^/?#@\\\s]+$/))
const text = z.string().check(z.maxLength(4096))
export const vaultShape = z.custom<AnyVault>((value) => readVault(value) !== undefined)

export const walletPages = {
  wallet: z.object({}),
  /** The encrypted wallet, for a page that backs it up or derives from it. */
  vault: z.object({}),
  /** Is this the password? */
  verify: z.object({ password }),
  /** With what the authenticator of a passkey answered. */
  unlockWith: z.object({ id: text, secret: text }),
  /** The vault with one account more, which a page derived. */
  addAccount: z.object({ vault: vaultShape, password }),
  setAccount: z.object({
    address,
    name: z.optional(z.string().check(z.maxLength(60))),
    isMain: z.optional(z.literal(true)),
    /** Null: it may pay anywhere again. */
    site: z.optional(z.nullable(origin)),
  }),
  changePassword: z.object({ password, next: password }),
  addPasskey: z.object({ password, id: text, salt: text, secret: text }),
  removePasskey: z.object({ id: text }),
  backedUp: z.object({}),
  /** Sites whose own pay button finds us. */
  walletSites: z.object({}),
  setWalletSite: z.object({ site: origin, isOn: z.boolean() }),
  /** The wallet goes from this computer, with everything that was kept of it but the books. */
  removeWallet: z.object({}),
  /** What a page read from the chains; without an amount it could not be read. */
  balancesRead: z.object({
    readings: z
      .array(z.object({ address, network, asset: z.optional(address), atomic: z.optional(whole) }))
      .check(z.maxLength(5000)),
  }),
  /** Signs and sends a token to an address, with fees as the page showed them. */
  send: z.object({
    from: address,
    to: address,
    network,
    asset: address,
    atomic: whole,
    count: z.int().check(z.nonnegative()),
    gas: whole,
    maxFeePerGas: whole,
    maxPriorityFeePerGas: whole,
  }),
}

export type WalletAnswers = {
  wallet: WalletView
  vault: { vault: AnyVault | null }
  verify: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet'; waitSeconds?: number }
  unlockWith: WalletAnswers['verify']
  addAccount: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet' | 'changed'; waitSeconds?: number }
  setAccount: null
  changePassword: WalletAnswers['verify']
  addPasskey: WalletAnswers['verify']
  removePasskey: null
  backedUp: null
  walletSites: { sites: string[] }
  setWalletSite: null
  removeWallet: null
  balancesRead: null
  send: { transaction: `0x${string}` } | { refused: 'locked' | 'not_taken'; detail?: string }
}
