import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asking,
  books,
  demand,
  moment,
  NOW,
  offer,
  PAYEE,
  PAYER,
  requirements,
  sighting,
  USDC_BASE,
} from '../../tests/make/offers'
import { endOf, periods, type Span, spans, type Stamps } from './clock'
import { allScope, type Caps, count, defaultLimits, type Limits, scopesOf, type Tallies, type Tally } from './limits'
import { tokenKey } from './networks'
import type { Demand } from './offer'
import type { Payment } from './payment'
import { isOn, isShort, judge, overCeiling, type Settings, type Situation } from './policy'
import type { Facts } from './reasons'
import { modes, newRule, type Rule } from './rules'
import type { Sighting, Via } from './sighting'

const SITE = 'https://news.example'
const SELLER = 'https://pay.example'
const STRANGER = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const BASE = 'eip155:8453'
const SEPOLIA = 'eip155:84532'
const LOTS = 10n ** 15n

const auto = newRule(SITE, 'auto', { payment: 50_000n, day: 200_000n })
const settings: Settings = {
  limits: defaultLimits,
  newSite: 'ask',
  paused: false,
  testNetworks: true,
  preferred: [],
  networksOff: [],
}

function situation(change: Partial<Situation> = {}): Situation {
  return {
    ...books(),
    sighting: sighting(),
    reading: demand(),
    settings,
    balances: {},
    wallet: 'open',
    inFront: true,
    now: NOW,
    zone: 'UTC',
    ...change,
  }
}

const verdictOf = (given: Situation) => {
  const verdict = judge(given)
  return verdict.kind === 'pay' ? 'pay' : `${verdict.kind} ${verdict.reason}`
}
const reasonOf = (change: Partial<Situation>) => verdictOf(situation(change))
const factsOf = (change: Partial<Situation>): Facts => {
  const verdict = judge(situation(change))
  return verdict.kind === 'pay' ? {} : verdict.facts
}
const withSettings = (change: Partial<Settings>) => ({ settings: { ...settings, ...change } })
const withLimits = (limits: Partial<Limits>) => withSettings({ limits: { ...defaultLimits, ...limits } })
const costing = (amount: bigint) => demand(requirements({ amount: `${amount}` }))
const onBase = (change = {}) =>
  requirements({ network: BASE, asset: USDC_BASE, extra: { name: 'USD Coin', version: '2' }, ...change })

const scopes = scopesOf('test', SITE, PAYEE)
const spent = (micros: bigint, number = 1, at = NOW): Tally => count({}, moment(at).stamps, micros, number)

describe('a new site is asked about, never paid in silence', () => {
  const off = newRule(SITE, 'off', auto.caps)
  test.each<[string, Partial<Situation>, string]>([
    ['as set', {}, 'ask new_site'],
    ['where new sites only learn', withSettings({ newSite: 'learn' }), 'learn new_site'],
    ['where new sites are off', withSettings({ newSite: 'off' }), 'refuse site_off'],
    ['even for the smallest amount', { reading: costing(1n) }, 'ask new_site'],
    ['with a rule to ask', { rule: { ...auto, mode: 'ask' } }, 'ask asks_each_time'],
    ['with a rule to learn', { rule: { ...auto, mode: 'learn' } }, 'learn asks_each_time'],
    ['blocked', { rule: off }, 'refuse blocked'],
    ['on the allow list where new sites are off', { rule: auto, ...withSettings({ newSite: 'off' }) }, 'pay'],
    ['while all is paused', { rule: auto, ...withSettings({ paused: true }) }, 'refuse paused'],
    ['without a wallet', { wallet: 'none' }, 'refuse no_wallet'],
    ['paused, and not even read', { reading: 'no_offer', ...withSettings({ paused: true }) }, 'refuse paused'],
    ['blocked, and not even read', { reading: 'no_offer', rule: off }, 'refuse blocked'],
    ['without a wallet, and not even read', { reading: 'no_offer', wallet: 'none' }, 'refuse no_wallet'],
    ['declined twice in a minute', { declines: 2 }, 'ask new_site'],
    ['declined three times in a minute', { declines: 3 }, 'refuse asked_often'],
  ])('%s', (_name, change, expected) => expect(reasonOf(change)).toBe(expected))
})

describe('what an organisation lays down holds for the page and for the seller, whatever the rule', () => {
  const guest = { rule: { ...auto, sellers: [SELLER] }, sighting: sighting({ seller: SELLER }) }
  test.each<[string, Partial<Settings>, Partial<Situation>, string]>([
    ['a blocked site', { blocked: [SITE] }, {}, 'refuse barred'],
    ['another site blocked', { blocked: [SELLER] }, {}, 'pay'],
    ['a blocked seller on a site that is not', { blocked: [SELLER] }, guest, 'refuse barred'],
    ['a site that is not among those allowed', { allowed: [SELLER] }, {}, 'refuse barred'],
    ['a site that is', { allowed: [SITE] }, {}, 'pay'],
    ['a seller that is not, on a site that is', { allowed: [SITE] }, guest, 'refuse barred'],
    ['both allowed', { allowed: [SITE, SELLER] }, guest, 'pay'],
    ['allowed and blocked', { allowed: [SITE], blocked: [SITE] }, {}, 'refuse barred'],
    ['nothing allowed', { allowed: [] }, {}, 'refuse barred'],
  ])('%s', (_name, laidDown, change, expected) =>
    expect(reasonOf({ rule: auto, ...change, ...withSettings(laidDown) })).toBe(expected),
  )
})

