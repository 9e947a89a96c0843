import { describe, expect, test } from 'vitest'
import { asking, demand, offer, requirements, sighting, USDC_BASE } from '../../tests/make/offers'
import type { Demand } from './offer'
import type { Payment } from './payment'
import { balanceKey, judge, type Situation } from './policy'
import { defaultLimits, type Rule } from './rules'

const NOW = 1_764_000_000
const none = { siteDay: 0n, day: 0n, siteMinute: 0 }
const auto: Rule = { site: 'https://news.example', mode: 'auto', perPayment: 50_000n, perDay: 200_000n }

function situation(change: Partial<Situation> = {}): Situation {
  return {
    sighting: sighting(),
    reading: demand(),
    rule: undefined,
    settings: { limits: defaultLimits, newSite: 'ask', paused: false, testNetworks: true },
    held: { real: none, test: none },
    balances: {},
    wallet: 'open',
    previous: undefined,
    declines: 0,
    inFront: true,
    now: NOW,
    zone: 'UTC',
    ...change,
  }
}

const reasonOf = (change: Partial<Situation>) => {
  const verdict = judge(situation(change))
  return verdict.kind === 'pay' ? 'pay' : `${verdict.kind} ${verdict.reason}`
}
const settings = situation().settings
const costing = (amount: bigint) => demand(requirements({ amount: `${amount}` }))
const heldTest = (held: Partial<typeof none>) => ({ real: none, test: { ...none, ...held } })

describe('a new site is asked about, never paid in silence', () => {
  test.each<[string, Partial<Situation>, string]>([
    ['as set', {}, 'ask new_site'],
    ['where new sites only learn', { settings: { ...settings, newSite: 'learn' } }, 'refuse learning'],
    ['where new sites are off', { settings: { ...settings, newSite: 'off' } }, 'refuse site_off'],
    ['even for the smallest amount', { reading: costing(1n) }, 'ask new_site'],
    ['with a rule to ask', { rule: { ...auto, mode: 'ask' } }, 'ask asks_each_time'],
    ['with a rule to learn', { rule: { ...auto, mode: 'learn' } }, 'refuse learning'],
    ['blocked', { rule: { ...auto, mode: 'off' } }, 'refuse blocked'],
    ['while all is paused', { rule: auto, settings: { ...settings, paused: true } }, 'refuse paused'],
    ['without a wallet', { wallet: 'none' }, 'refuse no_wallet'],
    ['paused, and not even read', { reading: 'no_offer', settings: { ...settings, paused: true } }, 'refuse paused'],
    ['blocked, and not even read', { reading: 'no_offer', rule: { ...auto, mode: 'off' } }, 'refuse blocked'],
    ['without a wallet, and not even read', { reading: 'no_offer', wallet: 'none' }, 'refuse no_wallet'],
    ['declined twice in a minute', { declines: 2 }, 'ask new_site'],
    ['declined three times in a minute', { declines: 3 }, 'refuse asked_often'],
  ])('%s', (_name, change, expected) => expect(reasonOf(change)).toBe(expected))
})

describe('a rule pays within its caps, and asks one micro-dollar beyond', () => {
  test.each<[string, Partial<Situation>, string]>([
    ['within all', {}, 'pay'],
    ['exactly the cap of a payment', { reading: costing(50_000n) }, 'pay'],
    ['over it', { reading: costing(50_001n) }, 'ask over_payment_limit'],
    ['exactly the rest of the site’s day', { held: heldTest({ siteDay: 190_000n }) }, 'pay'],
    ['over it', { held: heldTest({ siteDay: 190_001n }) }, 'ask over_site_limit'],
    ['exactly the rest of the day', { held: heldTest({ day: 4_990_000n }) }, 'pay'],
    ['over it', { held: heldTest({ day: 4_990_001n }) }, 'ask over_day_limit'],
    ['the 30th in a minute', { held: heldTest({ siteMinute: 29 }) }, 'pay'],
    ['the 31st', { held: heldTest({ siteMinute: 30 }) }, 'ask too_many'],
    ['locked', { wallet: 'locked' }, 'ask locked'],
    ['in a tab nobody looks at', { inFront: false }, 'ask in_background'],
    ['declined often, but within the rule', { declines: 9 }, 'pay'],
    [
      'a rule above the overall cap of a payment',
      { rule: { ...auto, perPayment: 9_000_000n }, reading: costing(100_001n) },
      'ask over_payment_limit',
    ],
    [
      'a rule above the overall cap of a site',
      { rule: { ...auto, perDay: 9_000_000n }, held: heldTest({ siteDay: 990_001n }) },
      'ask over_site_limit',
    ],
    [
      'real money spent does not use up test money',
      { held: { real: { siteDay: 10n ** 9n, day: 10n ** 9n, siteMinute: 99 }, test: none } },
      'pay',
    ],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, ...change })).toBe(expected))

  test('the question says the limit, what is used, what is wanted and when it resets', () => {
    expect(judge(situation({ rule: auto, held: heldTest({ siteDay: 195_000n }) }))).toEqual({
      kind: 'ask',
      chosen: 0,
      reason: 'over_site_limit',
      facts: { limit: 200_000n, used: 195_000n, wanted: 10_000n, resets: (Math.floor(NOW / 86_400) + 1) * 86_400 },
    })
  })
})

