/**
 * The closed list of reasons: why a payment asks, why it was refused, what became of it. Every code is also the
 * translation key `reason_<code>`, so a person reads a sentence where a test reads a code.
 */
export const askReasons = [
  'new_site',
  'asks_each_time',
  'over_payment_limit',
  'over_site_limit',
  'over_day_limit',
  'too_many',
  'bought_already',
  'not_served',
  'locked',
  'in_background',
  'cannot_afford',
] as const
export type AskReason = (typeof askReasons)[number]

export const refuseReasons = [
  'declined',
  'closed',
  'blocked',
  'site_off',
  'learning',
  'paused',
  'no_wallet',
  'insecure',
  'left',
  'too_late',
  'changed',
  'asked_often',
  'unknown_offers',
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
  limit?: bigint
  used?: bigint
  wanted?: bigint
  /** Seconds since 1970. */
  resets?: number
  paidAt?: number
  detail?: string
}
