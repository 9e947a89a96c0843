import { randomBytes } from 'node:crypto'
import { lockAway } from '../../lib/wallet/keystore.ts'
import { newKdf } from '../../lib/wallet/seal.ts'
import type { Vault } from '../../lib/wallet/vault.ts'
import type { World } from '../servers/world.ts'
import type { Tuppence } from './chromium.ts'

/** A new key for every browser: with one key a new journal would derive the nonces of an old one, which the chain refuses. */
export const newKey = () => `0x${randomBytes(32).toString('hex')}` as const
export const PASSWORD = 'penny plain'

/** Sealed so that it opens at once. What makes passwords hard to guess is half a second of work, again and again. */
export const quickVault = (): Promise<Vault> => lockAway({ key: newKey() }, PASSWORD, newKdf(1000))

export type Opened = { address: `0x${string}` }

/** Gives a fresh Tuppence a wallet, the local chain, and money; the wallet is left unlocked. */
export async function openWallet(tuppence: Tuppence, world: World, funds: bigint): Promise<Opened> {
  const vault = await quickVault()
  await tuppence.call('adopt', { vault, password: PASSWORD })
  await useLocalChain(tuppence, world)
  const balance = await world.balance(vault.address)
  if (balance < funds) await world.fund(vault.address, funds - balance)
  return { address: vault.address }
}

export async function useLocalChain(tuppence: Tuppence, world: World): Promise<void> {
  await tuppence.call('set', { testNetworks: true })
  const result = await tuppence.call<{ refused?: string }>('set', {
    endpoint: { network: 'eip155:84532', url: world.rpcUrl },
  })
  if (result.refused) throw new Error(`The local chain was refused: ${result.refused}`)
}
