/**
 * One payment, from the first 402 to its end. The saved state alone says what to do next, so a worker that woke up
 * after a death needs no other memory than these rows (security.md §4).
 */
import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'
import { type Micros, toMicros } from './amount'
import { tokenKey, tokenOf } from './networks'
import type { Authorization, Credential, Demand, Offer, Receipt } from './offer'
import type { AskReason, Facts, PayReason, RefuseReason } from './reasons'
import { isSamePlace, type Place } from './sighting'
import { withoutFragment } from './site'
import type { Moment, Seconds } from './clock'

type Seen = {
  /** Row number: also the id of the header rule and of the card. */
  id: number
  place: Place
  at: Seconds
  /** The same purchase gives the same key, whatever tab it is met in. */
  intent: `0x${string}`
}

type Asked = Seen & {
  account: `0x${string}`
  demand: Demand
  /** Which of the demand's offers is shown, or paid. */
  chosen: number
}

type Decided = Asked & {
  why: PayReason
  /** Counts purchases of the same intent; with it the nonce is derived. */
  seq: number
  authorization: Authorization
  /** What the limits were charged, and at which moment of theirs, when this was decided. */
  price: Micros
  moment: Moment
  decidedAt: Seconds
  /** What has been agreed to for this seller on this site so far, this payment included. */
  usual: Usual
}

/** Addresses paid, and tokens (`${network} ${asset}`) paid in, the latest last. */
export type Usual = { payees: string[]; tokens: string[] }

type Signed = Decided & { credential: Credential }

/** What the paid request got: HTTP status, or 0 when it broke off, which any real answer overrides. */
export type Answer = { status: number; at: Seconds; receipt?: Receipt }

type Issued = Signed & {
  /** How often the credential has been presented. */
  presented: number
  answer?: Answer
  /** The signed transaction by which the person takes the authorization back; the chain says which of the two came first. */
  cancelling?: `0x${string}`
}

export type Payment =
  | ({ state: 'asking'; reason: AskReason; facts: Facts } & Asked)
  | ({ state: 'approved' } & Decided)
  | ({ state: 'signed' } & Signed)
  | ({ state: 'issued' } & Issued)
  | ({ state: 'settled'; endedAt: Seconds; transaction?: `0x${string}` } & Issued)
  | ({ state: 'expired'; endedAt: Seconds; transaction?: `0x${string}` } & Issued)
  /** Only written down: what would have been asked, and why. */
  | ({ state: 'learned'; reason: AskReason; facts: Facts } & Asked)
  | ({
      state: 'refused'
      reason: RefuseReason
      facts: Facts
      endedAt: Seconds
      demand?: Demand
      chosen?: number
    } & Seen)

export type State = Payment['state']
export type In<S extends State> = Extract<Payment, { state: S }>

export type Event =
  | {
      kind: 'approve'
      why: PayReason
      chosen: number
      seq: number
      authorization: Authorization
      moment: Moment
      usual: Usual
      at: Seconds
    }
  | { kind: 'ask'; reason: AskReason; facts: Facts; chosen: number }
  | { kind: 'learn'; reason: AskReason; facts: Facts; chosen: number }
  /** The same purchase, met in another place. */
  | { kind: 'move'; place: Place }
  | { kind: 'refuse'; reason: RefuseReason; facts?: Facts; at: Seconds }
  | { kind: 'signed'; credential: Credential }
  | { kind: 'present' }
  | { kind: 'answered'; answer: Answer }
  /** The chain's last word, with the transaction where it names one: taken; or never to be taken any more. */
  | { kind: 'used'; at: Seconds; transaction?: `0x${string}` }
  | { kind: 'unused'; at: Seconds; transaction?: `0x${string}` }
  | { kind: 'cancelling'; transaction: `0x${string}` }

/** The first presentation and two more: a lost reply or a repeated 402 gets the same credential again, never a new one. */
export const MAX_PRESENTED = 3

/** Returns the payment after the event, or the very same object when the event does not concern its state. */
export function next(payment: Payment, event: Event): Payment {
  switch (payment.state) {
    case 'asking':
      if (event.kind === 'refuse') return refused(payment, event)
      if (event.kind === 'ask') return { ...payment, reason: event.reason, facts: event.facts, chosen: event.chosen }
      if (event.kind === 'learn') return learned(payment, event)
      if (event.kind === 'move') return moved(payment, event)
      if (event.kind === 'approve') return approved(payment, event)
      return payment
    case 'approved':
      if (event.kind === 'refuse') return refused(payment, event)
      if (event.kind === 'move') return moved(payment, event)
      return event.kind === 'signed' ? { ...payment, state: 'signed', credential: event.credential } : payment
    case 'signed':
      // Nothing has left yet: `issued` is saved before the request goes, so giving up here gives up nothing.
      if (event.kind === 'refuse') return refused(payment, event)
      if (event.kind === 'move') return moved(payment, event)
      return event.kind === 'present' ? { ...payment, state: 'issued', presented: 1 } : payment
    case 'issued':
      if (event.kind === 'answered') return answered(payment, event.answer)
      if (event.kind === 'move') return moved(payment, event)
      if (event.kind === 'present') return presentedAgain(payment)
      if (event.kind === 'used') return ended(payment, 'settled', event)
      if (event.kind === 'unused') return ended(payment, 'expired', event)
      if (event.kind === 'cancelling') return { ...payment, cancelling: event.transaction }
      return payment
    case 'settled':
    case 'expired':
    case 'learned':
    case 'refused':
      return payment
  }
}

