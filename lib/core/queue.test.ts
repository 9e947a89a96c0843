import { expect, test } from 'vitest'
import { asking } from '../../tests/make/offers'
import { queueOf } from './queue'

const from = (site: string, tab: number, ...ids: number[]) =>
  ids.map((id) => asking({ id, place: { ...asking().place, site, tab } }))

test('what waits is shown site by site, oldest first, however it came in', () => {
  const waiting = [...from('https://b.example', 2, 3, 2), ...from('https://a.example', 1, 4, 1)]
  expect(queueOf(waiting, undefined)).toEqual([
    { id: 1, site: 'https://a.example' },
    { id: 4, site: 'https://a.example' },
    { id: 2, site: 'https://b.example' },
    { id: 3, site: 'https://b.example' },
  ])
})

test('the tab the person looks at comes first, and the rest of its site with it', () => {
  const waiting = [
    ...from('https://a.example', 1, 1),
    ...from('https://b.example', 2, 2),
    ...from('https://b.example', 3, 3),
  ]
  expect(queueOf(waiting, 3).map(({ id }) => id)).toEqual([3, 2, 1])
})
