/** The books as files other programs read (product.md §5 fixes the header). */
import { toDecimal } from '../../lib/core/amount'
import type { Entry } from '../../lib/core/history'
import { findToken } from '../../lib/core/networks'

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

type Format = {
  name: string
  type: string
  head: string
  line(entry: Entry, place: number): string
  foot: string
}

export const formats = {
  csv: {
    name: 'tuppence.csv',
    type: 'text/csv',
    head: `${columns.join(',')}\n`,
    line(entry) {
      const row = rowOf(entry)
      return `${columns.map((column) => cell(row[column])).join(',')}\n`
    },
    foot: '',
  },
  json: {
    name: 'tuppence.json',
    type: 'application/json',
    head: '[',
    line: (entry, place) => `${place === 0 ? '' : ','}\n${JSON.stringify(entry)}`,
    foot: '\n]\n',
  },
} satisfies Record<string, Format>

/**
 * Writes entries into a file as they are read. The browser keeps what is written so far, on disk where it is much, so a
 * million of them need no more memory than one slice. Undefined where it was called off.
 */
export async function write(
  slices: AsyncGenerator<Entry[]>,
  format: Format,
  { signal, progress }: { signal: AbortSignal; progress(count: number): void },
): Promise<Blob | undefined> {
  const parts = [new Blob([format.head])]
  let count = 0
  for await (const entries of slices) {
    if (signal.aborted) return undefined
    if (entries.length === 0) continue
    parts.push(new Blob(entries.map((entry, place) => format.line(entry, count + place))))
    count += entries.length
    progress(count)
  }
  return new Blob([...parts, format.foot])
}

function rowOf(entry: Entry): Record<(typeof columns)[number], string> {
  const { at, site, seller, method, url, money, outcome, why, payTo = '', transaction = '', nonce = '' } = entry
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
