import { expect, test } from 'vitest'
import { raised } from './order'

test('a network is put before the one above it, and all others stay in order', () => {
  expect(raised(['a', 'b', 'c', 'd'], 'c', 'b')).toEqual(['a', 'c', 'b', 'd'])
  expect(raised(['a', 'hidden', 'c'], 'c', 'a')).toEqual(['c', 'a', 'hidden'])
})
