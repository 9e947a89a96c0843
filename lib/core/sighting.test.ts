import { describe, expect, test } from 'vitest'
import { place, sighting } from '../../tests/make/offers'
import { isSamePlace, otherSystems, placeOf } from './sighting'

const named = (name: string, value?: string) => otherSystems([{ name, value }])

describe('a payment system that Tuppence does not speak is called by its name', () => {
  test.each([
    ['WWW-Authenticate', 'L402 macaroon="x", invoice="y"', 'L402'],
    ['www-authenticate', 'LSAT macaroon="x"', 'LSAT'],
    ['www-authenticate', 'l402\tmacaroon="x"', 'l402'],
    ['www-authenticate', 'Payment id="x"', 'Payment'],
    ['www-authenticate', 'Basic realm="x", L402 macaroon="y"', 'L402'],
    ['www-authenticate', 'Basic realm="x",   Payment id="y"', 'Payment'],
    ['www-authenticate', '  L402 macaroon="x"', 'L402'],
    ['X-Cashu', 'creqA', 'Cashu'],
    ['X-BSV-Payment-Version', '1.0', 'BSV'],
    ['x-bsv-sats', '1', 'BSV'],
    ['Crawler-Price', 'USD 0.01', 'Cloudflare pay per crawl'],
  ])('%s: %s → %s', (name, value, system) => expect(named(name, value)).toEqual([system]))

  test.each([
    ['www-authenticate', 'Basic realm="L402 inside"'],
    ['www-authenticate', 'Basic realm=x'],
    ['www-authenticate', 'NotL402 x'],
    ['www-authenticate', 'Payments id="x"'],
    ['www-authenticate', 'L402'],
    ['www-authenticate', undefined],
    ['x-www-authenticate', 'L402 x'],
    ['www-authenticate-too', 'L402 x'],
    ['not-x-cashu', 'creqA'],
    ['x-cashu-mint', 'https://mint.example'],
    ['not-x-bsv-sats', '1'],
    ['x-bsv-sats-too', '1'],
    ['x-bsv-other', '1'],
    ['my-crawler-price', '1'],
    ['crawler-price-max', '1'],
    ['content-type', 'text/html'],
  ])('%s: %s names none', (name, value) => expect(named(name, value)).toEqual([]))

  test('even by a header that came without a value', () => expect(named('x-cashu')).toEqual(['Cashu']))
  test('once, however often it is named, in the order of the headers', () =>
    expect(
      otherSystems([
        { name: 'x-bsv-sats', value: '1' },
        { name: 'www-authenticate', value: 'L402 x' },
        { name: 'x-bsv-payment-version', value: '1.0' },
      ]),
    ).toEqual(['BSV', 'L402']))
  test('and a page without headers names none', () => expect(otherSystems([])).toEqual([]))
})

test('the place is what is left without the words of the seller', () =>
  expect(placeOf(sighting({ wall: { body: '{}' }, others: ['L402'] }))).toEqual(place()))

test('another kind, tab, address, frame or wait is another place', () => {
  const here = place({ hold: 'a', frame: 2 })
  expect(isSamePlace(here, place({ hold: 'a', frame: 2, method: 'POST' }))).toBe(true)
  for (const change of [
    { via: 'fetch' },
    { tab: 2 },
    { url: 'https://news.example/b' },
    { frame: 3 },
    { hold: 'b' },
  ] as const)
    expect(isSamePlace(here, { ...here, ...change })).toBe(false)
})
