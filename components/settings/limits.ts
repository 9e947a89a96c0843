/** Are the three overall limits good ones? */
import { readDollars } from '../dollars'

export const limitNames = ['perPayment', 'perSiteDay', 'perDay'] as const
export type LimitName = (typeof limitNames)[number]
export type LimitsText = Record<LimitName, string>
export type LimitProblem = 'not_dollars' | 'below_payment' | 'below_site_day'

export type LimitsRead = { limits: LimitsText } | { problems: Partial<Record<LimitName, LimitProblem>> }

/** A wider window never has a smaller limit: it would make the narrower one a lie. */
export function readLimits(typed: LimitsText): LimitsRead {
  const perPayment = readDollars(typed.perPayment)
  const perSiteDay = readDollars(typed.perSiteDay)
  const perDay = readDollars(typed.perDay)
  const problems: Partial<Record<LimitName, LimitProblem>> = {}
  if (perPayment === undefined) problems.perPayment = 'not_dollars'
  if (perSiteDay === undefined) problems.perSiteDay = 'not_dollars'
  else if (perPayment !== undefined && perSiteDay < perPayment) problems.perSiteDay = 'below_payment'
  if (perDay === undefined) problems.perDay = 'not_dollars'
  else if (perSiteDay !== undefined && perDay < perSiteDay) problems.perDay = 'below_site_day'
  if (Object.keys(problems).length > 0) return { problems }
  return { limits: { perPayment: `${perPayment}`, perSiteDay: `${perSiteDay}`, perDay: `${perDay}` } }
}
