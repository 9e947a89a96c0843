/** Caps as a person types them: dollars, or a number of payments a minute, and nothing at all where there is no cap. */
import { toDecimal } from '../lib/core/amount'
import { periods } from '../lib/core/clock'
import type { CapsView } from '../lib/core/view'
import { readDollars } from './dollars'
import { readWhole } from './typed-number'

/** Each of them leaves room for the ones before it; the number of payments a minute stands alone. */
const inOrder = ['payment', ...periods] as const
export const capNames = [...inOrder, 'minute'] as const
export type CapName = (typeof capNames)[number]

export type CapsTyped = Partial<Record<CapName, string>>

/** Why a cap is not taken; the other cap is named where the two contradict each other. */
export type CapProblem =
  | { code: 'not_dollars' | 'not_a_number' | 'missing' }
  | { code: 'below' | 'above'; other: { name: Exclude<CapName, 'minute'>; micros: string } }

export type CapProblems = Partial<Record<CapName, CapProblem>>

/** The text of each cap that is set. */
export function textOf(caps: CapsView): CapsTyped {
  const typed: CapsTyped = caps.minute === undefined ? {} : { minute: `${caps.minute}` }
  for (const name of inOrder) {
    const cap = caps[name]
    if (cap !== undefined) typed[name] = toDecimal(BigInt(cap))
  }
  return typed
}

/** Everything typed, or what is wrong with it. `needed` are caps that must be there. */
export function readCaps(
  typed: CapsTyped,
  needed: readonly CapName[] = [],
): { caps: CapsView } | { problems: CapProblems } {
  let caps: CapsView = {}
  const problems: CapProblems = {}
  for (const name of capNames) {
    const text = (typed[name] ?? '').trim()
    if (text === '') {
      if (needed.includes(name)) problems[name] = { code: 'missing' }
      continue
    }
    const changed = withCap(caps, name, text)
    if (changed) caps = changed
    else problems[name] = { code: name === 'minute' ? 'not_a_number' : 'not_dollars' }
  }
  for (const name of inOrder) {
    const clash = problems[name] ? undefined : below(caps, name)
    if (clash) problems[name] = clash
  }
  return Object.keys(problems).length > 0 ? { problems } : { caps }
}

/** One cap changed among the others; empty text takes it away. */
export function changeCap(caps: CapsView, name: CapName, text: string): { caps: CapsView } | { problem: CapProblem } {
  if (text.trim() === '') {
    const { [name]: _gone, ...rest } = caps
    const isNeeded = name === 'payment' || name === 'day'
    return isNeeded ? { problem: { code: 'missing' } } : { caps: rest }
  }
  const changed = withCap(caps, name, text.trim())
  if (!changed) return { problem: { code: name === 'minute' ? 'not_a_number' : 'not_dollars' } }
  const problem = name === 'minute' ? undefined : (below(changed, name) ?? above(changed, name))
  return problem ? { problem } : { caps: changed }
}

function withCap(caps: CapsView, name: CapName, text: string): CapsView | undefined {
  if (name === 'minute') {
    const minute = readWhole(text, 999_999)
    return minute === undefined ? undefined : { ...caps, minute }
  }
  const micros = readDollars(text)
  return micros === undefined ? undefined : { ...caps, [name]: `${micros}` }
}

/** A longer time with a smaller cap would make the cap on the shorter one a lie. */
function below(caps: CapsView, name: (typeof inOrder)[number]): CapProblem | undefined {
  return clash(caps, name, inOrder.slice(0, inOrder.indexOf(name)).toReversed(), 'below')
}

function above(caps: CapsView, name: (typeof inOrder)[number]): CapProblem | undefined {
  return clash(caps, name, inOrder.slice(inOrder.indexOf(name) + 1), 'above')
}

function clash(
  caps: CapsView,
  name: (typeof inOrder)[number],
  others: readonly (typeof inOrder)[number][],
  code: 'below' | 'above',
): CapProblem | undefined {
  const cap = caps[name]
  if (cap === undefined) return undefined
  for (const other of others) {
    const micros = caps[other]
    if (micros === undefined) continue
    const isWrong = code === 'below' ? BigInt(cap) < BigInt(micros) : BigInt(cap) > BigInt(micros)
    if (isWrong) return { code, other: { name: other, micros } }
  }
  return undefined
}
