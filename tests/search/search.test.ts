/** Every state that the payment machine can come to in a small world, and proof that the search would see what is wrong. */
import { describe, expect, test } from 'vitest'
import { bugs } from './bugs'
import { faithful } from './machine'
import { search } from './search'
import { settings } from './settings'

test('in more than a million states no limit is passed, nothing is paid twice, and nothing stays open', () => {
  const found = Object.entries(settings).map(([name, setting]) => ({ name, ...search(faithful, setting) }))
  const total = (of: 'states' | 'steps' | 'seconds') => found.reduce((sum, each) => sum + each[of], 0)
  const depth = Math.max(...found.map((each) => each.depth))
  console.info(`${total('states')} states, ${total('steps')} steps, ${depth} deep, ${total('seconds').toFixed(1)} s`)
  for (const { name, broken } of found) expect(broken, name).toBeUndefined()
  expect(total('states')).toBeGreaterThanOrEqual(1_000_000)
  // What was searched is worth searching: every limit was run into, and every end was come to.
  const kinds = found.flatMap(({ kinds }) => [...kinds])
  const asked = ['over_site_limit', 'over_total_limit', 'bought_already', 'not_served', 'not_taken', 'locked']
  const ends = [
    'refused',
    'a ceiling stops a click',
    'sees it used',
    'sees it cancelled',
    'frees the money',
    'given up',
  ]
  expect(kinds).toEqual(expect.arrayContaining([...asked.map((reason) => `asked: ${reason}`), ...ends]))
}, 600_000)

describe('the search sees', () => {
  test.each(bugs)('a machine with $bug is caught: $invariant', ({ machine, setting, invariant }) => {
    const { broken } = search(machine, settings[setting])
    expect(broken?.invariant, broken?.path.join(', ')).toBe(invariant)
  })
})
