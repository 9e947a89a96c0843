import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(2)

test('two workers at once over one journal buy each thing once, and stay within every limit together', async () => {
  await holds(2000, { ...everyday, reply: 9, look: 2, again: 2, lock: 1, unlock: 2, rule: 1 })
}, 600_000)
