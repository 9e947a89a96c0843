import { expect, test } from 'vitest'
import { filterOf, hashOf, readLook } from './look'

test('what is looked for is in the address, and comes back from it as it was', () => {
  const look = { find: 'sea & tides', site: 'https://news.example', state: 'paid', from: '2026-01-01', payment: '7' }
  expect(readLook(hashOf(look))).toEqual(look)
  expect(hashOf({})).toBe('#/history')
  expect(hashOf({ find: '' })).toBe('#/history')
  expect(readLook('#/history')).toEqual({})
  expect(readLook('#/history?colour=red')).toEqual({})
})

test('days are days where the person lives, the last of them whole', () => {
  const { from, until } = filterOf({ from: '2026-02-28', to: '2026-02-28' })
  expect(new Date((from ?? 0) * 1000)).toEqual(new Date(2026, 1, 28))
  expect(new Date((until ?? 0) * 1000)).toEqual(new Date(2026, 2, 1))
})

test('every part of it is looked for', () => {
  expect(filterOf({ find: ' sea ', site: 's', state: 'unserved', why: 'limit', least: '0.01', most: '$2' })).toEqual({
    find: 'sea',
    site: 's',
    outcome: 'unserved',
    cause: 'limit',
    least: '10000',
    most: '2000000',
  })
})

test('what cannot be read is not looked for', () => {
  const look = { find: '  ', state: 'odd', why: 'odd', from: '2026-02-30', to: 'soon', least: 'much', most: '-1' }
  expect(filterOf({ ...look, payment: '7' })).toEqual({})
})
