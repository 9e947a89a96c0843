/**
 * Every message there is, by who may send it. Our own documents may do all; content scripts nothing but what `tabs`
 * lists (today nothing: every fact comes from the browser); web pages and other extensions nothing at all.
 */
import * as z from 'zod/mini'
import type { CardView, LimitsView, LimitView, PaymentView, RuleView, SettingsView, View } from '../core/view'
import type { CancelRefusal, Refusal } from '../engine/engine'
import { modes } from '../core/rules'
import { vaultShape, type WalletAnswers, walletPages } from './wallet'

const id = z.int().check(z.positive())
/** Millionths of a dollar as decimal text. */
const micros = z.string().check(z.regex(/^\d{1,18}$/))
const origin = z.string().check(z.regex(/^https?:\/\/[^/?#@\\\s]+$/))
const password = z.string().check(z.maxLength(1024))
const mode = z.enum(modes)
const caps = z.object({
  payment: z.optional(micros),
  minute: z.optional(z.int().check(z.positive())),
  hour: z.optional(micros),
  day: z.optional(micros),
  week: z.optional(micros),
  month: z.optional(micros),
  ever: z.optional(micros),
})
const fullCaps = z.extend(caps, { payment: micros, day: micros })
/** Seconds since 1970; null takes the end away. */
const until = z.optional(z.nullable(z.int().check(z.positive())))

/** What each message carries, checked on arrival. */
export const pages = {
  ...walletPages,
  /** The popup's picture; `tab` is the one the person looks at. */
  view: z.object({ tab: z.optional(z.int()) }),
  card: z.object({ id }),
  /** The answer to a card: the offer as it was shown. */
  pay: z.object({
    id,
    chosen: z.int(),
    amount: z.string(),
    /** Pay this site automatically from now on, within these caps. */
    always: z.optional(z.object({ payment: micros, day: micros, until })),
    /** This seller's address changes; that alone is no reason to ask again. */
    rotates: z.optional(z.boolean()),
  }),
  decline: z.object({ id, how: z.enum(['declined', 'closed', 'blocked']) }),
  /** Ask once more about what was declined or closed. */
  again: z.object({ id }),
  unlock: z.object({ password }),
  lock: z.object({}),
  pause: z.object({ paused: z.boolean() }),
  /** Payments before that row, newest first. */
  history: z.object({
    before: z.optional(id),
    count: z.int().check(z.positive(), z.maximum(1000)),
    state: z.optional(z.literal('learned')),
  }),
  /** Takes back an authorization that was sent and not used. */
  cancel: z.object({ id }),
  rules: z.object({}),
  /** Changes what is named of a rule; what has none yet begins with the overall caps, asking. */
  setRule: z.object({
    site: origin,
    mode: z.optional(mode),
    caps: z.optional(fullCaps),
    until,
    /** Seconds after which the same thing may be bought again in silence. */
    again: z.optional(z.nullable(z.int().check(z.positive()))),
    rotates: z.optional(z.boolean()),
    /** Pictures, sound and films are paid automatically too. */
    media: z.optional(z.boolean()),
    sellers: z.optional(z.array(origin).check(z.maxLength(100))),
  }),
  forget: z.object({ site: origin }),
  settings: z.object({}),
  set: z.object({
    limits: z.optional(
      z.object({
        site: z.optional(fullCaps),
        payee: z.optional(caps),
        all: z.optional(z.extend(caps, { day: micros })),
        ceiling: z.optional(caps),
      }),
    ),
    newSite: z.optional(z.enum(['off', 'learn', 'ask'])),
    testNetworks: z.optional(z.boolean()),
    /** Networks (CAIP-2): preferred ones first, and those not to pay on. */
    preferred: z.optional(z.array(z.string()).check(z.maxLength(100))),
    networksOff: z.optional(z.array(z.string()).check(z.maxLength(100))),
    lockMinutes: z.optional(z.int().check(z.positive(), z.maximum(1440))),
    endpoint: z.optional(z.object({ network: z.string(), url: z.string().check(z.maxLength(500)) })),
  }),
  /** A wallet made or imported in the page, already encrypted; kept only if the password opens it. */
  adopt: z.object({ vault: vaultShape, password }),
  /** Reads the balances anew. */
  refresh: z.object({}),
  /** A page has put the books in order: they are opened again. */
  reopenBooks: z.object({}),
}

export type Answers = WalletAnswers & {
  view: View
  card: CardView | null
  pay: { refused?: Refusal }
  decline: null
  again: { asked: boolean }
  unlock: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet'; waitSeconds?: number }
  lock: null
  pause: null
  history: PaymentView[]
  cancel: { refused?: CancelRefusal }
  rules: { rules: (RuleView & { usage: LimitView[] })[]; limits: LimitsView }
  setRule: null
  forget: null
  settings: SettingsView
  set: { refused?: 'not_reachable' | 'wrong_chain' | 'no_answer'; detail?: string }
  adopt: { refused?: 'wallet_exists' | 'unreadable' }
  refresh: null
  reopenBooks: null
}

export type Kind = keyof typeof pages
export type Message<K extends Kind> = z.infer<(typeof pages)[K]>

/** The name of a request that waits (a UUID, of the bridge's choice), and its number in its page. */
const held = { name: z.string().check(z.regex(/^[0-9a-f-]{36}$/)), n: z.int().check(z.positive()) }

/**
 * What a content script may say: that a request of its page waits, which only points at a 402 the browser itself reported
 * (Chrome); that a request it told of before still waits; and that it waits no more.
 */
export const tabs = {
  hold: z.object({
    ...held,
    kind: z.string().check(z.maxLength(32)),
    url: z.string().check(z.maxLength(32_768)),
    method: z.string().check(z.maxLength(32)),
    /** SHA-256, its bytes in decimal. */
    body: z.optional(z.string().check(z.regex(/^\d{1,3}(,\d{1,3}){31}$/))),
    said: z.optional(z.string().check(z.maxLength(65_536))),
  }),
  again: z.object(held),
  drop: z.object(held),
}

export type Told = { [K in keyof typeof tabs]: { say: K } & z.infer<(typeof tabs)[K]> }[keyof typeof tabs]

/** What a content script says, if it is in the contract. */
export function readTold(said: unknown): Told | undefined {
  if (typeof said !== 'object' || said === null || !('say' in said) || typeof said.say !== 'string') return undefined
  if (!Object.hasOwn(tabs, said.say)) return undefined
  const say = said.say as Told['say']
  const parsed = tabs[say].safeParse(said)
  return parsed.success ? ({ say, ...parsed.data } as Told) : undefined
}
