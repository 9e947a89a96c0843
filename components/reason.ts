/** A reason as a sentence. */
import type { MicrosText, PaymentView, Why } from '../lib/core/view'
import type { Malformed, Unknown } from '../lib/core/offer'
import { overReasons } from '../lib/core/reasons'
import type { Words } from './words'

/** Why a payment was made or not, as its row tells it. */
export function storyOf({ outcome, why }: Pick<PaymentView, 'outcome' | 'why'>, words: Words): string {
  const sentence = sentenceOf(why, words)
  return outcome === 'learned' ? words.say('only_written_down', { why: sentence }) : sentence
}

export function sentenceOf(why: Why, words: Words): string {
  const { say, count, money, moment, days } = words
  const { code } = why
  const amount = (micros: MicrosText | undefined) => (micros === undefined ? NONE : money(micros))
  const [limit, used, wanted, before] = [why.limit, why.used, why.wanted, why.before].map(amount) as Four
  switch (code) {
    case 'over_payment_limit':
      return say('reason_over_payment_limit', { limit, wanted })
    case 'over_site_limit':
    case 'over_payee_limit':
    case 'over_total_limit':
      return withEnd(say(`reason_${code}`, { limit, used, window: windowOf(why, words) }), why, words)
    case 'over_ceiling':
      if (why.period === 'payment') return say('reason_over_ceiling_payment', { limit, wanted })
      if (why.period === 'minute') return count('reason_over_ceiling_minute', Number(why.limit))
      return withEnd(say('reason_over_ceiling', { limit, used, window: windowOf(why, words) }), why, words)
    case 'too_many':
      // Of payments in a minute the limit is a number, not an amount.
      return count('reason_too_many', Number(why.limit))
    case 'price_up':
      return say('reason_price_up', { before, wanted })
    case 'asset_changed':
      return say('reason_asset_changed', { detail: why.detail ?? NONE })
    case 'third_party':
      return say('reason_third_party', { seller: why.detail ?? NONE })
    case 'framed':
      return why.detail === 'null'
        ? say('reason_framed_nameless')
        : say('reason_framed', { origin: why.detail ?? NONE })
    case 'clock_jumped':
      return say('reason_clock_jumped', { ahead: days((why.resets ?? 0) - (why.paidAt ?? 0)) })
    case 'bought_already':
    case 'not_served':
      return say(`reason_${code}`, { paid: before, time: why.paidAt === undefined ? NONE : moment(why.paidAt) })
    case 'other_system':
      return say('reason_other_system', { detail: why.detail ?? NONE })
    case 'malformed':
      return say('reason_malformed', { detail: detailOf(why.detail, say) })
    case 'unknown_offers':
      return say('reason_unknown_offers', { detail: detailOf(why.detail, say) })
    case 'part_of_page':
    case 'new_site':
    case 'asks_each_time':
    case 'rule_ended':
    case 'payee_changed':
    case 'other_offer':
    case 'not_taken':
    case 'locked':
    case 'in_background':
    case 'cannot_afford':
    case 'declined':
    case 'closed':
    case 'blocked':
    case 'site_off':
    case 'barred':
    case 'paused':
    case 'no_wallet':
    case 'insecure':
    case 'left':
    case 'no_access':
    case 'too_late':
    case 'changed':
    case 'asked_often':
    case 'network_off':
    case 'test_network_off':
    case 'no_offer':
    case 'clicked':
    case 'rule':
      return say(`reason_${code}`)
  }
}

/** Is it a limit that a click may go past? */
export function isOverLimit({ code }: Why): boolean {
  return overReasons.some((reason) => reason === code)
}

const NONE = '–'
type Four = [string, string, string, string]

function windowOf({ period = 'day' }: Why, { say }: Words): string {
  return say(`window_${period}`)
}

/** A limit on a window that ends is whole again after it. */
function withEnd(sentence: string, { period = 'day', resets }: Why, words: Words): string {
  if (resets === undefined) return sentence
  return `${sentence} ${words.say('whole_again', { resets: endOf(period, resets, words) })}`
}

/** When a window ends: the time of a short one, the date of a long one. */
export function endOf(period: NonNullable<Why['period']>, at: number, { clock, date }: Words): string {
  return period === 'week' || period === 'month' ? date(at) : clock(at)
}

const details = [
  'unknown_scheme',
  'unknown_network',
  'unknown_asset',
  'unknown_transfer_method',
  'unknown_flow',
  'too_large',
  'not_base64',
  'not_json',
  'bad_shape',
  'bad_amount',
  'bad_payee',
  'bad_timeout',
  'wrong_domain',
] as const satisfies (Unknown | Malformed)[]

function detailOf(detail: string | undefined, say: Words['say']): string {
  const known = details.find((each) => each === detail)
  return known ? say(`detail_${known}`) : say('detail_other')
}
