/** What becomes of a 402 or of a click, given everything that was read for it. Nothing here waits or asks. */
import { type In, next, type Payment, validBefore } from '../core/payment'
import { type Clock, leap } from '../core/clock'
import { type Books, judge, type Settings, type Verdict } from '../core/policy'
import { protocolOf, read } from '../core/protocols'
import type { Demand } from '../core/offer'
import { placeOf, type Sighting } from '../core/sighting'
import type { Account } from './ports'

/** Takes the money: from here on the amount is held against every limit, and the nonce can only be this one. */
export function approve(
  payment: In<'asking'>,
  books: Books,
  account: Account,
  clock: Clock,
  why: 'clicked' | 'rule',
): Payment {
  const offer = payment.demand.offers[payment.chosen]
  if (account.state !== 'open' || !offer) return payment
  return next(payment, {
    kind: 'approve',
    why,
    chosen: payment.chosen,
    seq: books.seq,
    authorization: {
      from: account.address,
      nonce: account.nonce(payment.intent, books.seq),
      validAfter: protocolOf(payment.demand).validAfter(clock.now),
      validBefore: validBefore(offer, why, clock.now),
      // What a page asked its wallet to sign is signed as it stands, or not at all.
      ...payment.demand.given,
    },
    moment: momentOf(payment, books, clock),
    usual: books.habit,
    at: clock.now,
  })
}

/** The moment this payment counts in: past a jump of the clock only when the person has agreed to just that. */
export function momentOf({ reason }: In<'asking'>, { moment }: Books, clock: Clock) {
  return reason === 'clock_jumped' ? leap(moment, clock) : moment
}

/** The same purchase met again while it is open: one card, one credential; a different demand closes the old one. */
export function meetAgain(
  open: Payment,
  sighting: Sighting,
  reading: ReturnType<typeof read>,
  clock: Clock,
  isHeld: boolean,
): Payment {
  if (open.state === 'asking' && (typeof reading === 'string' || !isSameDemand(open.demand, reading)))
    return next(open, { kind: 'refuse', reason: 'changed', at: clock.now })
  // What is being signed or sent is another tab's; the credential is for one.
  if (open.state !== 'asking' || (isHeld && open.place.hold !== sighting.hold)) return open
  return next(open, { kind: 'move', place: placeOf(sighting) })
}

type Weighing = {
  account: Exclude<Account, { state: 'none' }>
  settings: Settings
  balances: Record<string, bigint>
  inFront: boolean
  books: Books
  clock: Clock
}

/** Judges a payment that has an account and a demand: it is paid by rule, asked about, or refused. */
export function weigh(
  payment: In<'asking'>,
  { account, settings, balances, inFront, books, clock }: Weighing,
): Payment {
  const { place, demand } = payment
  const sighting = { ...place, others: [] }
  const wallet = account.state
  const verdict = judge({ sighting, reading: demand, ...books, settings, balances, inFront, wallet, ...clock })
  const chosen = verdict.chosen ?? payment.chosen
  switch (verdict.kind) {
    case 'pay':
      return approve({ ...payment, chosen }, books, account, clock, 'rule')
    case 'ask':
      return next(payment, { kind: 'ask', reason: verdict.reason, facts: verdict.facts, chosen })
    case 'learn':
      return next(payment, verdict)
    case 'refuse':
      return next(
        { ...payment, chosen },
        { kind: 'refuse', reason: verdict.reason, facts: verdict.facts, at: clock.now },
      )
  }
}

/** What cannot be paid is written down with its reason, and with what was asked where that could be read. */
export function unpayable(
  seen: Pick<Payment, 'id' | 'place' | 'at' | 'intent'>,
  reading: ReturnType<typeof read>,
  verdict: Verdict,
): In<'refused'> {
  if (verdict.kind !== 'refuse') throw new Error(`Nothing to ${verdict.kind} for`)
  const { reason, facts, chosen } = verdict
  const asked = typeof reading === 'string' || chosen === undefined ? {} : { demand: reading, chosen }
  return { ...seen, ...asked, state: 'refused', reason, facts, endedAt: seen.at }
}

function isSameDemand(a: Demand, b: Demand): boolean {
  const accepted = ({ offers }: Demand) => JSON.stringify(offers.map((offer) => offer.accepted))
  return a.protocol === b.protocol && accepted(a) === accepted(b)
}
