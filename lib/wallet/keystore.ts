/**
 * The wallet's lock. Two vaults in one record: the seed, which only the password itself opens, to back up and to derive;
 * and the spending keys, under a random data key. What is unlocked is that data key, never the password; it lives in
 * session storage only.
 */
import { addressOf } from './key'
import {
  type Bound,
  fromText,
  importDataKey,
  ITERATIONS,
  keysFrom,
  keysOf,
  newDataKey,
  newKdf,
  seal,
  unseal,
} from './seal'
import { accountsOf, type Address, type AnyVault, type Kdf, type Keyed, type Passkey, type Vault } from './vault'

type Hex = `0x${string}`

/** A new vault around a private key, and the recovery phrase it came from if there is one. */
export async function lockAway(
  secret: { key: Hex; words?: string },
  password: string,
  kdf: Kdf = newKdf(),
): Promise<Vault> {
  const address = addressOf(secret.key)
  const bound = { schema: 2 as const, address, kdf }
  const keyFor = await keysOf(password, kdf)
  const raw = newDataKey()
  const spending = await seal(await importDataKey(raw), secret.key, bound, 'spending')
  return {
    ...bound,
    dataKey: await seal(await keyFor('data key'), raw, bound, 'data key'),
    passkeys: [],
    accounts: [{ address, name: '', ...(secret.words ? { index: 0 } : {}), spending }],
    ...(secret.words ? { seed: await seal(await keyFor('seed'), secret.words, bound, 'seed') } : {}),
  }
}

/** The data key, when the password is right. */
export async function unlock(vault: AnyVault, password: string): Promise<string | undefined> {
  const keyFor = await keysOf(password, vault.kdf)
  return unseal(await keyFor('data key'), vault.dataKey, boundOf(vault), 'data key')
}

/** The data key, when the passkey's secret (what its authenticator made of the salt) is the right one. */
export async function unlockWith(vault: Vault, id: string, secret: string): Promise<string | undefined> {
  const passkey = vault.passkeys.find((each) => each.id === id)
  if (!passkey) return undefined
  const keyFor = await keysFrom(fromText(secret))
  return unseal(await keyFor('data key'), passkey.dataKey, boundTo(vault, passkey), 'data key')
}

/** The vault with a passkey more, which opens it like the password does. */
export async function withPasskey(
  vault: Vault,
  dataKey: string,
  passkey: Omit<Passkey, 'dataKey'> & { secret: string },
): Promise<Vault> {
  const { secret, ...rest } = passkey
  const keyFor = await keysFrom(fromText(secret))
  const sealed = await seal(await keyFor('data key'), dataKey, boundTo(vault, rest), 'data key')
  const others = vault.passkeys.filter(({ id }) => id !== rest.id)
  return { ...vault, passkeys: [...others, { ...rest, dataKey: sealed }] }
}

/** The private key of one account, when the data key is the vault's and the key was sealed as the address's. */
export async function spendingKey(
  vault: AnyVault,
  dataKey: string,
  address: Address = vault.address,
): Promise<Hex | undefined> {
  const sealed = vault.schema === 1 ? [vault] : vault.accounts
  const account = sealed.find((each) => each.address === address)
  if (!account) return undefined
  const bound = { schema: vault.schema, address, kdf: vault.kdf }
  return (await unseal(await importDataKey(dataKey), account.spending, bound, 'spending')) as Hex | undefined
}

/** Each account has a key, and it is that of its address: what comes from elsewhere may claim anything. */
export async function isWhole(vault: AnyVault, dataKey: string): Promise<boolean> {
  const whole = await Promise.all(
    accountsOf(vault).map(async ({ address }) => {
      const key = await spendingKey(vault, dataKey, address)
      return key !== undefined && addressOf(key) === address
    }),
  )
  return whole.every(Boolean)
}

/** The recovery phrase, when the password is right; undefined also where the wallet came from a private key. */
export async function wordsOf(vault: AnyVault, password: string): Promise<string | undefined> {
  if (!vault.seed) return undefined
  const keyFor = await keysOf(password, vault.kdf)
  return unseal(await keyFor('seed'), vault.seed, boundOf(vault), 'seed')
}

/** The vault with one account more, whose key was derived from its own seed. */
export async function withAccount(
  vault: Vault,
  dataKey: string,
  account: Omit<Keyed, 'spending' | 'address'> & { key: Hex },
): Promise<Vault> {
  const { key, ...rest } = account
  const address = addressOf(key)
  const bound = { schema: vault.schema, address, kdf: vault.kdf }
  const spending = await seal(await importDataKey(dataKey), key, bound, 'spending')
  return { ...vault, accounts: [...vault.accounts, { address, ...rest, spending }] }
}

/** Is it written in an older shape, or cheaper to guess at, than a vault made today? */
export function isOld(vault: AnyVault): boolean {
  return vault.schema === 1 || vault.kdf.iterations < ITERATIONS
}

/**
 * The same wallet, sealed as one made today would be, under the same password or a new one; undefined when the password
 * is wrong. Its data key stays, so that its passkeys go on opening it.
 */
export async function sealedAnew(
  vault: AnyVault,
  password: string,
  next: { password?: string; kdf?: Kdf } = {},
): Promise<Vault | undefined> {
  const dataKey = await unlock(vault, password)
  if (!dataKey) return undefined
  const words = await wordsOf(vault, password)
  if (vault.seed && !words) throw new Error('The seed does not open')
  const kdf = next.kdf ?? newKdf()
  const keyFor = await keysOf(next.password ?? password, kdf)
  const bound = { schema: 2 as const, address: homeOf(vault), kdf }
  const kept = vault.schema === 1 ? undefined : vault
  const accounts = await Promise.all(
    (kept?.accounts ?? [{ address: vault.address, name: '', ...(words ? { index: 0 } : {}) }]).map(async (account) => {
      const key = await spendingKey(vault, dataKey, account.address)
      if (!key) throw new Error(`The key of ${account.address} cannot be read`)
      const to = { ...bound, address: account.address }
      return { ...account, spending: await seal(await importDataKey(dataKey), key, to, 'spending') }
    }),
  )
  return {
    ...bound,
    address: vault.address,
    dataKey: await seal(await keyFor('data key'), dataKey, bound, 'data key'),
    passkeys: kept?.passkeys ?? [],
    accounts,
    ...(words ? { seed: await seal(await keyFor('seed'), words, bound, 'seed') } : {}),
    ...(kept?.isBackedUp ? { isBackedUp: true } : {}),
  }
}

/** The account that the vault as a whole is bound to. */
function homeOf(vault: AnyVault): Address {
  return vault.schema === 1 ? vault.address : (vault.accounts[0]?.address ?? vault.address)
}

function boundOf(vault: AnyVault): Bound {
  return { schema: vault.schema, address: homeOf(vault), kdf: vault.kdf }
}

/** A passkey's own record outlives a change of the password, so it is not bound to what the password goes through. */
function boundTo(vault: Vault, { salt }: Pick<Passkey, 'salt'>): Bound {
  return { schema: vault.schema, address: homeOf(vault), kdf: { name: 'PRF', hash: 'SHA-256', salt } }
}