describe('a rule pays within its caps, and asks one micro-dollar beyond', () => {
  test.each<[string, Partial<Situation>, string]>([
    ['within all', {}, 'pay'],
    ['exactly the cap of a payment', { reading: costing(50_000n) }, 'pay'],
    ['over it', { reading: costing(50_001n) }, 'ask over_payment_limit'],
    ['exactly the rest of the site’s day', { tallies: { [scopes.site]: spent(190_000n) } }, 'pay'],
    ['over it', { tallies: { [scopes.site]: spent(190_001n) } }, 'ask over_site_limit'],
    ['exactly the rest of the day', { tallies: { [scopes.all]: spent(4_990_000n) } }, 'pay'],
    ['over it', { tallies: { [scopes.all]: spent(4_990_001n) } }, 'ask over_total_limit'],
    ['the 30th in a minute', { tallies: { [scopes.site]: spent(0n, 29) } }, 'pay'],
    ['the 31st', { tallies: { [scopes.site]: spent(0n, 30) } }, 'ask too_many'],
    ['as many a minute ago', { tallies: { [scopes.site]: spent(0n, 30, NOW - 60) } }, 'pay'],
    ['a day that was full yesterday', { tallies: { [scopes.site]: spent(LOTS, 1, NOW - 86_400) } }, 'pay'],
    ['locked', { wallet: 'locked' }, 'ask locked'],
    ['in a tab nobody looks at', { inFront: false }, 'ask in_background'],
    ['declined often, but within the rule', { declines: 9 }, 'pay'],
    ['another site that spent all of its day', { tallies: { 'test site https://b.example': spent(LOTS, 99) } }, 'pay'],
    [
      'a rule above the overall cap of a payment',
      { rule: { ...auto, caps: { payment: LOTS, day: LOTS } }, reading: costing(100_001n) },
      'ask over_payment_limit',
    ],
    [
      'a rule above the overall cap of a site',
      { rule: { ...auto, caps: { payment: LOTS, day: LOTS } }, tallies: { [scopes.site]: spent(990_001n) } },
      'ask over_site_limit',
    ],
    [
      'real money spent does not use up test money',
      { tallies: { [allScope('real')]: spent(LOTS, 99), [scopesOf('real', SITE, PAYEE).site]: spent(LOTS, 99) } },
      'pay',
    ],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, ...change })).toBe(expected))

  test('the question says the limit, what is used, what is wanted and when it resets', () => {
    expect(judge(situation({ rule: auto, tallies: { [scopes.site]: spent(195_000n) } }))).toEqual({
      kind: 'ask',
      chosen: 0,
      reason: 'over_site_limit',
      facts: {
        period: 'day',
        limit: 200_000n,
        used: 195_000n,
        wanted: 10_000n,
        resets: (Math.floor(NOW / 86_400) + 1) * 86_400,
      },
    })
  })

  test('a day resets in the person’s zone', () => {
    const zone = 'Asia/Tokyo'
    const there = moment(NOW, zone)
    const tallies = { [scopes.site]: count({}, there.stamps, 195_000n, 1) }
    const { resets } = factsOf({ rule: auto, moment: there, zone, tallies })
    expect(resets).toBe(Date.parse('2025-11-26T00:00:00+09:00') / 1000)
  })
})

describe('every limit', () => {
  const roomy: Limits = { site: { payment: LOTS, day: LOTS }, payee: {}, all: { day: LOTS }, ceiling: {} }
  const rule = { ...auto, caps: roomy.site }
  const capped = (limits: Partial<Limits>) => withSettings({ limits: { ...roomy, ...limits } })
  type Where = [string, (caps: Caps) => Partial<Situation>, string, string, string]
  const where: Where[] = [
    [
      'of the rule',
      (caps) => ({ rule: { ...rule, caps: { ...rule.caps, ...caps } } }),
      scopes.site,
      'over_site_limit',
      'ask',
    ],
    ['of each site', (caps) => capped({ site: { ...roomy.site, ...caps } }), scopes.site, 'over_site_limit', 'ask'],
    ['of each payee', (caps) => capped({ payee: caps }), scopes.payee, 'over_payee_limit', 'ask'],
    ['of everything', (caps) => capped({ all: { ...roomy.all, ...caps } }), scopes.all, 'over_total_limit', 'ask'],
    ['not even a click passes', (ceiling) => capped({ ceiling }), scopes.all, 'over_ceiling', 'refuse'],
  ]

  describe.each(where)('%s', (_name, withCaps, scope, reason, kind) => {
    const held = (micros: bigint, number = 1): Partial<Situation> => ({ tallies: { [scope]: spent(micros, number) } })
    const at = (change: Partial<Situation>) => ({ rule, ...capped({}), ...change })

    test.each(periods)('lets exactly its %s through, and not a micro-dollar more', (period) => {
      const caps = withCaps({ [period]: 100_000n })
      expect(reasonOf(at({ ...caps, ...held(90_000n) }))).toBe('pay')
      expect(reasonOf(at({ ...caps, ...held(90_001n) }))).toBe(`${kind} ${reason}`)
      const resets = endOf(period, moment(), 'UTC')
      expect(factsOf(at({ ...caps, ...held(90_001n) }))).toEqual({
        period,
        limit: 100_000n,
        used: 90_001n,
        wanted: 10_000n,
        ...(resets ? { resets } : {}),
      })
    })

    test('lets exactly its payment through', () => {
      const over = kind === 'refuse' ? 'refuse over_ceiling' : 'ask over_payment_limit'
      expect(reasonOf(at(withCaps({ payment: 10_000n })))).toBe('pay')
      expect(reasonOf(at(withCaps({ payment: 9_999n })))).toBe(over)
      const facts = factsOf(at(withCaps({ payment: 9_999n })))
      expect(facts).toMatchObject({ period: 'payment', limit: 9_999n, wanted: 10_000n })
      expect(facts).not.toHaveProperty('resets')
    })

    test('lets exactly its number a minute through', () => {
      const over = kind === 'refuse' ? 'refuse over_ceiling' : 'ask too_many'
      expect(reasonOf(at({ ...withCaps({ minute: 5 }), ...held(0n, 4) }))).toBe('pay')
      expect(reasonOf(at({ ...withCaps({ minute: 5 }), ...held(0n, 5) }))).toBe(over)
    })

    test('is not used up by what others spent', () => {
      const others = Object.values(scopes).filter((each) => each !== scope)
      const tallies = Object.fromEntries(others.map((each) => [each, spent(90_001n, 9)]))
      expect(reasonOf(at({ ...withCaps({ day: 100_000n, minute: 5 }), tallies }))).toBe('pay')
    })
  })

  test('of a site is named before that of its payee, and that before the one of everything', () => {
    const tallies = Object.fromEntries(Object.values(scopes).map((scope) => [scope, spent(90_001n)]))
    const tight = { payment: LOTS, day: 100_000n }
    const limits = { site: tight, payee: tight, all: tight }
    const reasons = (['site', 'payee', 'all'] as const).map((freed) => {
      const reason = reasonOf({ rule, tallies, ...capped(limits) })
      limits[freed] = roomy.site
      return reason
    })
    expect(reasons).toEqual(['ask over_site_limit', 'ask over_payee_limit', 'ask over_total_limit'])
  })

  test('of a payee holds on whatever site it is paid, however its address is written', () => {
    const tallies = { [`test payee ${PAYEE.toLowerCase()}`]: spent(100_000n) }
    expect(reasonOf({ rule, tallies, ...capped({ payee: { ever: 100_000n } }) })).toBe('ask over_payee_limit')
  })
})

