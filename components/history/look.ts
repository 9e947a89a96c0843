/** What is looked for in the history, as the page's address has it: it can be linked to, and survives a reload. */
import { type Cause, causes, type Filter } from '../../lib/core/history'
import type { Outcome } from '../../lib/core/view'
import { readDollars } from '../dollars'

/** The names in the address; a day is written as `2026-11-29`, an amount in dollars, `payment` is the row that is open. */
export const parts = ['find', 'site', 'state', 'why', 'from', 'to', 'least', 'most', 'payment'] as const
export type Part = (typeof parts)[number]
export type Look = Partial<Record<Part, string>>

/** Outcomes that can be looked for, in the order of the choice. */
export const outcomes = [
  'paid',
  'unserved',
  'confirming',
  'paying',
  'asking',
  'unused',
  'cancelled',
  'refused',
  'learned',
] as const satisfies Outcome[]

export function readLook(hash: string): Look {
  const question = new URLSearchParams(hash.split('?')[1] ?? '')
  return Object.fromEntries(parts.flatMap((part) => (question.get(part) ? [[part, question.get(part)]] : []))) as Look
}

export function hashOf(look: Look): string {
  const given = parts.flatMap((part) => (look[part] ? [[part, look[part]]] : []))
  return given.length > 0 ? `#/history?${new URLSearchParams(given)}` : '#/history'
}

/** What cannot be read is not looked for. */
export function filterOf({ find, site, state, why, from, to, least, most }: Look): Filter {
  const outcome = outcomes.find((each) => each === state)
  const cause = causes.find((each): each is Cause => each === why)
  const [begin, end] = [from && dayOf(from), to && dayOf(to)]
  const [low, high] = [least && readDollars(least), most && readDollars(most)]
  return {
    ...(find?.trim() ? { find: find.trim() } : {}),
    ...(site ? { site } : {}),
    ...(outcome ? { outcome } : {}),
    ...(cause ? { cause } : {}),
    ...(begin ? { from: begin.first } : {}),
    ...(end ? { until: end.next } : {}),
    ...(low === undefined || low === '' ? {} : { least: `${low}` }),
    ...(high === undefined || high === '' ? {} : { most: `${high}` }),
  }
}

/** The second a day begins with where the person lives, and the one the next day does. */
export function dayOf(text: string): { first: number; next: number } | undefined {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number)
  const first = new Date(year, month - 1, day)
  if (year === 0 || first.getMonth() !== month - 1) return undefined
  return { first: first.getTime() / 1000, next: new Date(year, month - 1, day + 1).getTime() / 1000 }
}
