import { describe, expect, test } from 'vitest'
import { asking } from '../../tests/make/offers'
import { causeOf, causes, type Entry, entryOf, type Filter, matches } from './history'
import { next } from './payment'
import { askReasons, payReasons, refuseReasons } from './reasons'

const asked = asking({ id: 7, at: 1000 })
const asks: Entry = entryOf(asked)
const declined = entryOf(next(asked, { kind: 'refuse', reason: 'declined', at: 1001 }))
const nameless = entryOf({
  state: 'refused',
  id: 8,
  at: 1000,
  place: asked.place,
  intent: asked.intent,
  reason: 'malformed',
  facts: {},
  endedAt: 1000,
})

test('an entry is the payment with the words of seller and person', () => {
  const entry = entryOf(asked, { note: 'for the essay', gotNothing: true })
  expect(entry).toMatchObject({ id: 7, outcome: 'asking', description: 'An article', note: 'for the essay' })
  expect(entry.gotNothing).toBe(true)
  expect(nameless).not.toHaveProperty('description')
})

describe('a filter', () => {
  test.each<[Filter, Entry, boolean]>([
    [{}, asks, true],
    [{ site: 'https://news.example' }, asks, true],
    [{ site: 'https://other.example' }, asks, false],
    [{ after: 6 }, asks, true],
    [{ after: 7 }, asks, false],
    [{ from: 1000 }, asks, true],
    [{ from: 1001 }, asks, false],
    [{ until: 1001 }, asks, true],
    [{ until: 1000 }, asks, false],
    [{ least: '10000' }, asks, true],
    [{ least: '10001' }, asks, false],
    [{ most: '10000' }, asks, true],
    [{ most: '9999' }, asks, false],
    [{ least: '0' }, nameless, false],
    [{ most: '99999' }, nameless, false],
    [{ cause: 'asks' }, asks, true],
    [{ cause: 'declined' }, asks, false],
    [{ cause: 'declined' }, declined, true],
    [{ outcome: 'refused' }, declined, true],
    [{ outcome: 'refused' }, asks, false],
    [{ site: 'https://news.example', outcome: 'refused' }, asks, false],
  ])('%j', (filter, entry, isIn) => {
    expect(matches(entry, filter)).toBe(isIn)
  })

  test('what waits for a password waits for the person too', () => {
    const locked = entryOf({ ...asked, reason: 'locked' })
    expect(matches(locked, { outcome: 'asking' })).toBe(true)
    expect(matches(locked, { outcome: 'locked' })).toBe(true)
    expect(matches(asks, { outcome: 'locked' })).toBe(false)
  })

  test('who says that nothing came is believed, whatever the seller answered', () => {
    const paid: Entry = { ...asks, outcome: 'paid' }
    expect(matches(paid, { outcome: 'unserved' })).toBe(false)
    expect(matches({ ...paid, gotNothing: true }, { outcome: 'unserved' })).toBe(true)
    expect(matches({ ...paid, gotNothing: true }, { outcome: 'paid' })).toBe(true)
    expect(matches({ ...paid, gotNothing: true }, { outcome: 'refused' })).toBe(false)
  })

  test.each([
    ['news.example', true],
    ['NEWS   article', true],
    ['article news', true],
    ['/a', true],
    ['0x209693bc6afc0c5328ba36faf03c514ef312287c', true],
    ['essay', true],
    ['0xfeed', true],
    ['shop.example', true],
    ['news nothing', false],
  ])('finds %j in site, seller, address, description, payee, transaction and note: %s', (find, isIn) => {
    const entry = { ...asks, seller: 'https://shop.example', transaction: '0xFEED', note: 'Essay' }
    expect(matches(entry, { find })).toBe(isIn)
  })
})

test('every reason is in one of the heaps, and none is empty', () => {
  const found = [...payReasons, ...askReasons, ...refuseReasons].map(causeOf)
  expect(new Set(found)).toEqual(new Set(causes))
  expect(causeOf('over_total_limit')).toBe('limit')
  expect(causeOf('paused')).toBe('off')
  expect(causeOf('left')).toBe('gone')
})