describe('a ceiling', () => {
  const ceiling = { day: 100_000n }
  const full = { tallies: { [scopes.all]: spent(90_001n) }, ...withLimits({ ceiling }) }
  const limits = { ...defaultLimits, ceiling }

  test.each<[string, Partial<Situation>, string]>([
    ['refuses a new site, which would have asked', {}, 'refuse over_ceiling'],
    ['refuses at a site that asks each time', { rule: { ...auto, mode: 'ask' } }, 'refuse over_ceiling'],
    ['refuses under a rule that would have paid', { rule: auto }, 'refuse over_ceiling'],
    ['refuses though the wallet is locked', { rule: auto, wallet: 'locked' }, 'refuse over_ceiling'],
    ['does not stop learning', { rule: { ...auto, mode: 'learn' } }, 'learn asks_each_time'],
  ])('%s', (_name, change, expected) => expect(reasonOf({ ...full, ...change })).toBe(expected))

  test('refuses by name of the offer, so that a person sees what was asked', () =>
    expect(judge(situation(full))).toMatchObject({
      chosen: 0,
      facts: { limit: 100_000n, used: 90_001n, wanted: 10_000n },
    }))

  test('is asked once more when a person clicks', () => {
    const at = (micros: bigint) => ({ tallies: { [scopes.all]: spent(micros) }, moment: moment() })
    expect(overCeiling(offer(), at(90_000n), limits, 'UTC')).toBeUndefined()
    expect(overCeiling(offer(), at(90_001n), limits, 'UTC')).toMatchObject({ period: 'day', limit: 100_000n })
    expect(overCeiling(offer({ amount: '100001' }), at(0n), limits, 'UTC')).toMatchObject({ wanted: 100_001n })
    expect(overCeiling(offer(), at(LOTS), defaultLimits, 'UTC')).toBeUndefined()
  })

  test('holds real and test money apart', () => {
    const real = { tallies: { [allScope('real')]: spent(LOTS) }, moment: moment() }
    expect(overCeiling(offer(), real, limits, 'UTC')).toBeUndefined()
    expect(overCeiling(demand(onBase()).offers[0]!, real, limits, 'UTC')).toBeDefined()
  })
})

describe('learning writes down what would have been asked, and why', () => {
  const learn: Rule = { ...auto, mode: 'learn' }
  test.each<[string, Partial<Situation>, string]>([
    ['whatever was declined', { declines: 9 }, 'learn asks_each_time'],
    ['while locked', { wallet: 'locked' }, 'learn asks_each_time'],
    ['in the background', { inFront: false }, 'learn asks_each_time'],
    ['what is too dear for the balance', { balances: { [tokenKey(offer())]: 0n } }, 'learn cannot_afford'],
    ['a new payee', { habit: { payees: [STRANGER], tokens: [] } }, 'learn payee_changed'],
    ['nothing while paused', withSettings({ paused: true }), 'refuse paused'],
    ['nothing without a wallet', { wallet: 'none' }, 'refuse no_wallet'],
    ['nothing that is malformed', { reading: 'not_json' }, 'refuse malformed'],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: learn, ...change })).toBe(expected))

  test('with the offer and its price', () =>
    expect(judge(situation(withSettings({ newSite: 'learn' })))).toEqual({
      kind: 'learn',
      chosen: 0,
      reason: 'new_site',
      facts: { wanted: 10_000n },
    }))
})

