/** What is news to a person who looks elsewhere. */
import { isServed, type Payment } from './payment'

/** Money was set aside for something; it was paid and came; it was paid and did not come. */
export type News = 'held' | 'paid' | 'unserved'

export function newsOf(payment: Payment): News | undefined {
  switch (payment.state) {
    case 'approved':
    case 'signed':
    case 'issued':
      return 'held'
    case 'settled':
      return isServed(payment) ? 'paid' : 'unserved'
    case 'asking':
    case 'expired':
    case 'learned':
    case 'refused':
      return undefined
  }
}

/** The kinds of notices the browser shows; each can be switched off. */
export const noticeKinds = ['paid', 'alert', 'problem', 'ask'] as const
export type NoticeKind = (typeof noticeKinds)[number]
