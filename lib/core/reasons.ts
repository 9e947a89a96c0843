/**
 * The closed list of reasons: why a payment asks, why it was refused, what became of it. Every code is also the
 * translation key `reason_<code>`, so a person reads a sentence where a test reads a code.
 */
import type { Period, Seconds } from './clock'

export const askReasons = [
  'new_site',
  'asks_each_time',
  'rule_ended',
  'third_party',
  'framed',
  'part_of_page',
  'over_payment_limit',
  'over_site_limit',
  'over_payee_limit',
  'over_total_limit',
  'too_many',
  'price_up',
  'payee_changed',
  'asset_changed',
  'clock_jumped',
  'bought_already',
  'not_served',
  'other_offer',
  'not_taken',
  'locked',
  'in_background',
  'cannot_afford',
] as const
export type AskReason = (typeof askReasons)[number]

/** A limit is in the way, which a click may pass. */
export const overReasons = [
  'over_payment_limit',
  'over_site_limit',
  'over_payee_limit',
  'over_total_limit',
  'too_many',
] as const satisfies AskReason[]

export const refuseReasons = [
  'declined',
  'closed',
  'blocked',
  'site_off',
  'barred',
  'paused',
  'no_wallet',
  'insecure',
  'left',
  'no_access',
  'too_late',
  'changed',
  'asked_often',
  'over_ceiling',
  'unknown_offers',
  'network_off',
  'test_network_off',
  'malformed',
  'other_system',
  'no_offer',
] as const
export type RefuseReason = (typeof refuseReasons)[number]

/** Why a payment was allowed. */
export const payReasons = ['clicked', 'rule'] as const
export type PayReason = (typeof payReasons)[number]

export type Reason = AskReason | RefuseReason | PayReason

/** The figures behind a reason, in micro-dollars where they are money: what the sentence says. */
export type Facts = {
  /** The limit in the way, what is used of it, and the window it is for. */
  limit?: bigint
  used?: bigint
  period?: Period | 'payment' | 'minute'
  wanted?: bigint
  /** What it cost before. */
  before?: bigint
  /** The address that was paid before. */
  was?: string
  resets?: Seconds
  paidAt?: Seconds
  detail?: string
}
