/** The wallet's lock. What is unlocked is a random data key, never the password; it lives in session storage only. */
import { privateKeyToAddress } from 'viem/accounts'
import { importDataKey, keysOf, newDataKey, newKdf, seal, unseal } from './seal'
import type { Vault } from './vault'

type Hex = `0x${string}`

/** A new vault around a private key, and the recovery phrase it came from if there is one. */
export async function lockAway(secret: { key: Hex; words?: string }, password: string): Promise<Vault> {
  const bound = { schema: 1 as const, address: privateKeyToAddress(secret.key), kdf: newKdf() }
  const keys = await keysOf(password, bound)
  const raw = newDataKey()
  return {
    ...bound,
    dataKey: await seal(keys['data key'], raw, bound, 'data key'),
    spending: await seal(await importDataKey(raw), secret.key, bound, 'spending'),
    ...(secret.words ? { seed: await seal(keys.seed, secret.words, bound, 'seed') } : {}),
  }
}

/** The data key, when the password is right. */
export async function unlock(vault: Vault, password: string): Promise<string | undefined> {
  const keys = await keysOf(password, vault)
  return unseal(keys['data key'], vault.dataKey, vault, 'data key')
}

/** The private key, when the data key is the vault's and the key is the address's. */
export async function spendingKey(vault: Vault, dataKey: string): Promise<Hex | undefined> {
  const key = (await unseal(await importDataKey(dataKey), vault.spending, vault, 'spending')) as Hex | undefined
  return key && privateKeyToAddress(key) === vault.address ? key : undefined
}
