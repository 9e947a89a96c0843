import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(1)

test('no death pays twice, passes a limit, or leaves money held for ever', async () => {
  await holds(2200, { ...everyday, kill: 4 })
}, 600_000)
