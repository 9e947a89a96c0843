import { test } from 'vitest'
import { everyday, proof } from './play'

const holds = proof(1)

test('no death pays twice, passes a limit, or leaves money held for ever', async () => {
  await holds(2200, { ...everyday, kill: 4 })
}, 240_000)
