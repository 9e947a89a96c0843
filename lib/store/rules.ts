import type { Rule } from '../core/rules'
import type { Database } from './database'
import { fromRuleRow, toRuleRow } from './rows'

/** What the person decided for each site, by exact origin. */
export async function allRules(database: Database): Promise<Rule[]> {
  return (await database.getAll('rules')).map(fromRuleRow)
}

export async function ruleOf(database: Database, site: string): Promise<Rule | undefined> {
  const row = await database.get('rules', site)
  return row && fromRuleRow(row)
}

/** Changes a rule, or makes one; nothing that another page set meanwhile is lost. */
export async function changeRule(
  database: Database,
  site: string,
  change: (before: Rule | undefined) => Rule,
): Promise<void> {
  const { store, done } = database.transaction('rules', 'readwrite')
  const row = await store.get(site)
  await store.put(toRuleRow(change(row && fromRuleRow(row))))
  await done
}

export async function forgetRule(database: Database, site: string): Promise<void> {
  await database.delete('rules', site)
}
