import type { Proposal } from '../../lib/core/learn'
import type { Doors } from '../doors'

/** Makes rules and limits of what was proposed. */
export async function accept(proposals: Proposal[], call: Doors['call']): Promise<void> {
  const limits = proposals.filter((each) => each.kind === 'limit')
  const rules = proposals.filter((each) => each.kind === 'rule')
  if (limits.length > 0) {
    const { all } = (await call('settings', {})).limits
    // Where both purses propose one limit, the first of them is that of real money.
    const changed = Object.fromEntries(limits.toReversed().map(({ which, limit }) => [which, `${limit}`]))
    await call('set', { limits: { all: { ...all, ...changed } } })
  }
  const sites = new Map(rules.toReversed().map((rule) => [rule.site, rule]))
  await Promise.all(
    [...sites.values()].map(({ site, mode, caps: { payment, day } }) =>
      call('setRule', { site, mode, caps: { payment: `${payment}`, day: `${day}` } }),
    ),
  )
}
