import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(4)

test('a clock that is set, sleeps, or travels refills no limit unasked and frees no money early', async () => {
  await holds(1800, { ...everyday, watch: 6, set: 4, travel: 2, sleep: 3, rest: 3 })
}, 600_000)
