/**
 * Every message there is, by who may send it. Our own documents may do all; content scripts nothing but what `tabs`
 * lists (today nothing: every fact comes from the browser); web pages and other extensions nothing at all.
 */
import * as z from 'zod/mini'
import type { CardView, PaymentView, RuleView, SettingsView, View } from '../core/view'
import { modes } from '../core/rules'
import type { Vault } from '../wallet/vault'

const id = z.int().check(z.positive())
/** Millionths of a dollar as decimal text. */
const micros = z.string().check(z.regex(/^\d{1,18}$/))
const origin = z.string().check(z.regex(/^https?:\/\/[^/?#@\\\s]+$/))
const password = z.string().check(z.maxLength(1024))
const mode = z.enum(modes)

/** What each message carries, checked on arrival. */
export const pages = {
  /** The popup's picture; `tab` is the one the person looks at. */
  view: z.object({ tab: z.optional(z.int()) }),
  card: z.object({ id }),
  /** The answer to a card: the offer as it was shown. */
  pay: z.object({
    id,
    chosen: z.int(),
    amount: z.string(),
    always: z.optional(z.object({ perPayment: micros, perDay: micros })),
  }),
  decline: z.object({ id, how: z.enum(['declined', 'closed', 'blocked']) }),
  /** Ask once more about what was declined or closed. */
  again: z.object({ id }),
  unlock: z.object({ password }),
  lock: z.object({}),
  pause: z.object({ paused: z.boolean() }),
  /** Payments before that row, newest first. */
  history: z.object({ before: z.optional(id), count: z.int().check(z.positive(), z.maximum(1000)) }),
  rules: z.object({}),
  setRule: z.object({ site: origin, mode, perPayment: micros, perDay: micros }),
  forget: z.object({ site: origin }),
  settings: z.object({}),
  set: z.object({
    limits: z.optional(z.object({ perPayment: micros, perSiteDay: micros, perDay: micros })),
    newSite: z.optional(z.enum(['off', 'learn', 'ask'])),
    testNetworks: z.optional(z.boolean()),
    lockMinutes: z.optional(z.int().check(z.positive(), z.maximum(1440))),
    endpoint: z.optional(z.object({ network: z.string(), url: z.string().check(z.maxLength(500)) })),
  }),
  /** A wallet made or imported in the page, already encrypted; kept only if the password opens it. */
  adopt: z.object({ vault: z.custom<Vault>((value) => typeof value === 'object' && value !== null), password }),
  /** Reads the balances anew. */
  refresh: z.object({}),
}

export type Answers = {
  view: View
  card: CardView | null
  pay: { refused?: 'locked' | 'paused' | 'cannot_afford' | 'gone' | 'changed' }
  decline: null
  again: { asked: boolean }
  unlock: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet'; waitSeconds?: number }
  lock: null
  pause: null
  history: PaymentView[]
  rules: { rules: RuleView[]; limits: SettingsView['limits'] }
  setRule: null
  forget: null
  settings: SettingsView
  set: { refused?: 'not_reachable' | 'wrong_chain' | 'no_answer'; detail?: string }
  adopt: { refused?: 'wallet_exists' | 'unreadable' }
  refresh: null
}

export type Kind = keyof typeof pages
export type Message<K extends Kind> = z.infer<(typeof pages)[K]>

/** Content scripts may say nothing yet: the sightings of navigations come from webRequest alone. */
export const tabs = {}
