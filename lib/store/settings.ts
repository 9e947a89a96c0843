/** What the person has set, one item a key, in extension storage. */
import { storage } from 'wxt/utils/storage'
import { defaultLimits, type Limits } from '../core/limits'
import { narrowed, type Policy } from '../core/managed'
import type { NoticeKind } from '../core/news'
import type { Settings } from '../core/policy'
import type { WelcomeStep } from '../core/view'
import { turns } from '../turns'
import { readManaged } from './managed'
import { type CapsText, fromCapsText, toCapsText, Unreadable } from './rows'

/** Amounts are kept as decimal text: JSON has no whole numbers of that size. */
type Stored = Omit<Settings, 'limits'> & {
  limits: Record<keyof Limits, CapsText>
  lockMinutes: number
  /** RPC endpoints of the person's own, by CAIP-2 network. */
  endpoints: Record<string, string>
  /** Notices that are switched off. */
  quiet: NoticeKind[]
}

type Own = Settings &
  Pick<Stored, 'lockMinutes' | 'endpoints' | 'quiet'> & {
    /** What was stored could not be read: these are the defaults, and everything is paused. */
    isLost?: true
  }

export type Preferences = Own & {
  /** What an organisation lays down, which these are within already; or what of it cannot be read: all is paused. */
  policy?: Policy
  wrong?: string[]
}

const defaults: Stored = {
  limits: freeze(defaultLimits),
  newSite: 'ask',
  paused: false,
  testNetworks: false,
  preferred: [],
  networksOff: [],
  lockMinutes: 15,
  endpoints: {},
  quiet: [],
}

const item = storage.defineItem<Stored>('local:settings', {
  version: 2,
  migrations: { 2: moveLimits },
  fallback: defaults,
})

/** Wrong passwords in a row, and when the last one was tried (seconds). */
export const attemptsItem = storage.defineItem<{ count: number; at: number }>('local:attempts', {
  fallback: { count: 0, at: 0 },
})

/** Sites whose own pay button finds Tuppence: none, until the person turns one on. */
export const walletSitesItem = storage.defineItem<string[]>('local:walletSites', { fallback: [] })

/** The only sites we look at; null: every one the browser lets us. */
export const chosenSitesItem = storage.defineItem<string[] | null>('local:chosenSites', { fallback: null })

export const welcomeItem = storage.defineItem<WelcomeStep>('local:welcome', { fallback: 'start' })

/** What holds: what the person has set, within what an organisation lays down. Every decision reads it here. */
export async function preferences(): Promise<Preferences> {
  const [settings, managed] = await Promise.all([ownPreferences(), readManaged()])
  if ('wrong' in managed) return { ...settings, paused: true, wrong: managed.wrong }
  return managed.policy ? { ...narrowed(settings, managed.policy), policy: managed.policy } : settings
}

/** What the person has set. */
async function ownPreferences(): Promise<Own> {
  const stored = await item.getValue()
  try {
    return { ...defaults, ...stored, limits: thaw(stored.limits) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { ...defaults, limits: defaultLimits, paused: true, isLost: true }
  }
}

/** Changes some settings; one change at a time, so that two pages cannot undo each other. */
export async function setPreferences(change: (before: Own) => Own): Promise<void> {
  return inTurn(async () => {
    const { limits, isLost: _isLost, ...rest } = change(await ownPreferences())
    await item.setValue({ ...rest, limits: freeze(limits) })
  })
}

const inTurn = turns()

function freeze({ site, payee, all, ceiling }: Limits): Stored['limits'] {
  return { site: toCapsText(site), payee: toCapsText(payee), all: toCapsText(all), ceiling: toCapsText(ceiling) }
}

/** Throws `Unreadable`: limits that cannot be read are not guessed. */
function thaw(limits: Stored['limits'] | undefined): Limits {
  const { site, payee, all, ceiling } = limits ?? ({} as Partial<Stored['limits']>)
  const [each, together] = [fromCapsText(site), fromCapsText(all)]
  const { payment, day } = each
  if (payment === undefined || day === undefined || together.day === undefined)
    throw new Unreadable('The limits cannot be read')
  return {
    site: { ...each, payment, day },
    payee: fromCapsText(payee),
    all: { ...together, day: together.day },
    ceiling: fromCapsText(ceiling),
  }
}

type Before = { perPayment: string; perSiteDay: string; perDay: string; perSiteMinute: number }

/** Version 1 knew four limits. */
function moveLimits({ limits, ...rest }: Omit<Stored, 'limits'> & { limits: Before }): Stored {
  const { perPayment, perSiteDay, perDay, perSiteMinute } = limits
  const site = { payment: perPayment, day: perSiteDay, minute: perSiteMinute }
  return { ...rest, preferred: [], networksOff: [], limits: { site, payee: {}, all: { day: perDay }, ceiling: {} } }
}
