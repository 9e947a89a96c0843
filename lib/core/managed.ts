/**
 * What an organisation lays down for its people (`storage.managed`; its keys are those of `public/managed-schema.json`).
 * It only ever narrows what a person has set: nothing in it can spend more, or more quietly.
 */
import * as v from 'valibot'
import { fromDecimal } from './amount'
import { type Caps, type Limits, tighter } from './limits'
import { networks } from './networks'
import type { Settings } from './policy'

/** Dollars as plain decimal text, `"0.10"`; millionths of a dollar once read. */
const dollars = v.pipe(
  v.string(),
  v.transform((text) => fromDecimal(text)),
  v.custom<bigint>((amount) => amount !== undefined),
)

/** As a browser writes it. An origin written otherwise would match nothing, and a block list with it block nothing. */
const origin = v.pipe(
  v.string(),
  v.regex(/^(?!https:.*:443$|http:.*:80$)https?:\/\/([a-z\d-]+(\.[a-z\d-]+)*|\[[\da-f:]+\])(:\d+)?$/),
)

const caps = {
  hour: v.optional(dollars),
  day: v.optional(dollars),
  week: v.optional(dollars),
  month: v.optional(dollars),
  ever: v.optional(dollars),
  payment: v.optional(dollars),
  minute: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
}

/** Strict, so that a word misspelt is noticed rather than passed over. */
const shape = v.strictObject({
  limits: v.optional(
    v.strictObject({ payment: v.optional(dollars), siteDay: v.optional(dollars), day: v.optional(dollars) }),
  ),
  /** Not even a click goes past these. */
  ceilings: v.optional(v.strictObject(caps)),
  newSite: v.optional(v.picklist(['ask', 'learn', 'off'])),
  allowed: v.optional(v.array(origin)),
  blocked: v.optional(v.array(origin)),
  paused: v.optional(v.boolean()),
  testNetworks: v.optional(v.boolean()),
  /** CAIP-2. */
  networks: v.optional(v.array(v.pipe(v.string(), v.regex(/^eip155:[1-9]\d*$/)))),
})

export type Policy = v.InferOutput<typeof shape>

/** The keys at the root. */
export const policyKeys = Object.keys(shape.entries)

/** A policy that cannot be read in every part holds in none: the names of the parts that are wrong. */
export function readPolicy(written: unknown): { policy: Policy } | { wrong: string[] } {
  const read = v.safeParse(shape, written)
  if (read.success) return { policy: read.output }
  return { wrong: [...new Set(read.issues.map((issue) => v.getDotPath(issue) ?? '?'))] }
}

/** From the freest. */
export const newSiteModes = ['ask', 'learn', 'off'] as const satisfies Settings['newSite'][]

/** What a person has set, within what their organisation lays down. */
export function narrowed<S extends Settings>(settings: S, policy: Policy): S {
  const { limits, newSite, paused, testNetworks, networksOff } = settings
  const { allowed, blocked } = policy
  const most = mostOf(policy)
  return {
    ...settings,
    limits: {
      site: { ...limits.site, ...tighter(limits.site, most.site) },
      payee: limits.payee,
      all: { ...limits.all, ...tighter(limits.all, most.all) },
      ceiling: tighter(limits.ceiling, most.ceiling),
    },
    newSite: strictest(newSite, policy.newSite ?? 'ask'),
    paused: paused || policy.paused === true,
    testNetworks: testNetworks && policy.testNetworks !== false,
    networksOff: [...new Set([...networksOff, ...networksOutside(policy)])],
    ...(allowed ? { allowed } : {}),
    ...(blocked ? { blocked } : {}),
  }
}

/** The most that each limit may be. */
export function mostOf({ limits = {}, ceilings = {} }: Policy): Record<Exclude<keyof Limits, 'payee'>, Caps> {
  return {
    site: given({ payment: limits.payment, day: limits.siteDay }),
    all: given({ day: limits.day }),
    ceiling: given(ceilings),
  }
}

/** The networks that are not on the organisation's list, if it has one. */
export function networksOutside({ networks: listed }: Policy): string[] {
  if (!listed) return []
  return networks.map(({ network }) => network).filter((network) => !listed.includes(network))
}

/** What a person may choose for new sites. */
export function newSiteChoices({ newSite = 'ask' }: Policy): Settings['newSite'][] {
  return newSiteModes.slice(newSiteModes.indexOf(newSite))
}

function strictest(a: Settings['newSite'], b: Settings['newSite']): Settings['newSite'] {
  return newSiteModes.indexOf(a) > newSiteModes.indexOf(b) ? a : b
}

function given(caps: { [K in keyof Caps]: Caps[K] | undefined }): Caps {
  return Object.fromEntries(Object.entries(caps).filter(([, cap]) => cap !== undefined))
}