describe('who else sells on a site', () => {
  const foreign = sighting({ seller: SELLER, url: `${SELLER}/a` })
  const blocked = newRule(SELLER, 'off', auto.caps)
  test.each<[string, Partial<Situation>, string]>([
    ['is asked about', {}, 'ask third_party'],
    ['is asked about though it has a rule of its own', { sellerRule: { ...auto, site: SELLER } }, 'ask third_party'],
    [
      'is asked about though another seller is allowed',
      { rule: { ...auto, sellers: ['https://b.example'] } },
      'ask third_party',
    ],
    [
      'is asked about though its parent is allowed',
      { rule: { ...auto, sellers: ['https://example'] } },
      'ask third_party',
    ],
    ['is paid when allowed by name', { rule: { ...auto, sellers: [SELLER] } }, 'pay'],
    ['is a new site’s question where there is no rule', { rule: undefined }, 'ask new_site'],
    ['is refused when blocked itself', { sellerRule: blocked }, 'refuse blocked'],
    [
      'is refused when blocked, though allowed here',
      { rule: { ...auto, sellers: [SELLER] }, sellerRule: blocked },
      'refuse blocked',
    ],
    ['is refused where the site is blocked', { rule: { ...auto, mode: 'off', sellers: [SELLER] } }, 'refuse blocked'],
    ['is refused on plain http', { sighting: sighting({ seller: 'http://pay.example' }) }, 'refuse insecure'],
    [
      'is refused on a page over plain http',
      { sighting: sighting({ site: 'http://news.example' }) },
      'refuse insecure',
    ],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, sighting: foreign, ...change })).toBe(expected))

  test('is named in the question', () => expect(factsOf({ rule: auto, sighting: foreign }).detail).toBe(SELLER))
  test('counts for the site it sells on', () => {
    const rule = { ...auto, sellers: [SELLER] }
    expect(reasonOf({ rule, sighting: foreign, tallies: { [scopes.site]: spent(190_001n) } })).toBe(
      'ask over_site_limit',
    )
  })
})

describe('who asks on a page, and for what', () => {
  const framed = 'https://frame.example'
  const naming = (...sellers: string[]): Rule => ({ ...auto, sellers })
  const { header: _header, ...silent } = sighting()
  const said = (change: Partial<Sighting>): Sighting => ({ ...silent, wall: { body: '{}' }, ...change })
  test.each<[string, Sighting, Rule, string]>([
    ['the site, for a page', sighting({ via: 'navigation' }), auto, 'pay'],
    ['the site, for what a script wants', sighting({ via: 'fetch' }), auto, 'pay'],
    ['the site, in the words of its page', said({ via: 'fetch' }), auto, 'pay'],
    ['a seller that is named', sighting({ via: 'fetch', seller: SELLER }), naming(SELLER), 'pay'],
    ['a seller that is named, on a page of its own', said({ seller: SELLER }), naming(SELLER), 'pay'],
    [
      'a page, in the name of a seller that is named',
      said({ via: 'fetch', seller: SELLER }),
      naming(SELLER),
      'ask third_party',
    ],
    ['a frame of somebody else', sighting({ via: 'frame', from: framed }), auto, 'ask framed'],
    ['a frame of somebody else that is named', sighting({ via: 'frame', from: framed }), naming(framed), 'ask framed'],
    ['a frame without an origin', sighting({ via: 'fetch', from: 'null' }), naming('null'), 'ask framed'],
    [
      'a frame of a seller that is not named',
      sighting({ via: 'fetch', from: framed, seller: SELLER }),
      naming(SELLER),
      'ask framed',
    ],
    [
      'a frame of a seller that is named',
      sighting({ via: 'frame', from: SELLER, seller: SELLER }),
      naming(SELLER),
      'pay',
    ],
    ['a frame of the site itself', sighting({ via: 'frame', frame: 3 }), auto, 'pay'],
    ['a picture', sighting({ via: 'image' }), auto, 'ask part_of_page'],
    ['a film', sighting({ via: 'media' }), auto, 'ask part_of_page'],
    ['a picture where media are allowed', sighting({ via: 'image' }), { ...auto, media: true }, 'pay'],
    ['a film where media are allowed', sighting({ via: 'media' }), { ...auto, media: true }, 'pay'],
    ['a script where media are allowed', sighting({ via: 'script' }), { ...auto, media: true }, 'ask part_of_page'],
    ['a style sheet where media are allowed', sighting({ via: 'style' }), { ...auto, media: true }, 'ask part_of_page'],
    ['a worker', sighting({ via: 'worker' }), auto, 'pay'],
  ])('%s', (_name, seen, rule, expected) => expect(reasonOf({ rule, sighting: seen })).toBe(expected))

  test('the question names the stranger', () => {
    const wanted = 10_000n
    expect(factsOf({ rule: naming(SELLER), sighting: said({ via: 'fetch', seller: SELLER }) })).toEqual({
      wanted,
      detail: SELLER,
    })
    expect(factsOf({ rule: auto, sighting: sighting({ from: framed }) })).toEqual({ wanted, detail: framed })
    expect(factsOf({ rule: auto, sighting: sighting({ via: 'image' }) })).toEqual({ wanted })
    expect(factsOf({ rule: auto, sighting: sighting({ via: 'style' }) })).toEqual({ wanted })
  })
})

describe('a rule with an end', () => {
  test.each<[string, number, string]>([
    ['pays until then', NOW + 1, 'pay'],
    ['asks from then on, and says why', NOW, 'ask rule_ended'],
    ['asks ever after', 1, 'ask rule_ended'],
  ])('%s', (_name, until, expected) => expect(reasonOf({ rule: { ...auto, until } })).toBe(expected))

  test('that never paid by itself asks each time, as before', () =>
    expect(reasonOf({ rule: { ...auto, mode: 'ask', until: 1 } })).toBe('ask asks_each_time'))
})