/** Money this payment has spent or may still spend. An authorization proven unused and out of date frees its amount. */
export function held(payment: Payment): Micros {
  switch (payment.state) {
    case 'approved':
    case 'signed':
    case 'issued':
    case 'settled':
      return payment.price
    case 'asking':
    case 'expired':
    case 'learned':
    case 'refused':
      return 0n
  }
}

/** Is there anything left to do or to wait for? */
export function isOpen(payment: Payment): boolean {
  switch (payment.state) {
    case 'asking':
    case 'approved':
    case 'signed':
    case 'issued':
      return true
    case 'settled':
    case 'expired':
    case 'learned':
    case 'refused':
      return false
  }
}

/** Did the page arrive? A redirect counts: the seller's answer reached the browser. */
export function isServed(payment: Payment): boolean {
  return (
    'answer' in payment && payment.answer !== undefined && payment.answer.status >= 200 && payment.answer.status < 400
  )
}

/** The offer a payment is about; undefined for a refusal that never had one. */
export function offerOf(payment: Payment): Offer | undefined {
  return payment.chosen === undefined ? undefined : payment.demand?.offers[payment.chosen]
}

/** The offer of a payment that has one by its state. */
export function chosenOffer({ id, demand, chosen }: { id: number; demand: Demand; chosen: number }): Offer {
  const offer = demand.offers[chosen]
  if (!offer) throw new Error(`Payment ${id} has no offer ${chosen}`)
  return offer
}

export function priceOf(offer: Offer): Micros {
  return toMicros(offer.amount, tokenOf(offer).decimals)
}

/** Key of an intent (product.md §4 "At most once"): no tab, no document, so a reload is the same purchase. */
export function intentOf(account: string, { site, seller, method, url, body = '' }: Place): `0x${string}` {
  const parts = [account.toLowerCase(), site, seller, method, withoutFragment(url), body]
  return Hash.sha256(Hex.fromString(JSON.stringify(parts)))
}

/** A person has minutes to change a mind, a rule does not; the seller may ask for less, never get more. */
export function validBefore(offer: Offer, why: PayReason, now: Seconds): Seconds {
  return now + Math.min(offer.seconds, why === 'rule' ? 120 : 600)
}

function learned(payment: In<'asking'>, { reason, facts, chosen }: Extract<Event, { kind: 'learn' }>): Payment {
  return { ...payment, state: 'learned', reason, facts, chosen }
}

/** As many are remembered of what is usual. */
const USUAL = 10

function remembered(known: string[], latest: string): string[] {
  return [...known.filter((each) => each !== latest), latest].slice(-USUAL)
}

type Undecided = In<'asking' | 'approved' | 'signed'>

function approved(payment: In<'asking'>, event: Extract<Event, { kind: 'approve' }>): Payment {
  const { reason: _reason, facts: _facts, ...asked } = payment
  const { why, chosen, seq, authorization, moment, at: decidedAt } = event
  const offer = payment.demand.offers[chosen]
  if (!offer) return payment
  const usual = {
    payees: remembered(event.usual.payees, offer.payTo),
    tokens: remembered(event.usual.tokens, tokenKey(offer)),
  }
  return {
    ...asked,
    state: 'approved',
    why,
    chosen,
    seq,
    authorization,
    moment,
    usual,
    decidedAt,
    price: priceOf(offer),
  }
}

function refused(payment: Undecided, event: Extract<Event, { kind: 'refuse' }>): Payment {
  const { id, place, at, intent, demand, chosen } = payment
  const { reason, facts = {}, at: endedAt } = event
  return { state: 'refused', id, place, at, intent, demand, chosen, reason, facts, endedAt }
}

function moved<P extends Payment>(payment: P, { place }: Extract<Event, { kind: 'move' }>): P {
  return isSamePlace(payment.place, place) ? payment : { ...payment, place }
}

function answered(payment: In<'issued'>, answer: Answer): Payment {
  if (payment.answer && payment.answer.status !== 0) return payment
  if (!answer.receipt?.ok) return { ...payment, answer }
  const { transaction } = answer.receipt
  return { ...payment, state: 'settled', answer, transaction, endedAt: answer.at }
}

function ended(
  payment: In<'issued'>,
  state: 'settled' | 'expired',
  { at: endedAt, transaction }: Extract<Event, { kind: 'used' | 'unused' }>,
): Payment {
  return { ...payment, state, endedAt, ...(transaction ? { transaction } : {}) }
}

function presentedAgain(payment: In<'issued'>): Payment {
  // Only what is safe to ask twice: a form may have been filled in anew, and its body is not known to us.
  const isSafeTwice = payment.place.method === 'GET' || payment.demand.isIdempotent === true
  if (payment.presented >= MAX_PRESENTED || payment.cancelling || !isSafeTwice || isServed(payment)) return payment
  const { answer: _answer, ...rest } = payment
  return { ...rest, presented: payment.presented + 1 }
}
