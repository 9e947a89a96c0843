import { expect, test } from 'vitest'
import { isSafe, originOf, shelfOf, tradeOf, withoutFragment } from './site'

test.each([
  ['https://news.example/a?b#c', 'https://news.example'],
  ['https://news.example', 'https://news.example'],
  ['http://127.0.0.1:8402/x', 'http://127.0.0.1:8402'],
  ['http://[::1]:80/x', 'http://[::1]:80'],
  ['https://good.example@evil.example/', undefined],
  ['https://good.example\\@evil.example/', undefined],
  ['data:text/html,x', undefined],
  ['chrome-extension://abc/popup.html', undefined],
  ['view-source:https://news.example/', undefined],
  ['blob:https://news.example/2f', undefined],
  ['about:blank', undefined],
  ['', undefined],
])('%s belongs to %s', (url, origin) => expect(originOf(url)).toBe(origin))

test.each([
  ['https://news.example', true],
  ['http://localhost', true],
  ['http://localhost:3000', true],
  ['http://news.localhost:3000', true],
  ['http://127.0.0.1:3000', true],
  ['http://127.8.8.8', true],
  ['http://127.100.20.3', true],
  ['http://[::1]:3000', true],
  ['http://news.example', false],
  ['http://localhost.example', false],
  ['http://127.0.0.1.example', false],
  ['http://192.168.0.1', false],
  ['http://127.0.0.1.2.3', false],
  ['http://1127.0.0.1', false],
  ['http://127.0.0.1000', false],
  ['localhttp://host', false],
])('a signature may go to %s: %s', (origin, safe) => expect(isSafe(origin)).toBe(safe))

test('a fragment makes no other purchase', () => {
  expect(withoutFragment('https://a.example/x#y#z')).toBe('https://a.example/x')
  expect(withoutFragment('https://a.example/x')).toBe('https://a.example/x')
})

test('what is usual is told apart by who sells where, and a price by what is sold, whatever the query', () => {
  const sale = { site: 'https://a.example', seller: 'https://b.example', url: 'https://b.example/x?y=1?z#part?' }
  expect(tradeOf(sale)).toBe('https://a.example https://b.example')
  expect(shelfOf(sale)).toBe('https://a.example https://b.example https://b.example/x')
  expect(shelfOf({ ...sale, url: 'https://b.example/x' })).toBe(shelfOf(sale))
  expect(shelfOf({ ...sale, url: 'https://b.example/x#part' })).toBe(shelfOf(sale))
  expect(shelfOf({ ...sale, url: 'https://b.example/x/y' })).not.toBe(shelfOf(sale))
})