describe('what is not as it was is asked about', () => {
  const usual = { payees: [PAYEE], tokens: [tokenKey(offer())], price: 10_000n }
  const habit = (change: Partial<Situation['habit']>) => ({ habit: { ...usual, ...change } })
  test.each<[string, Partial<Situation>, string]>([
    ['not what is as it was', {}, 'pay'],
    ['not a first payment', { habit: { payees: [], tokens: [] } }, 'pay'],
    ['not a first payment, however dear', { habit: { payees: [], tokens: [] }, reading: costing(50_000n) }, 'pay'],
    ['not a price twice the last', { reading: costing(20_000n) }, 'pay'],
    ['a price more than twice the last', { reading: costing(20_001n) }, 'ask price_up'],
    ['not a lower price', { reading: costing(1n) }, 'pay'],
    ['not the price of another path', { ...habit({ price: undefined as never }), reading: costing(50_000n) }, 'pay'],
    ['another payee', habit({ payees: [STRANGER] }), 'ask payee_changed'],
    ['not one of several payees', habit({ payees: [STRANGER, PAYEE] }), 'pay'],
    [
      'not another payee of one known to change it',
      { ...habit({ payees: [STRANGER] }), rule: { ...auto, rotates: true } },
      'pay',
    ],
    ['another token', habit({ tokens: [`${BASE} ${USDC_BASE}`] }), 'ask asset_changed'],
    ['the same token on another network', habit({ tokens: [`${BASE} ${offer().asset}`] }), 'ask asset_changed'],
    [
      'another token, even of one known to change payees',
      { ...habit({ tokens: ['eip155:1 0x'] }), rule: { ...auto, rotates: true } },
      'ask asset_changed',
    ],
    [
      'a higher price, even of one known to change payees',
      { rule: { ...auto, rotates: true }, reading: costing(20_001n) },
      'ask price_up',
    ],
    [
      'a new payee of a site without a rule',
      { ...habit({ payees: [STRANGER] }), rule: undefined },
      'ask payee_changed',
    ],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, ...habit({}), ...change })).toBe(expected))

  test('and the question says what it is now, and what it was', () => {
    expect(factsOf({ rule: auto, ...habit({}), reading: costing(20_001n) })).toEqual({
      wanted: 20_001n,
      before: 10_000n,
    })
    expect(factsOf({ rule: auto, ...habit({ payees: [PAYER, STRANGER] }) })).toEqual({
      wanted: 10_000n,
      detail: PAYEE,
      was: STRANGER,
    })
    expect(factsOf({ rule: auto, ...habit({ tokens: ['x'] }) })).toMatchObject({ detail: 'USDC, Base Sepolia' })
  })
})

test('while the clock has run ahead a rule asks, and says from when to when', () => {
  const past = { jumped: true, moment: moment(NOW - 40 * 3600) }
  expect(reasonOf({ rule: auto, ...past })).toBe('ask clock_jumped')
  expect(factsOf({ rule: auto, ...past })).toMatchObject({ paidAt: NOW - 40 * 3600, resets: NOW })
  expect(reasonOf(past)).toBe('ask new_site')
})

const bought = (state: 'settled' | 'issued', at: number, status?: number): Payment => {
  const { reason: _r, facts: _f, ...asked } = asking()
  return {
    ...asked,
    state,
    why: 'rule',
    seq: 0,
    authorization: { from: asked.account, nonce: '0x', validAfter: 0, validBefore: at + 60 },
    price: 10_000n,
    moment: moment(at),
    usual: { payees: [], tokens: [] },
    decidedAt: at - 1,
    credential: { header: '', value: '' },
    presented: 1,
    ...(status === undefined ? {} : { answer: { status, at } }),
    endedAt: at,
  }
}

describe('what was bought is not bought again in silence', () => {
  const again = (seconds: number): Rule => ({ ...auto, again: seconds })
  test.each<[string, Payment, string, Rule?]>([
    ['a minute ago', bought('settled', NOW - 60, 200), 'ask bought_already'],
    ['23 hours ago', bought('settled', NOW - 23 * 3600, 200), 'ask bought_already'],
    ['a second short of a day ago', bought('settled', NOW - 86_399, 200), 'ask bought_already'],
    ['a day ago', bought('settled', NOW - 86_400, 200), 'pay'],
    ['and not yet proven settled', bought('issued', NOW - 60, 200), 'ask bought_already'],
    ['by way of a redirect', bought('settled', NOW - 60, 303), 'ask bought_already'],
    ['but never served', bought('settled', NOW - 60, 500), 'ask not_served'],
    ['but never answered', bought('settled', NOW - 60), 'ask not_served'],
    ['but never served, long ago', bought('settled', NOW - 99 * 86_400, 402), 'ask not_served'],
    ['but never served, even by a rule that buys again', bought('settled', NOW - 60, 500), 'ask not_served', again(10)],
    ['unless the rule buys again', bought('settled', NOW - 60, 200), 'pay', again(60)],
    ['sooner than the rule buys again', bought('settled', NOW - 59, 200), 'ask bought_already', again(60)],
    [
      'later than a day, when the rule says so',
      bought('settled', NOW - 90_000, 200),
      'ask bought_already',
      again(90_001),
    ],
    ['within 10 s, whatever the rule says', bought('settled', NOW - 9, 200), 'ask bought_already', again(1)],
    ['10 s ago, when the rule says at once', bought('settled', NOW - 10, 200), 'pay', again(0)],
    [
      'when the rule that buys again has ended',
      bought('settled', NOW - 60, 200),
      'ask bought_already',
      { ...again(10), until: NOW },
    ],
    [
      'when the rule that buys again only asks',
      bought('settled', NOW - 60, 200),
      'ask bought_already',
      { ...again(10), mode: 'ask' },
    ],
  ])('%s', (_name, previous, expected, rule = auto) => expect(reasonOf({ rule, previous })).toBe(expected))

  test.each<[Via, number, string]>([
    ['fetch', 9, 'ask bought_already'],
    ['fetch', 10, 'pay'],
    ['worker', 9, 'ask bought_already'],
    ['worker', 10, 'pay'],
    ['navigation', 10, 'ask bought_already'],
    ['frame', 10, 'ask bought_already'],
  ])('by %s, %i s ago', (via, ago, expected) =>
    expect(reasonOf({ rule: auto, sighting: sighting({ via }), previous: bought('settled', NOW - ago, 200) })).toBe(
      expected,
    ),
  )

  test('nor where there is no rule, or only one to ask', () =>
    expect(reasonOf({ previous: bought('settled', NOW - 60, 200) })).toBe('ask bought_already'))

  test.each<[string, Payment]>([
    ['only asked about', asking()],
    ['under way and not served yet', bought('issued', NOW - 60)],
    ['under way and refused', bought('issued', NOW - 60, 402)],
  ])('what was %s is not bought', (_name, previous) => expect(reasonOf({ rule: auto, previous })).toBe('pay'))

  test('the question says when, and for how much', () => {
    expect(factsOf({ previous: bought('settled', NOW - 60, 200) })).toEqual({
      wanted: 10_000n,
      before: 10_000n,
      paidAt: NOW - 60,
    })
    expect(factsOf({ previous: bought('settled', NOW - 60, 500) })).toMatchObject({ paidAt: NOW - 61 })
  })
})

