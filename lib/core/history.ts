/** The history as a person looks through it: each payment with what they wrote beside it, and which of them they look for. */
import type { Seconds } from './clock'
import type { Payment } from './payment'
import type { Reason } from './reasons'
import { viewPayment } from './show'
import type { MicrosText, Outcome, PaymentView } from './view'

/** What a person wrote beside a payment: words of their own, and that nothing came for the money, whatever the answer said. */
export type Remark = { note?: string; gotNothing?: true }

/** The most letters a note has. */
export const NOTE_LENGTH = 500

/** A payment with its remark, and the seller's words for what was sold, safe to show. */
export type Entry = PaymentView & Remark & { description?: string }

/** What led to a payment, or kept it from being made: the reasons in a few heaps. */
export const causes = ['clicked', 'rule', 'limit', 'asks', 'declined', 'off', 'gone', 'unpayable'] as const
export type Cause = (typeof causes)[number]

/** Everything named must be so. */
export type Filter = {
  /** Words that must all occur, in whatever order and case. */
  find?: string
  site?: string
  outcome?: Outcome
  cause?: Cause
  /** From then on, and before then. */
  from?: Seconds
  until?: Seconds
  least?: MicrosText
  most?: MicrosText
  /** Only rows after that one. */
  after?: number
}

export function entryOf(payment: Payment, remark: Remark = {}): Entry {
  const description = payment.demand?.what.description
  return { ...viewPayment(payment), ...(description ? { description } : {}), ...remark }
}

export function matches(
  entry: Entry,
  { find, site, outcome, cause, from, until, least, most, after }: Filter,
): boolean {
  if (after !== undefined && entry.id <= after) return false
  if (site !== undefined && entry.site !== site) return false
  if (from !== undefined && entry.at < from) return false
  if (until !== undefined && entry.at >= until) return false
  if (outcome !== undefined && !isOutcome(entry, outcome)) return false
  if (cause !== undefined && causeOf(entry.why.code) !== cause) return false
  if (least !== undefined && !(entry.money && BigInt(entry.money.micros) >= BigInt(least))) return false
  if (most !== undefined && !(entry.money && BigInt(entry.money.micros) <= BigInt(most))) return false
  return find === undefined || hasWords(textsOf(entry), find)
}

/** Do all the words occur, in whatever order, case and text? */
export function hasWords(texts: (string | undefined)[], find: string): boolean {
  const text = texts.join(' ').toLowerCase()
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** What waits for a password waits for the person, and who says that nothing came is believed. */
function isOutcome(entry: Entry, outcome: Outcome): boolean {
  if (outcome === 'asking' && entry.outcome === 'locked') return true
  if (outcome === 'unserved' && entry.gotNothing) return true
  return entry.outcome === outcome
}

function textsOf({ site, seller, url, description, payTo, transaction, note }: Entry): (string | undefined)[] {
  return [site, seller, url, description, payTo, transaction, note]
}

export function causeOf(code: Reason): Cause {
  switch (code) {
    case 'clicked':
    case 'rule':
      return code
    case 'over_payment_limit':
    case 'over_site_limit':
    case 'over_payee_limit':
    case 'over_total_limit':
    case 'over_ceiling':
    case 'too_many':
      return 'limit'
    case 'new_site':
    case 'asks_each_time':
    case 'rule_ended':
    case 'third_party':
    case 'framed':
    case 'part_of_page':
    case 'price_up':
    case 'payee_changed':
    case 'asset_changed':
    case 'clock_jumped':
    case 'bought_already':
    case 'not_served':
    case 'other_offer':
    case 'not_taken':
    case 'in_background':
      return 'asks'
    case 'declined':
    case 'closed':
    case 'blocked':
    case 'asked_often':
      return 'declined'
    case 'site_off':
    case 'barred':
    case 'paused':
    case 'no_wallet':
    case 'locked':
    case 'network_off':
    case 'test_network_off':
    case 'no_access':
      return 'off'
    case 'left':
    case 'too_late':
    case 'changed':
      return 'gone'
    case 'cannot_afford':
    case 'insecure':
    case 'unknown_offers':
    case 'malformed':
    case 'other_system':
    case 'no_offer':
      return 'unpayable'
  }
}
