/** Rules as a file, and what taking one in would change. Nothing is believed that a person could not have set here. */
import * as v from 'valibot'
import { toDecimal } from '../../lib/core/amount'
import { type Mode, modes } from '../../lib/core/rules'
import type { FullCapsView, RuleView } from '../../lib/core/view'
import { type CapName, capNames, type CapsTyped, readCaps } from '../caps'
import type { Change } from './site-row'
import { readOrigin } from './typed-origin'

const VERSION = 1

const origin = v.pipe(
  v.string(),
  v.check((text) => {
    const read = readOrigin(text)
    return 'origin' in read && read.origin === text
  }),
)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** Dollars as text; `minute` a number of payments. */
const caps = v.pipe(
  v.strictObject({
    payment: v.string(),
    day: v.string(),
    hour: v.optional(v.string()),
    week: v.optional(v.string()),
    month: v.optional(v.string()),
    ever: v.optional(v.string()),
    minute: v.optional(count),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }): FullCapsView => {
    const typed = Object.entries(dataset.value).flatMap(([name, cap]) => (cap === undefined ? [] : [[name, `${cap}`]]))
    const read = readCaps(Object.fromEntries(typed) as CapsTyped, ['payment', 'day'])
    if ('caps' in read && read.caps.payment !== undefined && read.caps.day !== undefined)
      return { ...read.caps, payment: read.caps.payment, day: read.caps.day }
    addIssue()
    return NEVER
  }),
)

const shape = v.strictObject({
  tuppence: v.literal('rules'),
  version: v.literal(VERSION),
  rules: v.pipe(
    v.array(
      v.strictObject({
        site: origin,
        mode: v.picklist(modes),
        caps,
        until: v.optional(count),
        again: v.optional(count),
        sellers: v.optional(v.pipe(v.array(origin), v.maxLength(100)), []),
        rotates: v.optional(v.boolean(), false),
        media: v.optional(v.boolean(), false),
      }),
    ),
    v.maxLength(10_000),
    v.check((rules) => new Set(rules.map(({ site }) => site)).size === rules.length),
  ),
})

export function writeRules(rules: RuleView[]): string {
  const written = rules.map(({ site, mode, caps, until, again, sellers, rotates, media }) => ({
    site,
    mode,
    caps: inDollars(caps),
    until,
    again,
    sellers,
    rotates,
    media,
  }))
  return JSON.stringify({ tuppence: 'rules', version: VERSION, rules: written }, null, 2)
}

/** All of it or nothing; `where` names the first thing that is wrong, e.g. `rules.3.site`. */
export function readRules(text: string): { rules: RuleView[] } | { where: string } {
  const read = v.safeParse(shape, parse(text))
  if (!read.success) return { where: v.getDotPath(read.issues[0]) ?? '' }
  return {
    rules: read.output.rules.map(({ until, again, ...rule }) => ({
      ...rule,
      ...(until === undefined ? {} : { until }),
      ...(again === undefined ? {} : { again }),
    })),
  }
}

/** One thing that would be another, as it is stored; `loosens` where more could then be paid, or with fewer questions. */
export type Step = {
  what: 'mode' | 'cap' | 'until' | 'again' | 'seller' | 'rotates' | 'media'
  /** The cap that is meant. */
  name?: CapName
  before?: string
  after?: string
  loosens: boolean
}

/** What one rule of a file would do: `steps` is empty where it changes nothing. */
export type Taking = { rule: RuleView; isNew: boolean; steps: Step[] }

/** Each rule of the file against the one there is, or against what happens at a site that has none. */
export function compare(rules: RuleView[], incoming: RuleView[], newSite: Mode): Taking[] {
  const known = new Map(rules.map((rule) => [rule.site, rule]))
  return incoming.map((rule) => {
    const before = known.get(rule.site)
    return { rule, isNew: !before, steps: stepsTo(rule, before, newSite) }
  })
}

/** The message that makes a rule what it is here, whatever it was. */
export function wholeChange({ mode, caps, until, again, sellers, rotates, media }: RuleView): Change {
  return { mode, caps, until: until ?? null, again: again ?? null, sellers, rotates, media: media ?? false }
}

/** From what pays least to what pays most by itself. */
const freedom: Record<Mode, number> = { off: 0, learn: 1, ask: 2, auto: 3 }

function stepsTo(after: RuleView, before: RuleView | undefined, newSite: Mode): Step[] {
  return [
    ...modeStep(after.mode, before?.mode, newSite),
    ...capNames.flatMap((name) => capStep(name, after.caps[name], before)),
    ...timeStep('until', after.until, before),
    ...timeStep('again', after.again, before),
    ...sellerSteps(after.sellers, before?.sellers ?? []),
    ...switchStep('rotates', after, before),
    ...switchStep('media', after, before),
  ]
}

function modeStep(after: Mode, before: Mode | undefined, newSite: Mode): Step[] {
  if (before === after) return []
  return [{ what: 'mode', loosens: freedom[after] > freedom[before ?? newSite], ...told(before, after) }]
}

/** The caps of a site without a rule let nothing through: the mode says what a new one allows. */
function capStep(name: CapName, after: string | number | undefined, rule: RuleView | undefined): Step[] {
  const before = rule?.caps[name]
  if (before === after) return []
  const isMore = before !== undefined && (after === undefined || BigInt(after) > BigInt(before))
  return [{ what: 'cap', name, loosens: isMore, ...told(before, after) }]
}

/** A later end allows more, and so does buying again sooner. */
function timeStep(what: 'until' | 'again', after: number | undefined, rule: RuleView | undefined): Step[] {
  const before = rule?.[what]
  if (before === after) return []
  const [was, is] = [before ?? Infinity, after ?? Infinity]
  return [{ what, loosens: what === 'until' ? is > was : is < was, ...told(before, after) }]
}

function sellerSteps(after: string[], before: string[]): Step[] {
  const more = after.filter((seller) => !before.includes(seller))
  const fewer = before.filter((seller) => !after.includes(seller))
  return [
    ...more.map((seller) => ({ what: 'seller' as const, loosens: true, after: seller })),
    ...fewer.map((seller) => ({ what: 'seller' as const, loosens: false, before: seller })),
  ]
}

function switchStep(what: 'rotates' | 'media', after: RuleView, rule: RuleView | undefined): Step[] {
  const [was, is] = [rule?.[what] ?? false, after[what] ?? false]
  if (was === is) return []
  return [{ what, loosens: is, ...(is ? { after: what } : { before: what }) }]
}

function told(before: string | number | undefined, after: string | number | undefined): Pick<Step, 'before' | 'after'> {
  return {
    ...(before === undefined ? {} : { before: `${before}` }),
    ...(after === undefined ? {} : { after: `${after}` }),
  }
}

function inDollars({ minute, ...caps }: FullCapsView) {
  const dollars = Object.entries(caps).map(([name, cap]) => [name, toDecimal(BigInt(cap))])
  return { ...Object.fromEntries(dollars), ...(minute === undefined ? {} : { minute }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
