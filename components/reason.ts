/** A reason as a sentence. */
import type { MicrosText, Why } from '../lib/core/view'
import type { Malformed, Unknown } from '../lib/core/offer'
import type { Words } from './words'

export function sentenceOf(why: Why, { say, money, clock, moment }: Words): string {
  const { code } = why
  const amount = (micros: MicrosText | undefined) => (micros === undefined ? '–' : money(micros))
  switch (code) {
    case 'over_payment_limit':
      return say('reason_over_payment_limit', { limit: amount(why.limit), wanted: amount(why.wanted) })
    case 'over_site_limit':
    case 'over_day_limit':
      return say(`reason_${code}`, {
        limit: amount(why.limit),
        resets: why.resets === undefined ? '–' : clock(why.resets),
        used: amount(why.used),
      })
    case 'bought_already':
    case 'not_served':
      return say(`reason_${code}`, {
        paid: amount(why.wanted),
        time: why.paidAt === undefined ? '–' : moment(why.paidAt),
      })
    case 'other_system':
      return say('reason_other_system', { detail: why.detail ?? '–' })
    case 'malformed':
      return say('reason_malformed', { detail: detailOf(why.detail, say) })
    case 'unknown_offers':
      return say('reason_unknown_offers', { detail: detailOf(why.detail, say) })
    case 'new_site':
    case 'asks_each_time':
    case 'too_many':
    case 'locked':
    case 'in_background':
    case 'cannot_afford':
    case 'declined':
    case 'closed':
    case 'blocked':
    case 'site_off':
    case 'learning':
    case 'paused':
    case 'no_wallet':
    case 'insecure':
    case 'left':
    case 'too_late':
    case 'changed':
    case 'asked_often':
    case 'test_network_off':
    case 'no_offer':
    case 'clicked':
    case 'rule':
      return say(`reason_${code}`)
  }
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
