/** The books as files other programs read (product.md §5 fixes the header). */
import { toDecimal } from '../../lib/core/amount'
import { findToken } from '../../lib/core/networks'
import type { PaymentView } from '../../lib/core/view'

const columns = [
  'time',
  'site',
  'seller',
  'method',
  'url',
  'amount',
  'asset',
  'network',
  'usd',
  'state',
  'reason',
  'rule',
  'payTo',
  'transaction',
  'nonce',
] as const

export function toCsv(payments: PaymentView[]): string {
  const lines = payments.map((payment) => {
    const row = rowOf(payment)
    return columns.map((column) => cell(row[column])).join(',')
  })
  return [columns.join(','), ...lines, ''].join('\n')
}

export function toJson(payments: PaymentView[]): string {
  return `${JSON.stringify(payments, null, 2)}\n`
}

function rowOf(payment: PaymentView): Record<(typeof columns)[number], string> {
  const { at, site, seller, method, url, money, outcome, why, payTo = '', transaction = '', nonce = '' } = payment
  const token = money && findToken(money.network, money.asset)
  return {
    time: new Date(at * 1000).toISOString(),
    site,
    seller,
    method,
    url,
    amount: money && token ? toDecimal(BigInt(money.atomic), token.decimals) : '',
    asset: money?.symbol ?? '',
    network: money?.network ?? '',
    usd: money ? toDecimal(BigInt(money.micros)) : '',
    state: outcome,
    reason: why.code,
    rule: why.code === 'rule' ? site : '',
    payTo,
    transaction,
    nonce,
  }
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is made text: sellers choose their own addresses. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