describe('what was bought is not bought again in silence', () => {
  const bought = (state: 'settled' | 'issued', at: number, status = 200): Payment => {
    const { reason: _r, facts: _f, ...asked } = asking()
    return {
      ...asked,
      state,
      why: 'rule',
      seq: 0,
      authorization: { from: asked.account, nonce: '0x', validAfter: 0, validBefore: at + 60 },
      price: 10_000n,
      windows: { siteDay: '', day: '', siteMinute: '' },
      decidedAt: at,
      credential: { header: '', value: '' },
      presented: 1,
      answer: { status, at },
      endedAt: at,
    }
  }

  test.each<[string, Payment, string]>([
    ['a minute ago', bought('settled', NOW - 60), 'ask bought_already'],
    ['23 hours ago', bought('settled', NOW - 23 * 3600), 'ask bought_already'],
    ['yesterday', bought('settled', NOW - 24 * 3600), 'pay'],
    ['and not yet proven settled', bought('issued', NOW - 60), 'ask bought_already'],
    ['but never served', bought('settled', NOW - 60, 500), 'ask not_served'],
    ['but never served, long ago', bought('settled', NOW - 99 * 86_400, 402), 'ask not_served'],
  ])('%s', (_name, previous, expected) => expect(reasonOf({ rule: auto, previous })).toBe(expected))
})

describe('the offer chosen', () => {
  const base = (change = {}) =>
    requirements({ network: 'eip155:8453', asset: USDC_BASE, extra: { name: 'USD Coin', version: '2' }, ...change })
  const choose = (reading: Demand, change: Partial<Situation> = {}) => {
    const verdict = judge(situation({ reading, ...change }))
    return verdict.kind === 'refuse' ? verdict.reason : verdict.chosen
  }

  test('is the cheapest', () =>
    expect(choose(demand(base({ amount: '3' }), base({ amount: '2' }), base({ amount: '9' })))).toBe(1))
  test('at one price is on the network we prefer', () => expect(choose(demand(requirements(), base()))).toBe(1))
  test('is one we can afford, though another is cheaper', () => {
    const reading = demand(base({ amount: '5' }), requirements({ amount: '9' }))
    const [cheap, dear] = reading.offers
    expect(choose(reading, { balances: { [balanceKey(cheap!)]: 4n, [balanceKey(dear!)]: 9n } })).toBe(1)
  })
  test('is never play money while test networks are off', () => {
    const off = { settings: { ...settings, testNetworks: false } }
    expect(choose(demand(requirements({ amount: '1' }), base({ amount: '900' })), off)).toBe(1)
    expect(choose(demand(), off)).toBe('test_network_off')
  })
  test('too dear for the balance asks, and says so', () => {
    const balances = { [balanceKey(offer())]: 9_999n }
    expect(reasonOf({ rule: auto, balances })).toBe('ask cannot_afford')
    expect(reasonOf({ rule: auto, balances: { [balanceKey(offer())]: 10_000n } })).toBe('pay')
  })
  test('an unread balance is no obstacle, and is not taken for empty', () =>
    expect(reasonOf({ rule: auto, balances: {} })).toBe('pay'))
})

describe('what is never paid', () => {
  test.each<[string, Partial<Situation>, string]>([
    [
      'plain http',
      { sighting: sighting({ site: 'http://news.example', seller: 'http://news.example' }) },
      'refuse insecure',
    ],
    ['nothing on offer', { reading: 'no_offer' }, 'refuse no_offer'],
    [
      'another payment system',
      { reading: 'no_offer', sighting: sighting({ others: ['L402'] }) },
      'refuse other_system',
    ],
    ['an unreadable offer', { reading: 'not_base64' }, 'refuse malformed'],
    ['only a malformed offer', { reading: demand(requirements({ amount: '0' })) }, 'refuse malformed'],
    ['only unknown offers', { reading: demand(requirements({ scheme: 'upto' })) }, 'refuse unknown_offers'],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, ...change })).toBe(expected))
})
