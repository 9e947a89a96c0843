/** What our own pages may say about the wallet. Secrets go one way only: into the background, never out of it. */
import * as v from 'valibot'
import type { WalletView } from '../core/wallet-view'
import { type Address, type AnyVault, readVault } from '../wallet/vault'

const password = v.pipe(v.string(), v.maxLength(1024))
const address = v.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const whole = v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,77})$/))
const network = v.pipe(v.string(), v.maxLength(40))
const origin = v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@\\\s]+$/))
const text = v.pipe(v.string(), v.maxLength(4096))
export const vaultShape = v.custom<AnyVault>((value) => readVault(value) !== undefined)

export const walletPages = {
  wallet: v.object({}),
  /** The encrypted wallet, for a page that backs it up or derives from it. */
  vault: v.object({}),
  /** Is this the password? */
  verify: v.object({ password }),
  /** With what the authenticator of a passkey answered. */
  unlockWith: v.object({ id: text, secret: text }),
  /** The vault with one account more, which a page derived. */
  addAccount: v.object({ vault: vaultShape, password }),
  setAccount: v.object({
    address,
    name: v.optional(v.pipe(v.string(), v.maxLength(60))),
    isMain: v.optional(v.literal(true)),
    /** Null: it may pay anywhere again. */
    site: v.optional(v.nullable(origin)),
  }),
  changePassword: v.object({ password, next: password }),
  addPasskey: v.object({ password, id: text, salt: text, secret: text }),
  removePasskey: v.object({ id: text }),
  backedUp: v.object({}),
  /** Sites whose own pay button finds us. */
  walletSites: v.object({}),
  setWalletSite: v.object({ site: origin, isOn: v.boolean() }),
  /** The wallet goes from this computer, with everything that was kept of it but the books. */
  removeWallet: v.object({}),
  /** What a page read from the chains; without an amount it could not be read. */
  balancesRead: v.object({
    readings: v.pipe(
      v.array(v.object({ address, network, asset: v.optional(address), atomic: v.optional(whole) })),
      v.maxLength(5000),
    ),
  }),
  /** Signs and sends a token to an address, with fees as the page showed them. */
  send: v.object({
    from: address,
    to: address,
    network,
    asset: address,
    atomic: whole,
    count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
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
  /** `changed`: the wallet is not, or no longer, one that this can be done to. */
  addAccount: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet' | 'changed'; waitSeconds?: number }
  setAccount: null
  changePassword: WalletAnswers['addAccount']
  addPasskey: WalletAnswers['addAccount']
  removePasskey: null
  backedUp: null
  walletSites: { sites: string[] }
  setWalletSite: null
  removeWallet: null
  balancesRead: null
  send: { transaction: `0x${string}` } | { refused: 'locked' | 'not_taken'; detail?: string }
}
