import type { Clock, Seconds } from '../core/clock'
import type { Offer } from '../core/offer'
import type { In, Payment } from '../core/payment'
import type { Balances, Books, Settings } from '../core/policy'
import type { Place, Sighting, Wall } from '../core/sighting'

/** What a decision reads the books for: the purchase, who sells it where, and whom it would pay. */
export type Matter = {
  intent: `0x${string}`
  site: string
  seller: string
  url: string
  offers: Offer[]
}

/** The saved payments. Every function is one transaction, durable when it returns. */
export type Journal = {
  /**
   * Hands `change` the open payment of this intent, or undefined, and saves what it returns (id 0: a new row).
   * Returns the payment as saved, or as it was when `change` returned nothing new.
   */
  meet(matter: Matter, clock: Clock, change: (open: Payment | undefined, books: Books) => Payment): Promise<Payment>
  /** Saves what `change` makes of a row; undefined when that is the very same object, or there is no such row. */
  change(id: number, clock: Clock, change: (payment: Payment, books: Books) => Payment): Promise<Payment | undefined>
  /** The same for what needs no books: it happened, and is not weighed. */
  tell(id: number, change: (payment: Payment) => Payment): Promise<Payment | undefined>
  get(id: number): Promise<Payment | undefined>
  open(): Promise<Payment[]>
}

/** Whose account is meant: the one that pays at a site, or the one of an address. */
export type Payer = { site?: string } | { address: `0x${string}` }

export type Account =
  | { state: 'none' }
  | { state: 'locked'; address: `0x${string}` }
  | {
      state: 'open'
      address: `0x${string}`
      /** The same intent and sequence give the same nonce, even if the journal was lost (security.md §4). */
      nonce(intent: `0x${string}`, seq: number): `0x${string}`
      /** Undefined when the wallet has been locked meanwhile. */
      sign(payment: In<'approved'>): Promise<`0x${string}` | undefined>
    }

/**
 * What the chain says about an authorization: taken or cancelled, with the transaction where it could be found, or
 * neither as of a block of that time that will not be undone.
 */
export type Truth = { state: 'used' | 'cancelled'; transaction?: `0x${string}` } | { state: 'unused'; time: Seconds }

export type Ports = {
  journal: Journal
  clock(): Clock
  settings(): Promise<Settings>
  account(payer?: Payer): Promise<Account>
  balances(address: `0x${string}`, offers: Offer[]): Promise<Balances>
  /** What the 402 page itself says; undefined when it cannot be read. */
  wall(sighting: Sighting): Promise<Wall | undefined>
  /** Shows the payment to the person, once; returns without waiting for an answer. */
  ask(payment: In<'asking'>): Promise<void>
  /** Resolves true once the payment's tab shows its 402, or its request waits; false when there is anything else. */
  ready(payment: Pick<Payment, 'place'>): Promise<boolean>
  /** Is the payment's tab at its address, or on its way there? Does its request still wait? */
  isAt(payment: Payment): Promise<boolean>
  /** The same of a request that waits, as far as is known at once; false for what is loaded again. */
  holds(place: Place): boolean
  /** Nothing more is sent for this payment: a request that waits gets its own 402, the next of its kind gets its turn. */
  ended(payment: Pick<Payment, 'place'>): void
  /** The HTTP status of what the payment's tab shows at its address; undefined when it shows something else. */
  shown(payment: Payment): Promise<number | 'loading' | undefined>
  /** Does the person look at that tab? */
  isInFront(tab: number): Promise<boolean>
  /** Does the person let us look at that page, and at whom it asks? Without, nothing is sent. */
  mayLook(place: Pick<Place, 'site' | 'seller'>): Promise<boolean>
  /** Sends the request again, once, with the credential. */
  issue(payment: In<'issued'>): Promise<void>
  /** Undefined when the chain cannot be asked, or cannot tell. */
  truth(payment: In<'issued'>): Promise<Truth | undefined>
  /** The signed transaction that takes the authorization back, for the chain's own fee; or why there can be none. */
  cancel(payment: In<'issued'>): Promise<`0x${string}` | 'locked' | 'no_gas' | 'unreachable'>
  /** Sends the saved transaction that takes the authorization back; sending it twice does no more than once. */
  takeBack(payment: In<'issued'>): Promise<void>
  /** Wakes the engine up again in a while; where somebody waits for it, a few seconds from now as well. */
  later(wait?: 'somebody_waits'): void
  /** Something saved has changed: badge and open pages follow. */
  changed(): void
}
