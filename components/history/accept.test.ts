import { expect, test } from 'vitest'
import type { Proposal } from '../../lib/core/learn'
import type { Call } from '../../lib/messages/call'
import { accept } from './accept'

const facts = { purchases: 4, repeats: 0, days: 2, most: 1n, usual: 1n, busiest: 1n, total: 4n }
const rule = (purse: 'real' | 'test', payment: bigint): Proposal => ({
  kind: 'rule',
  purse,
  site: 'https://a.example',
  mode: 'auto',
  caps: { payment, day: 9n },
  reason: 'regular',
  facts,
})
const limit = (purse: 'real' | 'test', limit: bigint): Proposal => ({
  kind: 'limit',
  purse,
  which: 'week',
  limit,
  reason: 'room',
  facts: { now: 5n, busiest: 6n, days: 7 },
})

test('accepting sets the rules and the limits proposed, and leaves other limits as they are', async () => {
  const sent: unknown[] = []
  const call = (async (kind: string, message: object) => {
    sent.push([kind, message])
    return kind === 'settings' ? { limits: { all: { day: '3', week: '5' } } } : {}
  }) as unknown as Call
  await accept([rule('real', 1n), limit('real', 20n), rule('test', 7n), limit('test', 99n)], call)
  expect(sent).toEqual([
    ['settings', {}],
    ['set', { limits: { all: { day: '3', week: '20' } } }],
    ['setRule', { site: 'https://a.example', mode: 'auto', caps: { payment: '1', day: '9' } }],
  ])
})