describe('the offer chosen', () => {
  const choose = (reading: Demand, change: Partial<Situation> = {}) => {
    const verdict = judge(situation({ reading, ...change }))
    return verdict.kind === 'refuse' ? verdict.reason : verdict.chosen
  }
  const both = demand(requirements(), onBase())
  const [sepolia, base] = both.offers

  test('is the cheapest', () =>
    expect(choose(demand(onBase({ amount: '3' }), onBase({ amount: '2' }), onBase({ amount: '9' })))).toBe(1))
  test('at one price is on the network we prefer', () => expect(choose(both)).toBe(1))
  test('at one price is on the network the person prefers', () => {
    expect(choose(both, withSettings({ preferred: [SEPOLIA] }))).toBe(0)
    expect(choose(both, withSettings({ preferred: [SEPOLIA, BASE] }))).toBe(0)
    expect(choose(both, withSettings({ preferred: [BASE, SEPOLIA] }))).toBe(1)
  })
  test('is cheaper before it is on a preferred network', () =>
    expect(choose(demand(requirements(), onBase({ amount: '9999' })), withSettings({ preferred: [SEPOLIA] }))).toBe(1))
  test('is one we can afford, though another is cheaper', () => {
    const reading = demand(onBase({ amount: '5' }), requirements({ amount: '9' }))
    const [cheap, dear] = reading.offers
    expect(choose(reading, { balances: { [tokenKey(cheap!)]: 4n, [tokenKey(dear!)]: 9n } })).toBe(1)
  })
  test('is never on a network that is off', () => {
    const off = withSettings({ networksOff: [BASE] })
    expect(choose(demand(requirements({ amount: '900' }), onBase({ amount: '1' })), off)).toBe(0)
    expect(choose(demand(onBase()), off)).toBe('network_off')
    expect(choose(demand(), withSettings({ networksOff: [SEPOLIA] }))).toBe('network_off')
    expect(choose(both, withSettings({ networksOff: [BASE], testNetworks: false }))).toBe('network_off')
  })
  test('is never play money while test networks are off', () => {
    const off = withSettings({ testNetworks: false })
    expect(choose(demand(requirements({ amount: '1' }), onBase({ amount: '900' })), off)).toBe(1)
    expect(choose(demand(), off)).toBe('test_network_off')
  })
  test('too dear for the balance asks, and says so', () => {
    const balances = { [tokenKey(offer())]: 9_999n }
    expect(reasonOf({ rule: auto, balances })).toBe('ask cannot_afford')
    expect(reasonOf({ rule: auto, balances: { [tokenKey(offer())]: 10_000n } })).toBe('pay')
  })
  test('an unread balance is no obstacle, and is not taken for empty', () => {
    expect(reasonOf({ rule: auto, balances: {} })).toBe('pay')
    expect(isShort(offer(), {})).toBe(false)
    expect(isShort(offer(), { [tokenKey(offer())]: 0n })).toBe(true)
  })

  test('is another when the first was paid with and never taken, and that is asked', () => {
    const change = { rule: auto, reading: both, failed: [base!] }
    expect(choose(both, change)).toBe(0)
    expect(reasonOf(change)).toBe('ask other_offer')
  })
  test('is another though more than one was paid with and never taken', () => {
    const change = { rule: auto, reading: both, failed: [{ ...base!, amount: 1n }, base!] }
    expect(choose(both, change)).toBe(0)
    expect(reasonOf(change)).toBe('ask other_offer')
  })
  test('is the first again when none was taken, and that is asked', () => {
    const change = { rule: auto, reading: both, failed: [sepolia!, base!] }
    expect(choose(both, change)).toBe(1)
    expect(reasonOf(change)).toBe('ask not_taken')
  })
  test('is asked about after any offer was not taken, even one of no interest', () =>
    expect(reasonOf({ rule: auto, reading: both, failed: [sepolia!] })).toBe('ask not_taken'))
  test.each([
    ['to another address', { payTo: STRANGER }],
    ['on another network', { network: 'eip155:1' }],
    ['in another token', { asset: PAYEE }],
    ['on the network of another offer', { network: SEPOLIA }],
    ['in the token of another offer', { asset: sepolia!.asset }],
    ['at another price', { amount: 10_001n }],
  ] as const)('%s is not the one that was not taken', (_name, change) =>
    expect(choose(both, { failed: [{ ...base!, ...change }] })).toBe(1),
  )
})

