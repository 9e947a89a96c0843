/** Money as whole numbers: atomic units of a token, or micro-dollars (millionths) for limits. Never a float. */
import { directionOf } from './languages'

export type Micros = bigint

const MAX_UINT256 = 2n ** 256n - 1n
const ATOMIC = /^(0|[1-9]\d{0,77})$/
const DECIMAL = /^(\d{1,60})(?:\.(\d*))?$/

/** An amount of atomic units as a seller may write it: plain decimal digits, above zero, within uint256. Else undefined. */
export function readAtomic(value: unknown): bigint | undefined {
  if (typeof value !== 'string' || !ATOMIC.test(value)) return undefined
  const amount = BigInt(value)
  return amount > 0n && amount <= MAX_UINT256 ? amount : undefined
}

/** `'0.10'` → `100000n` at 6 decimals. Undefined for anything but a plain decimal, or one with surplus digits (never rounded). */
export function fromDecimal(text: string, decimals = 6): bigint | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text.trim()) ?? []
  if (whole === undefined || fraction.length > decimals) return undefined
  return BigInt(whole + fraction.padEnd(decimals, '0'))
}

/** `100000n` → `'0.10'`: at least two places, no trailing zeros beyond them. */
export function toDecimal(amount: bigint, decimals = 6): string {
  const digits = amount.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

/** Atomic units of a dollar token as micro-dollars, rounded up: a limit is never undercounted. */
export function toMicros(amount: bigint, decimals: number): Micros {
  if (decimals <= 6) return amount * 10n ** BigInt(6 - decimals)
  const unit = 10n ** BigInt(decimals - 6)
  return (amount + unit - 1n) / unit
}

/** How micro-dollars are written in a language. As text, not as a number: a float could not hold every amount. */
export function dollars(locale: string): (micros: string) => string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  })
  // Where words run to the left, the sign `US$` that Arabic has for dollars would be torn apart: U+2066 holds it together.
  const sign = ({ type, value }: Intl.NumberFormatPart) =>
    type === 'currency' && directionOf(locale) === 'rtl' ? `\u2066${value}\u2069` : value
  return (micros) => {
    const parts = format.formatToParts(toDecimal(BigInt(micros)) as Intl.StringNumericLiteral)
    return parts.map(sign).join('')
  }
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
