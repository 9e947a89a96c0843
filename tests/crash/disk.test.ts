import { test } from 'vitest'
import { proof } from './play'
import { everyday } from './story'

const holds = proof(3)

test('a disk that fails half way, and power that is lost, leave nothing half saved and nothing that was saved undone', async () => {
  await holds(1800, { ...everyday, tear: 6, power: 3, rule: 2, rest: 1 })
}, 600_000)
