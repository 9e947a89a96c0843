import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(5)

test('what is taken back while a seller may still take it ends as the chain says', async () => {
  await holds(1000, { ...everyday, reload: 8, cancel: 6, watch: 6, lock: 1, unlock: 1 })
}, 600_000)
