import { least, most, type Micros } from './amount'
import type { Seconds } from './clock'
import { type Caps, type FullCaps, type Limits, tighter } from './limits'
import type { Origin } from './site'

/** What happens at a site: nothing, only a log of what would have been paid, a question each time, or payment within caps. */
export const modes = ['off', 'learn', 'ask', 'auto'] as const
export type Mode = (typeof modes)[number]

/**
 * What the person decided for one site. Caps bind automatic payments; a click is its own consent. A site that is off
 * is on the block list; where new sites are off, the sites that have a rule are the allow list.
 */
export type Rule = {
  site: Origin
  mode: Mode
  caps: FullCaps
  /** When automatic payment ends. From then on the site asks. */
  until?: Seconds
  /** Other origins that may be paid automatically on this site, each allowed by name. */
  sellers: Origin[]
  /** The person knows that this seller changes its address. */
  rotates: boolean
  /** Pictures, sound and films on this site may be paid automatically too. */
  media?: boolean
  /** The same thing may be bought again in silence after this many seconds. Absent: it is asked about. */
  again?: Seconds
}

export function newRule(site: Origin, mode: Mode, caps: FullCaps): Rule {
  return { site, mode, caps, sellers: [], rotates: false }
}

/** The mode that holds now: automatic payment past its end date asks. */
export function modeOf({ mode, until }: Rule, now: Seconds): Mode {
  return mode === 'auto' && now >= (until ?? Infinity) ? 'ask' : mode
}

/** A rule's caps as they bind: none of its own goes past the overall limits. */
export function bindingCaps(rule: Rule, limits: Limits): FullCaps {
  return {
    ...tighter(rule.caps, limits.site),
    payment: least(rule.caps.payment, limits.site.payment),
    day: least(rule.caps.day, limits.site.day),
  }
}

/**
 * Caps to offer for a site that has just asked this much: room for ten such payments, never above the overall limits.
 * Where a rule pays already, its caps, raised by no more than this payment needs.
 */
export function suggestCaps(
  price: Micros,
  limits: Limits,
  now: { rule: Rule | undefined; usedToday: Micros },
): FullCaps {
  const { rule, usedToday } = now
  if (rule?.mode === 'auto') {
    const { payment, day } = rule.caps
    return { ...rule.caps, payment: most(payment, price), day: most(day, usedToday + price) }
  }
  return { payment: least(price, limits.site.payment), day: least(price * 10n, limits.site.day) }
}

/** Whether each cap leaves room for the shorter ones: a day that is less than one payment makes the payment's cap a lie. */
export function isConsistent(caps: Caps): boolean {
  const inOrder = [caps.payment, caps.hour, caps.day, caps.week, caps.month, caps.ever].filter(
    (cap) => cap !== undefined,
  )
  return inOrder.every((cap, place) => cap >= (inOrder[place - 1] ?? 0n))
}