test.each<[string, Partial<Settings>, boolean]>([
  [BASE, {}, true],
  [BASE, { testNetworks: false }, true],
  [BASE, { networksOff: [BASE] }, false],
  [SEPOLIA, {}, true],
  [SEPOLIA, { testNetworks: false }, false],
  [SEPOLIA, { networksOff: [BASE] }, true],
  ['eip155:666', {}, false],
])('%s with %j is on: %s', (network, change, expected) =>
  expect(isOn(network, { ...settings, ...change })).toBe(expected),
)

describe('what is never paid', () => {
  const http = sighting({ site: 'http://news.example', seller: 'http://news.example' })
  test.each<[string, Partial<Situation>, string]>([
    ['plain http', { sighting: http }, 'refuse insecure'],
    ['nothing on offer', { reading: 'no_offer' }, 'refuse no_offer'],
    [
      'another payment system',
      { reading: 'no_offer', sighting: sighting({ others: ['L402'] }) },
      'refuse other_system',
    ],
    ['an unreadable offer', { reading: 'not_base64' }, 'refuse malformed'],
    [
      'an unreadable offer beside another payment system',
      { reading: 'not_base64', sighting: sighting({ others: ['L402'] }) },
      'refuse malformed',
    ],
    ['only a malformed offer', { reading: demand(requirements({ amount: '0' })) }, 'refuse malformed'],
    ['only unknown offers', { reading: demand(requirements({ scheme: 'upto' })) }, 'refuse unknown_offers'],
    [
      'only unknown offers, while test networks are off',
      { reading: demand(requirements({ scheme: 'upto' })), ...withSettings({ testNetworks: false }) },
      'refuse unknown_offers',
    ],
  ])('%s', (_name, change, expected) => expect(reasonOf({ rule: auto, ...change })).toBe(expected))

  test('and the refusal says what it was', () => {
    expect(factsOf({ reading: 'no_offer', sighting: sighting({ others: ['L402', 'Cashu'] }) }).detail).toBe(
      'L402, Cashu',
    )
    expect(factsOf({ reading: 'too_large' }).detail).toBe('too_large')
    expect(factsOf({ reading: demand(requirements({ scheme: 'upto' })) }).detail).toBe('unknown_scheme')
    expect(factsOf({ reading: demand(requirements({ scheme: 'upto' }), requirements({ amount: '0' })) }).detail).toBe(
      'bad_amount',
    )
    expect(factsOf({ wallet: 'none' }).wanted).toBe(10_000n)
    expect(judge(situation(withSettings({ paused: true })))).toMatchObject({ chosen: 0 })
  })

  test('and points at no offer where none was read', () => {
    for (const reading of ['no_offer', 'not_json', demand(requirements({ scheme: 'upto' }))] as const)
      expect(judge(situation({ reading, ...withSettings({ paused: true }) }))).not.toHaveProperty('chosen')
  })
})

describe('what can be paid', () => {
  test('is paid by x402, though the page names other payment systems too', () =>
    expect(reasonOf({ rule: auto, sighting: sighting({ others: ['L402'] }) })).toBe('pay'))
})

describe('of several reasons the first that matters is told', () => {
  const two = demand(onBase(), requirements())
  const calm = situation({ rule: auto, reading: two, habit: { payees: [], tokens: [] } })
  const [first, second] = two.offers
  const habit = (change: Partial<Situation['habit']>) => (now: Situation) => ({ habit: { ...now.habit, ...change } })
  const settingsOf = (change: Partial<Settings>) => (now: Situation) => ({ settings: { ...now.settings, ...change } })
  const limitsOf = (change: Partial<Limits>) => (now: Situation) => ({
    settings: { ...now.settings, limits: { ...now.settings.limits, ...change } },
  })
  const ruleOf = (change: Partial<Rule>) => (now: Situation) => ({ rule: { ...auto, ...now.rule, ...change } })
  const tally = { [scopesOf('real', SITE, PAYEE).site]: spent(LOTS, 99), [allScope('real')]: spent(LOTS, 99) }

  /** Each alone gives its reason; each wins over all below it. */
  const layers: [string, (now: Situation) => Partial<Situation>][] = [
    ['refuse insecure', () => ({ sighting: sighting({ site: SITE, seller: 'http://pay.example' }) })],
    ['refuse paused', settingsOf({ paused: true })],
    ['refuse barred', settingsOf({ blocked: [SITE] })],
    ['refuse blocked', () => ({ sellerRule: newRule(SELLER, 'off', auto.caps) })],
    ['refuse site_off', (now) => ({ rule: undefined, ...settingsOf({ newSite: 'off' })(now) })],
    ['refuse malformed', () => ({ reading: 'bad_shape' })],
    ['refuse no_wallet', () => ({ wallet: 'none' })],
    ['refuse over_ceiling', limitsOf({ ceiling: { payment: 9_999n } })],
    ['refuse asked_often', (now) => ({ declines: 3, ...ruleOf({ mode: 'ask' })(now) })],
    ['ask cannot_afford', () => ({ balances: { [tokenKey(first!)]: 0n, [tokenKey(second!)]: 0n } })],
    ['ask bought_already', () => ({ previous: bought('settled', NOW, 200) })],
    ['ask other_offer', () => ({ failed: [first!] })],
    ['ask not_taken', () => ({ failed: [{ ...first!, payTo: STRANGER }] })],
    ['ask asset_changed', habit({ tokens: ['x'] })],
    ['ask payee_changed', habit({ payees: [STRANGER] })],
    ['ask price_up', habit({ price: 1n })],
    ['ask new_site', () => ({ rule: undefined })],
    ['ask rule_ended', ruleOf({ until: 1 })],
    ['ask third_party', () => ({ sighting: sighting({ seller: SELLER }) })],
    ['ask clock_jumped', () => ({ jumped: true })],
    ['ask over_payment_limit', ruleOf({ caps: { payment: 1n, day: 1n } })],
    ['ask over_site_limit', () => ({ tallies: tally })],
    ['ask over_total_limit', limitsOf({ all: { day: 1n } })],
    ['ask locked', () => ({ wallet: 'locked' })],
    ['ask in_background', () => ({ inFront: false })],
  ]

  test.each(layers.map(([reason], index) => [reason, index] as const))('%s', (reason, index) => {
    const alone = { ...calm, ...layers[index]![1](calm) }
    const all = layers.slice(index).reduceRight((now, [, change]) => ({ ...now, ...change(now) }), calm)
    expect([verdictOf(alone), verdictOf(all)]).toEqual([reason, reason])
  })
  test('and without any it is paid', () => expect(verdictOf(calm)).toBe('pay'))
})

