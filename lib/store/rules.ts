import type { Rule } from '../core/rules'
import type { Database, RuleRow } from './database'

/** What the person decided for each site, by exact origin. */
export async function allRules(database: Database): Promise<Rule[]> {
  return (await database.getAll('rules')).map(fromRuleRow)
}

export async function ruleOf(database: Database, site: string): Promise<Rule | undefined> {
  const row = await database.get('rules', site)
  return row && fromRuleRow(row)
}

export async function setRule(database: Database, { site, mode, perPayment, perDay }: Rule): Promise<void> {
  await database.put('rules', { site, mode, perPayment: `${perPayment}`, perDay: `${perDay}` })
}

export async function forgetRule(database: Database, site: string): Promise<void> {
  await database.delete('rules', site)
}

export function fromRuleRow({ site, mode, perPayment, perDay }: RuleRow): Rule {
  return { site, mode, perPayment: BigInt(perPayment), perDay: BigInt(perDay) }
}
