/** Are the overall limits good ones? */
import type { CapsView, LimitsView } from '../../lib/core/view'
import { type CapName, capNames, type CapProblem, type CapsTyped, readCaps, textOf } from '../caps'

export const scopes = ['site', 'payee', 'all', 'ceiling'] as const
export type Scope = (typeof scopes)[number]

export type LimitsTyped = Record<Scope, CapsTyped>
export type LimitProblem = { scope: Scope; name: CapName; problem: CapProblem | { code: 'below_site_day' } | Above }

/** More than an organisation allows: dollars in millionths, or payments a minute. */
type Above = { code: 'above_organisation'; most: string | number }

/** The most each limit may be, where an organisation has laid that down. */
export type Most = Partial<Record<Scope, CapsView>>

/** The caps that are always there; all others may be left empty. */
const needed = {
  site: ['payment', 'day'],
  payee: [],
  all: ['day'],
  ceiling: [],
} as const satisfies Record<Scope, readonly CapName[]>

export function typedLimits(limits: LimitsView): LimitsTyped {
  return {
    site: textOf(limits.site),
    payee: textOf(limits.payee),
    all: textOf(limits.all),
    ceiling: textOf(limits.ceiling),
  }
}

/** A wider window never has a smaller limit, nor have all sites together: it would make the narrower one a lie. */
export function readLimits(typed: LimitsTyped, most: Most = {}): { limits: LimitsView } | { problems: LimitProblem[] } {
  const problems: LimitProblem[] = []
  const read = (scope: Scope) => {
    const caps = readCaps(typed[scope], needed[scope])
    if ('caps' in caps) {
      problems.push(...aboveMost(scope, caps.caps, most[scope] ?? {}))
      return caps.caps
    }
    for (const [name, problem] of Object.entries(caps.problems))
      problems.push({ scope, name: name as CapName, problem })
    return undefined
  }
  const [site, payee, all, ceiling] = [read('site'), read('payee'), read('all'), read('ceiling')]
  if (site?.day !== undefined && all?.day !== undefined && BigInt(all.day) < BigInt(site.day))
    problems.push({ scope: 'all', name: 'day', problem: { code: 'below_site_day' } })
  if (problems.length > 0 || !site?.payment || !site.day || !payee || !all?.day || !ceiling) return { problems }
  const { payment, day } = site
  return { limits: { site: { ...site, payment, day }, payee, all: { ...all, day: all.day }, ceiling } }
}

function aboveMost(scope: Scope, caps: CapsView, most: CapsView): LimitProblem[] {
  return capNames.flatMap((name) => {
    const [cap, allowed] = [caps[name], most[name]]
    if (allowed === undefined || (cap !== undefined && BigInt(cap) <= BigInt(allowed))) return []
    return [{ scope, name, problem: { code: 'above_organisation' as const, most: allowed } }]
  })
}
