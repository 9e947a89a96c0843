import type { Account } from '../../lib/engine/ports'
import { unlockedItem } from '../../lib/store/session'
import { attemptsItem, preferences, vaultItem } from '../../lib/store/settings'
import { spendingKey, unlock } from '../../lib/wallet/keystore'
import { nonceOf, sign } from '../../lib/wallet/sign'
import type { Vault } from '../../lib/wallet/vault'
import { cancellationOf } from './chains'
import type { In } from '../../lib/core/payment'
import { chosenOffer } from '../../lib/core/payment'

/** After three wrong passwords in a row each further try waits twice as long, up to a minute. */
const FREE_TRIES = 3
const LONGEST_WAIT = 60

export type Keeper = ReturnType<typeof keeper>

/** Who may sign, and until when. `locked` is told each time the wallet locks or unlocks. */
export function keeper(ports: { now(): number; wakeAt(seconds: number): void; changed(): void }) {
  async function opened(vault: Vault): Promise<`0x${string}` | undefined> {
    const unlocked = await unlockedItem.getValue()
    if (!unlocked) return undefined
    // An alarm may be late, or lost with the worker: the time itself decides.
    if (ports.now() >= unlocked.until) {
      await lock()
      return undefined
    }
    return spendingKey(vault, unlocked.dataKey)
  }

  /** One after the other: a lock that falls while idle time is put off must stay fallen. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  async function lock(): Promise<void> {
    await inTurn(() => unlockedItem.removeValue())
    ports.changed()
  }

  async function hold(dataKey: string): Promise<void> {
    const until = ports.now() + (await preferences()).lockMinutes * 60
    await unlockedItem.setValue({ dataKey, until })
    ports.wakeAt(until)
  }

  return {
    lock,

    async account(): Promise<Account> {
      const vault = await vaultItem.getValue()
      if (!vault) return { state: 'none' }
      const key = await opened(vault)
      if (!key) return { state: 'locked', address: vault.address }
      return { state: 'open', address: vault.address, nonce: (intent, seq) => nonceOf(key, intent, seq) }
    },

    async sign(payment: In<'approved'>): Promise<`0x${string}` | undefined> {
      const vault = await vaultItem.getValue()
      const key = vault && (await opened(vault))
      if (!key || vault.address !== payment.account) return undefined
      return sign(chosenOffer(payment), payment.authorization, key)
    },

    /** Prepares to take an authorization back, with the key that gave it. */
    async cancel(payment: In<'issued'>): Promise<`0x${string}` | 'locked' | 'no_gas' | 'unreachable'> {
      const vault = await vaultItem.getValue()
      const key = vault && (await opened(vault))
      return key && vault.address === payment.account ? cancellationOf(payment, key) : 'locked'
    },

    async unlock(
      password: string,
    ): Promise<{ refused?: 'wrong_password' | 'too_soon' | 'no_wallet'; waitSeconds?: number }> {
      const vault = await vaultItem.getValue()
      if (!vault) return { refused: 'no_wallet' }
      const { count, at } = await attemptsItem.getValue()
      const waitSeconds = at + waitAfter(count) - ports.now()
      if (waitSeconds > 0) return { refused: 'too_soon', waitSeconds }
      // Counted before it is tried: killing the worker in between gains nothing.
      await attemptsItem.setValue({ count: count + 1, at: ports.now() })
      const dataKey = await unlock(vault, password)
      if (!dataKey) return { refused: 'wrong_password' }
      await attemptsItem.removeValue()
      await inTurn(() => hold(dataKey))
      ports.changed()
      return {}
    },

    /** Keeps a wallet that a page made, if there is none yet and the password opens it; leaves it unlocked. */
    async adopt(vault: Vault, password: string): Promise<{ refused?: 'wallet_exists' | 'unreadable' }> {
      if (await vaultItem.getValue()) return { refused: 'wallet_exists' }
      const dataKey = await unlock(vault, password)
      if (!dataKey || !(await spendingKey(vault, dataKey))) return { refused: 'unreadable' }
      await vaultItem.setValue(vault)
      await inTurn(() => hold(dataKey))
      ports.changed()
      return {}
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

function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, 2 ** (wrong - FREE_TRIES))
}
