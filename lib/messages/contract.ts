/**
 * Every message there is, by who may send it. Our own documents may do all; content scripts nothing but what `tabs`
 * lists (today nothing: every fact comes from the browser); web pages and other extensions nothing at all.
 */
import * as v from 'valibot'
import {
  type CardView,
  type LimitsView,
  type PaymentView,
  type SettingsView,
  type UsedRuleView,
  type View,
  welcomeSteps,
} from '../core/view'
import type { CancelRefusal, Refusal } from '../engine/engine'
import { languages } from '../core/languages'
import { noticeKinds } from '../core/news'
import { modes } from '../core/rules'
import { vaultShape, type WalletAnswers, walletPages } from './wallet'

const whole = v.pipe(v.number(), v.safeInteger())
const count = v.pipe(whole, v.minValue(1))
const id = count
/** Millionths of a dollar as decimal text. */
const micros = v.pipe(v.string(), v.regex(/^\d{1,18}$/))
const origin = v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@\\\s]+$/))
const password = v.pipe(v.string(), v.maxLength(1024))
const mode = v.picklist(modes)
const caps = v.object({
  payment: v.optional(micros),
  minute: v.optional(count),
  hour: v.optional(micros),
  day: v.optional(micros),
  week: v.optional(micros),
  month: v.optional(micros),
  ever: v.optional(micros),
})
const fullCaps = v.object({ ...caps.entries, payment: micros, day: micros })
/** Seconds since 1970; null takes the end away. */
const until = v.optional(v.nullable(count))

/** What each message carries, checked on arrival. */
export const pages = {
  ...walletPages,
  /** The popup's picture; `tab` is the one the person looks at. */
  view: v.object({ tab: v.optional(whole) }),
  card: v.object({ id }),
  /** The answer to a card: the offer as it was shown. */
  pay: v.object({
    id,
    chosen: whole,
    amount: v.string(),
    /** Pay this site automatically from now on, within these caps. */
    always: v.optional(v.object({ payment: micros, day: micros, until })),
    /** This seller's address changes; that alone is no reason to ask again. */
    rotates: v.optional(v.boolean()),
  }),
  decline: v.object({ id, how: v.picklist(['declined', 'closed', 'blocked']) }),
  /** "Not now" to every request that waits from a site. */
  declineAll: v.object({ site: origin }),
  /** Ask once more about what was declined or closed. */
  again: v.object({ id }),
  unlock: v.object({ password }),
  lock: v.object({}),
  pause: v.object({ paused: v.boolean() }),
  /** Payments before that row, newest first. */
  history: v.object({
    before: v.optional(id),
    count: v.pipe(count, v.maxValue(1000)),
    state: v.optional(v.literal('learned')),
  }),
  /** Takes back an authorization that was sent and not used. */
  cancel: v.object({ id }),
  rules: v.object({}),
  /** Changes what is named of a rule; what has none yet begins with the overall caps, asking. */
  setRule: v.object({
    site: origin,
    mode: v.optional(mode),
    caps: v.optional(fullCaps),
    until,
    /** Seconds after which the same thing may be bought again in silence. */
    again: v.optional(v.nullable(count)),
    rotates: v.optional(v.boolean()),
    /** Pictures, sound and films are paid automatically too. */
    media: v.optional(v.boolean()),
    sellers: v.optional(v.pipe(v.array(origin), v.maxLength(100))),
  }),
  forget: v.object({ site: origin }),
  /** Where the person lets us look, or everywhere; what the browser allows is asked for by the page, from a click. */
  lookAt: v.object({ site: v.nullable(origin), isAllowed: v.boolean() }),
  /** How far the person has come in setting up. */
  welcome: v.object({ step: v.picklist(welcomeSteps) }),
  settings: v.object({}),
  set: v.object({
    limits: v.optional(
      v.object({
        site: v.optional(fullCaps),
        payee: v.optional(caps),
        all: v.optional(v.object({ ...caps.entries, day: micros })),
        ceiling: v.optional(caps),
      }),
    ),
    newSite: v.optional(v.picklist(['off', 'learn', 'ask'])),
    testNetworks: v.optional(v.boolean()),
    /** Networks (CAIP-2): preferred ones first, and those not to pay on. */
    preferred: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
    networksOff: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
    quiet: v.optional(v.pipe(v.array(v.picklist(noticeKinds)), v.maxLength(noticeKinds.length))),
    lockMinutes: v.optional(v.pipe(count, v.maxValue(1440))),
    /** Null: as the browser. */
    language: v.optional(v.nullable(v.picklist(languages))),
    endpoint: v.optional(v.object({ network: v.string(), url: v.pipe(v.string(), v.maxLength(500)) })),
  }),
  /** A wallet made or imported in the page, already encrypted; kept only if the password opens it. */
  adopt: v.object({ vault: vaultShape, password }),
  /** Reads the balances anew. */
  refresh: v.object({}),
  /** A page has put the books in order: they are opened again. */
  reopenBooks: v.object({}),
}

export type Answers = WalletAnswers & {
  view: View
  card: CardView | null
  pay: { refused?: Refusal }
  decline: null
  declineAll: null
  again: { asked: boolean }
  unlock: { refused?: 'wrong_password' | 'too_soon' | 'no_wallet'; waitSeconds?: number }
  lock: null
  pause: null
  history: PaymentView[]
  cancel: { refused?: CancelRefusal }
  rules: { rules: UsedRuleView[]; limits: LimitsView }
  setRule: null
  forget: null
  lookAt: null
  welcome: null
  settings: SettingsView
  set: { refused?: 'not_reachable' | 'wrong_chain' | 'no_answer'; detail?: string }
  adopt: { refused?: 'wallet_exists' | 'unreadable' }
  refresh: null
  reopenBooks: null
}

export type Kind = keyof typeof pages
export type Message<K extends Kind> = v.InferOutput<(typeof pages)[K]>

/** The name of a request that waits (a UUID, of the bridge's choice), and its number in its page. */
const held = {
  name: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
  n: count,
}

/**
 * What a content script may say: that a request of its page waits, which only points at a 402 the browser itself reported
 * (Chrome); that a request it told of before still waits; and that it waits no more.
 */
export const tabs = {
  hold: v.object({
    ...held,
    kind: v.pipe(v.string(), v.maxLength(32)),
    url: v.pipe(v.string(), v.maxLength(32_768)),
    method: v.pipe(v.string(), v.maxLength(32)),
    /** SHA-256, its bytes in decimal. */
    body: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}(,\d{1,3}){31}$/))),
    said: v.optional(v.pipe(v.string(), v.maxLength(65_536))),
  }),
  again: v.object(held),
  drop: v.object(held),
}

export type Told = { [K in keyof typeof tabs]: { say: K } & v.InferOutput<(typeof tabs)[K]> }[keyof typeof tabs]

/** What a content script says, if it is in the contract. */
export function readTold(said: unknown): Told | undefined {
  if (typeof said !== 'object' || said === null || !('say' in said) || typeof said.say !== 'string') return undefined
  if (!Object.hasOwn(tabs, said.say)) return undefined
  const say = said.say as Told['say']
  const parsed = v.safeParse(tabs[say], said)
  return parsed.success ? ({ say, ...parsed.output } as Told) : undefined
}
