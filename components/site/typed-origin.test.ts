import { expect, test } from 'vitest'
import { readOrigin } from './typed-origin'

test.each([
  ['example.com', 'https://example.com'],
  [' Example.COM/path?x=1#y ', 'https://example.com'],
  ['https://example.com:443', 'https://example.com'],
  ['https://news.example:8443/a', 'https://news.example:8443'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
  ['localhost:8402', 'http://localhost:8402'],
  ['news.localhost:8402', 'http://news.localhost:8402'],
  ['http://127.0.0.1:8402/a', 'http://127.0.0.1:8402'],
  ['https://localhost:1', 'https://localhost:1'],
])('%s means %s', (text, origin) => {
  expect(readOrigin(text)).toEqual({ origin })
})

test.each([
  '',
  'hello',
  'exa mple.com',
  '*.example.com',
  '1.2.3',
  'example.com.',
  'ftp://example.com',
  'https://me@example.com',
  'https://',
  'javascript:alert(1)',
])('%s is no site', (text) => {
  expect(readOrigin(text)).toEqual({ problem: 'not_a_site' })
})

test('plain http elsewhere is never paid, so it gets no rule', () => {
  expect(readOrigin('http://example.com')).toEqual({ problem: 'not_safe' })
})
