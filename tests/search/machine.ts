/**
 * What is searched: the core's own functions, and in a few words each what engine, journal and ports make of them.
 * A planted bug is another word for one of them.
 */
import type { Seconds, Stamps } from '../../lib/core/clock'
import { count } from '../../lib/core/limits'
import { held, type In, next, type Payment } from '../../lib/core/payment'
import { judge, overCeiling } from '../../lib/core/policy'
import type { Row, Tab } from './world'

/** What is signed, as the seller reads it. */
export type Note = { nonce: `0x${string}`; payTo: string; amount: bigint; validBefore: Seconds }

/** Beyond the end of an authorization the chain's clock must be this far (engine.ts). */
const GRACE = 60

export const faithful = {
  next,
  held,
  count,
  judge,
  overCeiling,

  /** The number of an intent's next purchase, after these that were decided and not refused. */
  seq: (decided: Payment[]): number => decided.length,

  nonce: (intent: string, seq: number): `0x${string}` => `0x${intent}${seq}`,

  /** Is what another tab meets the purchase that is open already? */
  isSamePurchase: (_open: Payment, _tab: number): boolean => true,

  maySign: (isLocked: boolean): boolean => !isLocked,

  /** What leaves with a row: the very thing that was signed. */
  sent: (kept: Note, _row: In<'issued'>): Note => kept,

  /** The browser's own error page counts as the wall: it stands where a 402 had no body (browser/wall.ts). */
  isReady: (shows: Tab['shows'] | undefined): boolean => shows === 'wall' || shows === 'broken',

  /** Only whose event changed the row goes on. */
  isTooLate: (before: Row, after: Row): boolean => before === after,

  /** Is `issued` on disk before the request leaves? */
  savesFirst: true,

  /** Is the row still as it was when the wait for its page began? */
  isAsItWas: (now: Payment, then: Payment): boolean =>
    now.state === then.state &&
    presented(now) === presented(then) &&
    now.place.tab === then.place.tab &&
    now.place.url === then.place.url,

  /** May an unused nonce be taken for one that will never be used? */
  isOver: ({ validBefore, chain }: { validBefore: Seconds; chain: Seconds; local: Seconds }): boolean =>
    chain > validBefore + GRACE,

  /** What the row is told once the nonce is gone. */
  ending: (fate: 'used' | 'cancelled'): 'used' | 'unused' => (fate === 'used' ? 'used' : 'unused'),

  /** The windows that freed money is taken from. */
  freedFrom: (counted: Stamps, _now: Stamps): Stamps => counted,
}

export type Machine = typeof faithful

function presented(payment: Payment): number {
  return payment.state === 'issued' ? payment.presented : 0
}