describe('at random', () => {
  const price = 10_000n
  const rarely = <T>(usual: T, other: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
  const cap = rarely(100_000n, fc.bigInt({ min: 9_990n, max: 60_000n }))
  const caps: fc.Arbitrary<Caps> = fc.record(
    { payment: cap, hour: cap, day: cap, week: cap, month: cap, ever: cap, minute: rarely(30, fc.nat(9)) },
    { requiredKeys: [] },
  )
  const full = caps.map((each) => ({ payment: LOTS, day: LOTS, ...each }))
  const sum = (span: Span) =>
    fc.record({
      stamp: span === 'ever' ? fc.constant('') : fc.constantFrom(moment().stamps[span], '0'),
      micros: fc.bigInt({ min: 0n, max: 30_000n }),
      count: fc.nat(10),
    })
  const tally = fc.record(
    Object.fromEntries(spans.map((span) => [span, sum(span)])) as Record<Span, ReturnType<typeof sum>>,
    { requiredKeys: [] },
  ) as fc.Arbitrary<Tally>
  const any: fc.Arbitrary<Situation> = fc
    .record({
      rule: rarely<Rule | undefined>(
        auto,
        fc.constantFrom(...modes.map((mode) => newRule(SITE, mode, auto.caps)), { ...auto, until: NOW }, undefined),
      ),
      caps: full,
      limits: fc.record({ site: full, payee: caps, all: full, ceiling: caps }),
      paused: rarely(false, fc.constant(true)),
      tallies: fc.record({ [scopes.site]: tally, [scopes.payee]: tally, [scopes.all]: tally }, { requiredKeys: [] }),
      wallet: rarely<Situation['wallet']>('open', fc.constantFrom('none', 'locked')),
      inFront: rarely(true, fc.constant(false)),
      jumped: rarely(false, fc.constant(true)),
      seller: rarely(SITE, fc.constantFrom(SELLER, 'http://news.example')),
      declines: fc.nat(4),
    })
    .map(({ rule, caps, limits, paused, seller, ...rest }) =>
      situation({
        ...rest,
        ...withSettings({ limits, paused }),
        rule: rule && { ...rule, caps },
        sighting: sighting({ seller }),
        tallies: rest.tallies as Tallies,
      }),
    )

  /** The plain rule of every limit, told once more without the code that keeps it. */
  const isWithin = (caps: Caps, tally: Tally = {}, stamps: Stamps & { ever: string }) =>
    price <= (caps.payment ?? price) &&
    (tally.minute?.stamp === stamps.minute ? tally.minute.count : 0) < (caps.minute ?? Infinity) &&
    periods.every((period) => {
      const held = tally[period]?.stamp === stamps[period] ? tally[period].micros : 0n
      return held + price <= (caps[period] ?? LOTS)
    })

  test('it is paid if and only if nothing at all speaks against it', () => {
    const seen = { paid: 0, held: 0 }
    fc.assert(
      fc.property(any, (now) => {
        const { rule, settings, tallies, wallet, inFront, jumped } = now
        const stamps = { ...now.moment.stamps, ever: '' }
        const { site, payee, all, ceiling } = settings.limits
        const isAllowed = rule?.mode === 'auto' && rule.until === undefined && !settings.paused
        const isHere = wallet === 'open' && inFront && !jumped && now.sighting.seller === SITE
        const fits =
          rule !== undefined &&
          [rule.caps, site].every((each) => isWithin(each, tallies[scopes.site], stamps)) &&
          isWithin(payee, tallies[scopes.payee], stamps) &&
          [all, ceiling].every((each) => isWithin(each, tallies[scopes.all], stamps))
        const { kind } = judge(now)
        expect(kind === 'pay').toBe(isAllowed && isHere && fits)
        // Nor may a click pass a ceiling.
        if (kind === 'ask') expect(isWithin(ceiling, tallies[scopes.all], stamps)).toBe(true)
        seen[kind === 'pay' ? 'paid' : 'held']++
      }),
      { numRuns: 5000 },
    )
    expect(Math.min(seen.paid, seen.held)).toBeGreaterThan(200)
  })
})
