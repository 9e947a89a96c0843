import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(6)

test('no window of any limit is overspent by rule, and no click goes past a ceiling, from one week to the next', async () => {
  await holds(1200, { ...everyday, meet: 18, answer: 12, rest: 3, kill: 1 })
}, 600_000)
