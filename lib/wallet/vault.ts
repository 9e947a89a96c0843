/** The shape of the encrypted wallet at rest. Everything secret in it is AES-256-GCM ciphertext. */
import * as v from 'valibot'

export type Address = `0x${string}`

const address = v.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const sealed = v.object({ iv: text, data: text })

/** What a password goes through before it is a key; kept with each vault, so that it can be made harder later. */
const kdf = v.object({
  name: v.literal('PBKDF2'),
  hash: v.literal('SHA-256'),
  iterations: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000_000)),
  salt: text,
})

const account = v.object({
  address,
  /** Its place in the seed (m/44'/60'/index'/0/0); absent for an imported private key. */
  index: v.optional(whole),
  name: v.pipe(v.string(), v.maxLength(60)),
  /** The one site it pays at; absent where it may pay anywhere. */
  site: v.optional(text),
  /** The private key, sealed under the data key. */
  spending: sealed,
})

/** A passkey that opens the wallet in place of the password (WebAuthn PRF). */
const passkey = v.object({
  /** The credential's id, base64url. */
  id: text,
  /** What the authenticator is asked to hash: its answer seals the data key. */
  salt: text,
  addedAt: whole,
  dataKey: sealed,
})

const vault = v.object({
  schema: v.literal(2),
  /** The account that pays, where a site has none of its own. */
  address,
  kdf,
  /** The random key of the spending keys, sealed under the password. */
  dataKey: sealed,
  passkeys: v.array(passkey),
  /** The first is the one the vault is bound to; it is never taken away. */
  accounts: v.pipe(v.array(account), v.minLength(1)),
  /** The recovery phrase, sealed under the password itself: opened only to back up and to derive. */
  seed: v.optional(sealed),
  /** The person has shown to have the words, or has saved a backup file. */
  isBackedUp: v.optional(v.literal(true)),
})

/** As the first Tuppence wrote it: one account. */
const firstVault = v.object({
  schema: v.literal(1),
  address,
  kdf,
  dataKey: sealed,
  spending: sealed,
  seed: v.optional(sealed),
})

export type Sealed = v.InferOutput<typeof sealed>
export type Kdf = v.InferOutput<typeof kdf>
export type Keyed = v.InferOutput<typeof account>
export type Passkey = v.InferOutput<typeof passkey>
export type Vault = v.InferOutput<typeof vault>
export type FirstVault = v.InferOutput<typeof firstVault>

/** Of whatever age: what is on disk stays as it is until a password makes it new. */
export type AnyVault = Vault | FirstVault

/** What was read from a disk or a file as a vault; undefined where it is none, or a damaged one. */
export function readVault(value: unknown): AnyVault | undefined {
  for (const shape of [vault, firstVault]) {
    const read = v.safeParse(shape, value)
    if (read.success) return read.output
  }
  return undefined
}

/** The accounts of a vault, whatever its age, without what is sealed. */
export function accountsOf(vault: AnyVault): Omit<Keyed, 'spending'>[] {
  if (vault.schema === 1) return [{ address: vault.address, name: '', ...(vault.seed ? { index: 0 } : {}) }]
  return vault.accounts.map(({ spending: _spending, ...rest }) => rest)
}

/** The account that pays at a site: its own, or else the one that pays anywhere. */
export function payerAt(vault: AnyVault, site: string | undefined): Address {
  return accountsOf(vault).find((each) => each.site !== undefined && each.site === site)?.address ?? vault.address
}
