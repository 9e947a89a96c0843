/** Payments, rules and tallies at rest: amounts as decimal text, and nothing believed that does not read as it should. */
import type { Span } from '../core/clock'
import type { Caps, Tally } from '../core/limits'
import { held, isOpen, type Payment, type State } from '../core/payment'
import { type Mode, modes, type Rule } from '../core/rules'
import { shelfOf, tradeOf } from '../core/site'
import type { Spent } from '../core/spending'

/** A payment at rest, with what its indexes need: `open` only while there is something left to do. */
export type Row = { id?: number; open?: 1; declinedAt?: number; trade?: string; shelf?: string } & Record<
  string,
  unknown
>

export type CapsText = Partial<Record<Exclude<keyof Caps, 'minute'>, string>> & { minute?: number }

export type RuleRow = Omit<Rule, 'caps'> & { caps: CapsText }

export type TallyRow = { spans: Partial<Record<Span, { stamp: string; micros: string; count: number }>> }

export type SpentRow = { micros: string; count: number }

/** A row that is not as Tuppence writes them. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

/** The only keys of a payment that hold money. */
const MONEY = new Set(['amount', 'price', 'limit', 'used', 'wanted', 'before'])

export function toRow(payment: Payment): Row {
  const { id, ...rest } = frozen(payment) as Row
  return {
    ...(id ? { id } : {}),
    ...rest,
    ...(isOpen(payment) ? { open: 1 } : {}),
    ...(isDeclined(payment) ? { declinedAt: payment.at } : {}),
    // Only what was paid, or may still be, says what is usual.
    ...(held(payment) > 0n ? { trade: tradeOf(payment.place), shelf: shelfOf(payment.place) } : {}),
  }
}

/** Throws `Unreadable`. */
export function fromRow({ open: _open, declinedAt: _declinedAt, trade: _trade, shelf: _shelf, ...row }: Row): Payment {
  const payment = walk(row, (key, value) => (MONEY.has(key) ? fromText(value) : value)) as Payment
  const wrong = isObject(payment) ? problemIn(payment) : 'row'
  if (wrong) throw new Unreadable(`Payment ${String(row.id)} cannot be read: ${wrong}`)
  return payment
}

export function toRuleRow(rule: Rule): RuleRow {
  return { ...rule, caps: toCapsText(rule.caps) }
}

/** Throws `Unreadable`. */
export function fromRuleRow(row: RuleRow): Rule {
  const caps = fromCapsText(row.caps)
  const { payment, day } = caps
  const isGood = (modes as readonly Mode[]).includes(row.mode) && Array.isArray(row.sellers)
  if (!isGood || payment === undefined || day === undefined)
    throw new Unreadable(`The rule of ${row.site} cannot be read`)
  return { ...row, caps: { ...caps, payment, day } }
}

export function toCapsText(caps: Caps): CapsText {
  return frozen(caps) as CapsText
}

/** Throws `Unreadable`. */
export function fromCapsText(caps: CapsText | undefined): Caps {
  if (!isObject(caps)) throw new Unreadable('Caps cannot be read')
  return walk(caps, (key, value) => (key === 'minute' ? value : fromText(value))) as Caps
}

export function toTallyRow(tally: Tally): TallyRow {
  return { spans: frozen(tally) } as TallyRow
}

/** Throws `Unreadable`. */
export function fromTallyRow({ spans }: TallyRow): Tally {
  if (!isObject(spans)) throw new Unreadable('A tally cannot be read')
  return walk(spans, (key, value) => (key === 'micros' ? fromText(value) : value)) as Tally
}

export function toSpentRow({ micros, count }: Spent): SpentRow {
  return { micros: `${micros}`, count }
}

/** Throws `Unreadable`. */
export function fromSpentRow({ micros, count }: SpentRow): Spent {
  if (!Number.isSafeInteger(count)) throw new Unreadable('What was spent cannot be read')
  return { micros: fromText(micros), count }
}

function isDeclined(payment: Payment): boolean {
  return payment.state === 'refused' && (payment.reason === 'declined' || payment.reason === 'closed')
}

function fromText(value: unknown): bigint {
  if (typeof value !== 'string' || !/^\d{1,78}$/.test(value))
    throw new Unreadable(`${String(value)} cannot be read as an amount`)
  return BigInt(value)
}

/** The same with amounts as text. */
function frozen(value: unknown): unknown {
  return walk(value, (_key, each) => (typeof each === 'bigint' ? `${each}` : each))
}

function walk(value: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(change(key, each), change)]))
}

const decided = ['price', 'seq', 'moment', 'usual', 'authorization', 'decidedAt', 'account'] as const
const needed: Record<State, readonly string[]> = {
  asking: ['reason', 'facts', 'account'],
  approved: decided,
  signed: [...decided, 'credential'],
  issued: [...decided, 'credential', 'presented'],
  settled: [...decided, 'credential', 'presented', 'endedAt'],
  expired: [...decided, 'credential', 'presented', 'endedAt'],
  learned: ['reason', 'facts', 'account'],
  refused: ['reason', 'facts', 'endedAt'],
}

/** What a row lacks, of all that is relied on without another look. */
function problemIn(payment: Payment): string | undefined {
  const { id, at, intent, place, state } = payment
  if (!Number.isInteger(id) || typeof at !== 'number' || typeof intent !== 'string') return 'id, time or intent'
  if (!isObject(place) || typeof place.url !== 'string' || typeof place.site !== 'string') return 'place'
  const keys = Object.hasOwn(needed, state) ? needed[state] : undefined
  if (!keys) return 'state'
  const missing = keys.find((key) => !Object.hasOwn(payment, key))
  if (missing) return missing
  // What was refused may have offered nothing that can be paid.
  if (state === 'refused') return undefined
  if (!Array.isArray(payment.demand?.offers) || !payment.demand.offers[payment.chosen ?? -1]) return 'offer'
  if (!('moment' in payment)) return undefined
  const { authorization, moment, seq } = payment
  if (typeof authorization?.nonce !== 'string' || typeof authorization.validBefore !== 'number') return 'authorization'
  return typeof moment?.stamps?.day === 'string' && Number.isInteger(seq) ? undefined : 'moment'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
