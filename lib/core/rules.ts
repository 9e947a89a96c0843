import { least, type Micros, most } from './amount'
import type { Origin } from './site'

/** What happens at a site: nothing, only a log of what would have been paid, a question each time, or payment within caps. */
export const modes = ['off', 'learn', 'ask', 'auto'] as const
export type Mode = (typeof modes)[number]

/** What the person decided for one site. Caps bind automatic payments; a click is its own consent. */
export type Rule = {
  site: Origin
  mode: Mode
  perPayment: Micros
  perDay: Micros
}

/** Limits on automatic payments everywhere, on top of every rule. Real and test money are each held to them apart. */
export type Limits = {
  perPayment: Micros
  perSiteDay: Micros
  perDay: Micros
  /** Number of automatic payments a site may take in one minute. */
  perSiteMinute: number
}

export const defaultLimits: Limits = {
  perPayment: 100_000n,
  perSiteDay: 1_000_000n,
  perDay: 5_000_000n,
  perSiteMinute: 30,
}

/**
 * Caps to offer for a site that has just asked this much: room for ten such payments, never above the overall limits.
 * Where a rule pays already, its caps, raised by no more than this payment needs.
 */
export function suggestRule(
  site: Origin,
  price: Micros,
  limits: Limits,
  now: { rule: Rule | undefined; used: Micros },
): Rule {
  const { rule, used } = now
  if (rule?.mode === 'auto')
    return { ...rule, perPayment: most(rule.perPayment, price), perDay: most(rule.perDay, used + price) }
  return {
    site,
    mode: 'auto',
    perPayment: least(price, limits.perPayment),
    perDay: least(price * 10n, limits.perSiteDay),
  }
}
