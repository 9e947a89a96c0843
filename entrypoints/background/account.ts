import { chosenOffer, type In } from '../../lib/core/payment'
import type { Account, Payer } from '../../lib/engine/ports'
import type { WalletAnswers } from '../../lib/messages/wallet'
import { unlockedItem } from '../../lib/store/session'
import { preferences } from '../../lib/store/settings'
import { loadVault, saveVault } from '../../lib/store/vault'
import { isOld, isWhole, sealedAnew, spendingKey, unlock, unlockWith } from '../../lib/wallet/keystore'
import { nonceOf, sign } from '../../lib/wallet/sign'
import { accountsOf, type Address, type AnyVault, payerAt, type Vault } from '../../lib/wallet/vault'
import { turns } from '../../lib/turns'
import { guess } from './attempts'
import { cancellationOf } from './chains'

export type Keeper = ReturnType<typeof keeper>

/** Who may sign, and until when. `changed` is told each time the wallet locks or unlocks. */
export function keeper(ports: { now(): number; wakeAt(seconds: number): void; changed(): void }) {
  /** The data key, while it may be used. */
  async function opened(): Promise<string | undefined> {
    const unlocked = await unlockedItem.getValue()
    if (!unlocked) return undefined
    // An alarm may be late, or lost with the worker: the time itself decides.
    if (ports.now() < unlocked.until) return unlocked.dataKey
    await lock()
    return undefined
  }

  async function keyOf(address: Address): Promise<`0x${string}` | undefined> {
    const [vault, dataKey] = await Promise.all([wallet(), opened()])
    return vault && dataKey ? spendingKey(vault, dataKey, address) : undefined
  }

  /** One after the other: a lock that falls while idle time is put off must stay fallen. */
  const inTurn = turns()
  /** What changes the vault reads it first, so that no change undoes another. */
  const inVault = turns()

  async function lock(): Promise<void> {
    await inTurn(() => unlockedItem.removeValue())
    ports.changed()
  }

  async function hold(dataKey: string): Promise<void> {
    const until = ports.now() + (await preferences()).lockMinutes * 60
    await unlockedItem.setValue({ dataKey, until })
    ports.wakeAt(until)
  }

  async function open(dataKey: string): Promise<void> {
    await inTurn(() => hold(dataKey))
    ports.changed()
  }

  /** A vault of an older making is written anew once there is a password to do it with; where that fails, it stays as it is. */
  async function renew(password: string): Promise<void> {
    await inVault(async () => {
      const vault = await wallet()
      if (!vault || !isOld(vault)) return
      try {
        const renewed = await sealedAnew(vault, password)
        if (renewed) await saveVault(renewed)
      } catch (error) {
        console.error('Tuppence could not write the wallet anew', error)
      }
    })
  }

  /** The data key, if that is the password. Wrong ones count, wherever they are tried. */
  async function attempt(password: string) {
    const vault = await wallet()
    if (!vault) return { refused: 'no_wallet' as const }
    const guessed = await guess(ports.now, () => unlock(vault, password))
    if (!('refused' in guessed)) await renew(password)
    return guessed
  }

  function amend(change: (vault: Vault, dataKey: string | undefined) => Promise<Vault | undefined>): Promise<boolean> {
    return inVault(async () => {
      const vault = await wallet()
      if (vault?.schema !== 2) return false
      const amended = await change(vault, await opened())
      if (!amended) return false
      await saveVault(amended)
      ports.changed()
      return true
    })
  }

  return {
    lock,

    /** The account that pays at a site, or the one of that address. */
    async account(payer: Payer = {}): Promise<Account> {
      const [vault, dataKey] = await Promise.all([wallet(), opened()])
      if (!vault) return { state: 'none' }
      const address = 'address' in payer ? known(vault, payer.address) : payerAt(vault, payer.site)
      if (!address) return { state: 'none' }
      const key = dataKey && (await spendingKey(vault, dataKey, address))
      if (!key) return { state: 'locked', address }
      return {
        state: 'open',
        address,
        nonce: (intent, seq) => nonceOf(key, intent, seq),
        sign: async (payment) =>
          (await opened()) ? sign(chosenOffer(payment), payment.authorization, key) : undefined,
      }
    },

    /** The private key of one account, for what is to be signed at once. */
    keyOf,

    /** Prepares to take an authorization back, with the key that gave it. */
    async cancel(payment: In<'issued'>): Promise<`0x${string}` | 'locked' | 'no_gas' | 'unreachable'> {
      const key = await keyOf(payment.account)
      return key ? cancellationOf(payment, key) : 'locked'
    },

    async unlock(password: string): Promise<WalletAnswers['verify']> {
      const tried = await attempt(password)
      if ('refused' in tried) return tried
      await open(tried.found)
      return {}
    },

    /** With what a passkey's authenticator answered, which cannot be guessed: no wait between tries. */
    async unlockWith(id: string, secret: string): Promise<WalletAnswers['verify']> {
      const vault = await wallet()
      if (!vault) return { refused: 'no_wallet' }
      const dataKey = vault.schema === 2 ? await unlockWith(vault, id, secret) : undefined
      if (!dataKey) return { refused: 'wrong_password' }
      await open(dataKey)
      return {}
    },

    /** Is this the password? */
    async verify(password: string): Promise<WalletAnswers['verify']> {
      const tried = await attempt(password)
      return 'refused' in tried ? tried : {}
    },

    /** Keeps a wallet that a page made, if there is none yet and the password opens it; leaves it unlocked. */
    adopt(vault: AnyVault, password: string): Promise<{ refused?: 'wallet_exists' | 'unreadable' }> {
      return inVault(async () => {
        if (await wallet()) return { refused: 'wallet_exists' as const }
        const dataKey = await unlock(vault, password)
        if (!dataKey || !(await isWhole(vault, dataKey))) return { refused: 'unreadable' as const }
        await saveVault(vault)
        await open(dataKey)
        return {}
      })
    },

    /** Changes the vault; false where `change` makes nothing of it, and it stays as it was. */
    amend,

    /** The same with its password, and the data key that this gives. */
    async amendWith(
      password: string,
      change: (vault: Vault, dataKey: string) => Promise<Vault | undefined>,
    ): Promise<WalletAnswers['addAccount']> {
      const tried = await attempt(password)
      if ('refused' in tried) return tried
      return (await amend((vault) => change(vault, tried.found))) ? {} : { refused: 'changed' }
    },

    /** The person is here: idle time begins anew. Payments do not count as presence. */
    async touch(): Promise<void> {
      await inTurn(async () => {
        const unlocked = await unlockedItem.getValue()
        if (unlocked && ports.now() < unlocked.until) await hold(unlocked.dataKey)
      })
    },

    /** Called by the alarm of `wakeAt`. */
    async lockIfIdle(): Promise<void> {
      const unlocked = await unlockedItem.getValue()
      if (unlocked && ports.now() >= unlocked.until) await lock()
    },
  }
}

/** Of every account there is; none without a wallet. */
export async function addresses(): Promise<Address[]> {
  const vault = await wallet()
  return vault ? accountsOf(vault).map(({ address }) => address) : []
}

/** Undefined where there is none, or none that can be read. */
export async function wallet(): Promise<AnyVault | undefined> {
  const vault = await loadVault()
  return vault === null || vault === 'damaged' ? undefined : vault
}

function known(vault: AnyVault, address: Address): Address | undefined {
  return accountsOf(vault).find((each) => each.address === address)?.address
}
