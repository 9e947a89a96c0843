import { expect, test } from 'vitest'
import { placeIn } from './place'

const waiting = [
  { id: 4, site: 'https://a.example' },
  { id: 7, site: 'https://a.example' },
  { id: 5, site: 'https://b.example' },
]

test('a card knows its place, its neighbours, and how many wait from its site', () => {
  expect(placeIn(waiting, 7)).toEqual({ position: 2, count: 3, previous: 4, next: 5, alike: 2 })
})

test('at the ends there is nothing further on', () => {
  expect(placeIn(waiting, 4)).not.toHaveProperty('previous')
  expect(placeIn(waiting, 5)).not.toHaveProperty('next')
})

test('what does not wait has no place', () => {
  expect(placeIn(waiting, 1)).toBeUndefined()
})
