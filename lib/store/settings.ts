/** What the person has set, one item a key, in extension storage. */
import { storage } from 'wxt/utils/storage'
import type { Settings } from '../core/policy'
import { defaultLimits, type Limits } from '../core/rules'
import type { Vault } from '../wallet/vault'

/** Amounts are kept as decimal text: JSON has no whole numbers of that size. */
type Stored = Omit<Settings, 'limits'> & {
  limits: { perPayment: string; perSiteDay: string; perDay: string; perSiteMinute: number }
  lockMinutes: number
  /** RPC endpoints of the person's own, by CAIP-2 network. */
  endpoints: Record<string, string>
}

export type Preferences = Settings & Pick<Stored, 'lockMinutes' | 'endpoints'>

const item = storage.defineItem<Stored>('local:settings', {
  version: 1,
  fallback: {
    limits: freeze(defaultLimits),
    newSite: 'ask',
    paused: false,
    testNetworks: false,
    lockMinutes: 15,
    endpoints: {},
  },
})

/** The encrypted wallet. */
export const vaultItem = storage.defineItem<Vault | null>('local:vault', { fallback: null })

/** Wrong passwords in a row, and when the last one was tried (seconds). */
export const attemptsItem = storage.defineItem<{ count: number; at: number }>('local:attempts', {
  fallback: { count: 0, at: 0 },
})

export async function preferences(): Promise<Preferences> {
  const { limits, ...rest } = await item.getValue()
  return { ...rest, limits: thaw(limits) }
}

/** Changes some settings; one change at a time, so that two pages cannot undo each other. */
export async function setPreferences(change: (before: Preferences) => Preferences): Promise<void> {
  const done = turn.then(async () => {
    const { limits, ...rest } = change(await preferences())
    await item.setValue({ ...rest, limits: freeze(limits) })
  })
  turn = done.catch(() => undefined)
  return done
}

let turn: Promise<unknown> = Promise.resolve()

function freeze({ perPayment, perSiteDay, perDay, perSiteMinute }: Limits): Stored['limits'] {
  return { perPayment: `${perPayment}`, perSiteDay: `${perSiteDay}`, perDay: `${perDay}`, perSiteMinute }
}

function thaw({ perPayment, perSiteDay, perDay, perSiteMinute }: Stored['limits']): Limits {
  return { perPayment: BigInt(perPayment), perSiteDay: BigInt(perSiteDay), perDay: BigInt(perDay), perSiteMinute }
}
