import { describe, expect, test } from 'vitest'
import {
  asking,
  demand,
  moment,
  NOW,
  offer,
  PAYEE,
  PAYER,
  place,
  requirements,
  USDC_BASE,
} from '../../tests/make/offers'
import { endOf, periods } from './clock'
import { count, defaultLimits, type Limits } from './limits'
import { tokenKey } from './networks'
import type { Demand } from './offer'
import { type Event, type In, next, type Payment } from './payment'
import type { Settings } from './policy'
import type { Facts } from './reasons'
import { modes, newRule, type Rule } from './rules'
import {
  type CardFacts,
  viewAllLimits,
  viewBinding,
  viewCaps,
  viewCard,
  viewFullCaps,
  viewLimit,
  viewLimits,
  viewPayment,
  viewReach,
  viewRule,
} from './show'
import type { OfferView, Outcome, PaymentView } from './view'

const SITE = 'https://news.example'
const SEPOLIA = 'eip155:84532'
const BASE = 'eip155:8453'
const authorization = { from: PAYER, nonce: '0x01', validAfter: 0, validBefore: 600 } as const
const usual = { payees: [], tokens: [] }
const approve: Event = {
  kind: 'approve',
  why: 'clicked',
  chosen: 0,
  seq: 0,
  authorization,
  moment: moment(),
  usual,
  at: 5,
}
const signed: Event = { kind: 'signed', credential: { header: 'PAYMENT-SIGNATURE', value: 'x' } }
const present: Event = { kind: 'present' }
const used: Event = { kind: 'used', at: 8 }
const unused: Event = { kind: 'unused', at: 8 }
const cancelling: Event = { kind: 'cancelling', transaction: '0xc' }
const refuse: Event = { kind: 'refuse', reason: 'left', at: 9 }
const learn: Event = { kind: 'learn', reason: 'new_site', facts: {}, chosen: 0 }
const answered = (status: number, transaction?: `0x${string}`): Event => ({
  kind: 'answered',
  answer: { status, at: 7, ...(transaction ? { receipt: { ok: true, transaction } } : {}) },
})
const through = (...events: Event[]) => events.reduce<Payment>(next, asking())
const sent = (...events: Event[]) => through(approve, signed, present, ...events)

/** The same cent on Base, with real money. */
const onBase = (change = {}) =>
  requirements({ network: BASE, asset: USDC_BASE, extra: { name: 'USD Coin', version: '2' }, ...change })
const cent = {
  micros: '10000',
  atomic: '10000',
  symbol: 'USDC',
  asset: offer().asset,
  network: SEPOLIA,
  chain: 'Base Sepolia',
  purse: 'test',
}

test.each<[string, Payment, Outcome]>([
  ['waits for an answer', asking(), 'asking'],
  ['waits for a password', asking({ reason: 'locked' }), 'locked'],
  ['was agreed to', through(approve), 'paying'],
  ['was signed', through(approve, signed), 'paying'],
  ['was sent', sent(), 'paying'],
  ['was sent, and the page came without a proof', sent(answered(200)), 'confirming'],
  ['was sent, and the page did not come', sent(answered(500)), 'unserved'],
  ['was sent, and the line broke', sent(answered(0)), 'unserved'],
  ['was taken, and the page came', sent(answered(200, '0xabc')), 'paid'],
  ['was taken, and the page did not come', sent(answered(500, '0xabc')), 'unserved'],
  ['was taken, and nothing ever answered', sent(used), 'unserved'],
  ['was never taken', sent(unused), 'unused'],
  ['was taken back', sent(cancelling, { ...unused, transaction: '0xd' }), 'cancelled'],
  ['was taken back in vain', sent(cancelling, unused), 'unused'],
  ['was only written down', through(learn), 'learned'],
  ['was declined', through(refuse), 'refused'],
])('a payment that %s is told as it is', (_name, payment, outcome) =>
  expect(viewPayment(payment).outcome).toBe(outcome),
)

describe('the history tells of a payment', () => {
  const asked = {
    id: 1,
    at: 1_700_000_000,
    site: SITE,
    seller: SITE,
    method: 'GET',
    url: `${SITE}/a`,
    money: cent,
    payTo: PAYEE,
    protocol: 'x402-v2',
  } as const

  test('that is only asked for: no signature, no transaction', () =>
    expect(viewPayment(asking())).toEqual({ ...asked, outcome: 'asking', why: { code: 'new_site' } }))

  test('and of what asked for it, where that is not the page itself', () =>
    expect(viewPayment(asking({ place: place({ via: 'fetch' }) }))).toMatchObject({ via: 'fetch' }))

  test('that is settled: what was signed, what came back, and where to look it up', () =>
    expect(viewPayment(sent(answered(200, '0xabc')))).toEqual({
      ...asked,
      outcome: 'paid',
      why: { code: 'clicked', wanted: '10000' },
      payer: PAYER,
      nonce: '0x01',
      validBefore: 600,
      status: 200,
      answeredAt: 7,
      transaction: '0xabc',
      explorer: 'https://sepolia.basescan.org/tx/0xabc',
    }))

  test('that nothing could be read of: no money, and no address to pay', () => {
    const { demand: _demand, chosen: _chosen, ...unread } = through(refuse) as In<'refused'>
    const { money: _money, payTo: _payTo, protocol: _protocol, ...rest } = asked
    expect(viewPayment(unread)).toEqual({ ...rest, outcome: 'refused', why: { code: 'left' } })
  })

  test('whose offer is gone: its signature, but no link to the wrong chain', () => {
    const settled = { ...sent(answered(200, '0xabc')), chosen: 7 } as Payment
    const view = viewPayment(settled)
    expect(view).toMatchObject({ payer: PAYER, protocol: 'x402-v2' })
    for (const key of ['money', 'payTo', 'transaction', 'explorer']) expect(view).not.toHaveProperty(key)
  })

  test.each<[string, Payment, string]>([
    ['real', asking({ demand: demand(onBase()) }), 'https://basescan.org/tx/0xabc'],
    ['test', asking(), 'https://sepolia.basescan.org/tx/0xabc'],
  ])('with the explorer of its own chain: %s', (_name, first, explorer) => {
    const settled = [approve, signed, present, answered(200, '0xabc')].reduce<Payment>(next, first)
    expect(viewPayment(settled)).toMatchObject({ explorer })
  })

  test.each<[string, Payment, PaymentView['cancel']]>([
    ['not while it is only signed', through(approve, signed), undefined],
    ['while it is with the seller', sent(), 'possible'],
    ['while the seller gave no proof', sent(answered(200)), 'possible'],
    ['already under way', sent(cancelling), 'under_way'],
    ['not when it is settled', sent(cancelling, used), undefined],
    ['not when it is free again', sent(cancelling, unused), undefined],
  ])('whether it can be taken back: %s', (_name, payment, cancel) => {
    const view = viewPayment(payment)
    expect(view.cancel).toBe(cancel)
    expect('cancel' in view).toBe(cancel !== undefined)
  })

  test.each([
    ['approved', through(approve)],
    ['sent', sent()],
    ['settled', sent(used)],
  ])('%s, and with nothing answered it makes up no answer', (_name, payment) => {
    const view = viewPayment(payment)
    expect(view.nonce).toBe('0x01')
    for (const key of ['status', 'answeredAt', 'transaction', 'explorer']) expect(view).not.toHaveProperty(key)
  })

  test('why it asked: with every figure as text, and none that is not known', () => {
    const facts = {
      limit: 1n,
      used: 0n,
      wanted: 3n,
      before: 4n,
      period: 'day',
      resets: 5,
      paidAt: 6,
      detail: 'x',
    } as const
    expect(viewPayment(asking({ reason: 'over_site_limit', facts })).why).toEqual({
      code: 'over_site_limit',
      limit: '1',
      used: '0',
      wanted: '3',
      before: '4',
      period: 'day',
      resets: 5,
      paidAt: 6,
      detail: 'x',
    })
    for (const key of ['limit', 'used', 'wanted', 'before'] as const)
      expect(viewPayment(asking({ facts: { [key]: 7n } })).why).toEqual({ code: 'new_site', [key]: '7' })
    expect(Object.keys(viewPayment(asking()).why)).toEqual(['code'])
  })
})

const settings: Settings = {
  limits: defaultLimits,
  newSite: 'ask',
  paused: false,
  testNetworks: true,
  preferred: [],
  networksOff: [],
}
const now = moment()
const spent = (micros: bigint) => count({}, now.stamps, micros, 1)
const none = { real: {}, test: {} }
const tomorrow = endOf('day', now, 'UTC')
const auto: Rule = newRule(SITE, 'auto', { payment: 20_000n, day: 30_000n })

function card(change: Partial<CardFacts> = {}) {
  return viewCard({
    payment: asking(),
    settings,
    rule: undefined,
    tallies: { site: none, all: none },
    moment: now,
    balances: {},
    wallet: 'open',
    isFirst: false,
    zone: 'UTC',
    ...change,
  })
}
const asks = (read: Demand, chosen = 0) => asking({ demand: read, chosen })
const what = (said: Demand['what']) => asks({ ...demand(), what: said })

describe('a card', () => {
  test('shows exactly what a click will sign, what it does to the limits, and what the history will say', () =>
    expect(card()).toEqual({
      id: 1,
      outcome: 'asking',
      why: { code: 'new_site' },
      site: SITE,
      seller: SITE,
      url: `${SITE}/a`,
      method: 'GET',
      description: 'An article',
      offers: [{ ...cent, index: 0, payTo: PAYEE, upfront: false, short: false }],
      chosen: 0,
      risks: ['test_network'],
      siteDay: { period: 'day', limit: '1000000', used: '0', left: '1000000', resets: tomorrow },
      day: { period: 'day', limit: '5000000', used: '0', left: '5000000', resets: tomorrow },
      suggested: { payment: '10000', day: '100000' },
      limits: { payment: '100000', day: '1000000', minute: 30 },
      wallet: 'open',
      row: viewPayment(asking()),
    }))

  test('says what asks, where that is not the page itself', () =>
    expect(card({ payment: asking({ place: place({ via: 'image' }) }) })).toMatchObject({ via: 'image' }))

  test('shows what was refused, as long as there was an offer', () => {
    const payment = through(refuse) as In<'refused'> & { demand: Demand; chosen: number }
    expect(card({ payment })).toMatchObject({ outcome: 'refused', why: { code: 'left' }, offers: [cent] })
  })

  test('without the offer it is about is a mistake of ours', () =>
    expect(() => card({ payment: asking({ chosen: 3 }) })).toThrow('Payment 1 has no offer 3'))

  test('quotes the seller: what it sells, and who it says it is', () => {
    expect(card({ payment: what({ service: 'News' }) })).toMatchObject({ service: 'News' })
    const silent = card({ payment: what({}) })
    for (const key of ['description', 'service', 'claims']) expect(silent).not.toHaveProperty(key)
  })
})

describe('a card says when the seller sells something else than what was asked for', () => {
  test.each([
    ['the same address', `${SITE}/a`, false],
    ['the same address on plain http, as behind a proxy', 'http://news.example/a', false],
    ['the same address as a proxy knows it', 'http://10.0.0.7:8080/a', false],
    ['the same address in capitals', 'HTTPS://NEWS.EXAMPLE/a', false],
    ['the path alone', '/a', false],
    ['the same address with a query', `${SITE}/a?ref=1`, false],
    ['the same address with a part', `${SITE}/a#part`, false],
    ['the same address with a slash at its end', `${SITE}/a/`, false],
    ['another article', `${SITE}/b`, true],
    ['another article of which it is the beginning', `${SITE}/a/b`, true],
    ['an article of the same name in another room', `${SITE}/x/a`, true],
    ['an address within an address', `/proxy/https://news.example/a`, true],
    ['the front page', SITE, true],
    ['nothing at all', '', true],
  ])('%s', (_name, url, differs) => {
    const shown = card({ payment: what({ url }) })
    expect(shown.risks.includes('resource_differs')).toBe(differs)
    expect(shown.claims).toBe(differs ? url : undefined)
    expect('claims' in shown).toBe(differs)
  })

  test('a query of the page itself makes no difference', () => {
    const at = (url: string) =>
      card({ payment: { ...what({ url: `${SITE}/a` }), place: place({ url }) } }).risks.includes('resource_differs')
    expect(['', '?b=/c/', '#d', '/', '/?b#c'].map((end) => at(`${SITE}/a${end}`))).toEqual(Array(5).fill(false))
    expect(at(`${SITE}/ab`)).toBe(true)
  })
})

describe('a card warns', () => {
  const upfront = demand(requirements({ extra: { name: 'USDC', version: '2', paymentFlow: 'upfront' } }))
  const real = { payment: asks(demand(onBase())) }
  test.each<[string, Partial<CardFacts>, string[]]>([
    ['of nothing, when real money goes to a known site', real, []],
    ['of a first payment', { ...real, isFirst: true }, ['first_payment']],
    ['of play money', {}, ['test_network']],
    ['of a seller that charges before it serves', { payment: asks(upfront) }, ['test_network', 'charged_first']],
    [
      'of everything at once, the first payment first',
      { isFirst: true, payment: asks({ ...upfront, what: { url: '/b' } }) },
      ['first_payment', 'test_network', 'charged_first', 'resource_differs'],
    ],
  ])('%s', (_name, change, risks) => expect(card(change).risks).toEqual(risks))
})

describe('a card knows which limit is in the way', () => {
  const asked = (reason: 'over_site_limit' | 'over_payment_limit' | 'too_many' | 'price_up', facts: Facts) =>
    asking({ reason, facts: { used: 0n, wanted: 20_000n, ...facts } })
  const rule = { ...newRule(SITE, 'auto', { payment: 10_000n, day: 500_000n, minute: 5 }) }
  test.each<[string, Partial<CardFacts>, unknown]>([
    [
      'the rule’s own',
      { rule, payment: asked('over_site_limit', { period: 'day', limit: 500_000n }) },
      { scope: 'rule', name: 'day' },
    ],
    [
      'the one for each site, where it is the tighter',
      { rule, payment: asked('over_site_limit', { period: 'day', limit: settings.limits.site.day }) },
      { scope: 'site', name: 'day' },
    ],
    [
      'the one for everything',
      { rule, payment: asked('over_site_limit', { period: 'day', limit: settings.limits.all.day }) },
      { scope: 'all', name: 'day' },
    ],
    [
      'one on a single payment',
      { rule, payment: asked('over_payment_limit', { period: 'payment', limit: 10_000n }) },
      { scope: 'rule', name: 'payment' },
    ],
    [
      'a number of payments',
      { rule, payment: asked('too_many', { period: 'minute', limit: 5n }) },
      { scope: 'rule', name: 'minute' },
    ],
    ['none that is set any more', { rule, payment: asked('over_site_limit', { period: 'day', limit: 7n }) }, undefined],
    [
      'none, where something else is asked about',
      { rule, payment: asked('price_up', { period: 'day', limit: 500_000n }) },
      undefined,
    ],
  ])('%s', (_name, change, over) => expect(card(change).over).toEqual(over))
})

describe('a card offers', () => {
  const both = demand(requirements(), onBase())
  const [test1, real] = both.offers
  const indexes = (change: Partial<CardFacts>) => card(change).offers.map(({ index }) => index)
  const off = (...networksOff: string[]) => ({ settings: { ...settings, networksOff } })

  test('every way to pay on a network that is on', () => {
    expect(indexes({ payment: asks(both) })).toEqual([0, 1])
    expect(indexes({ payment: asks(both), ...off(BASE) })).toEqual([0])
    expect(indexes({ payment: asks(both), ...off(SEPOLIA) })).toEqual([0, 1])
    expect(indexes({ payment: asks(both, 1), ...off(SEPOLIA) })).toEqual([1])
    expect(indexes({ payment: asks(both, 1), settings: { ...settings, testNetworks: false } })).toEqual([1])
  })

  test('the one that is chosen even where its network has been switched off since', () => {
    expect(indexes({ payment: asks(both, 1), ...off(BASE) })).toEqual([0, 1])
    expect(indexes({ payment: asks(both), ...off(SEPOLIA, BASE) })).toEqual([0])
  })

  test.each<[string, bigint | undefined, Partial<OfferView>]>([
    ['no guess where the balance is not known', undefined, { short: false }],
    ['what is left afterwards', 10_001n, { short: false, balance: '10001', after: '1' }],
    ['nothing left, when it takes all there is', 10_000n, { short: false, balance: '10000', after: '0' }],
    ['nothing below zero', 9_999n, { short: true, balance: '9999' }],
    ['an empty purse', 0n, { short: true, balance: '0' }],
  ])('%s', (_name, balance, expected) => {
    const balances = balance === undefined ? {} : { [tokenKey(test1!)]: balance }
    const [shown, other] = card({ payment: asks(both), balances }).offers
    expect(shown).toEqual({ ...cent, index: 0, payTo: PAYEE, upfront: false, ...expected })
    expect(other).toMatchObject({ index: 1, network: BASE, chain: 'Base', purse: 'real', short: false })
    expect(other).not.toHaveProperty('balance')
    expect(other).not.toHaveProperty('after')
  })

  test('the balance of each token by itself', () => {
    const balances = { [tokenKey(test1!)]: 1n, [tokenKey(real!)]: 20_000n }
    expect(card({ payment: asks(both), balances }).offers).toMatchObject([
      { balance: '1', short: true },
      { balance: '20000', after: '10000', short: false },
    ])
  })
})

describe('a card shows what is left today', () => {
  const tallies = {
    site: { real: spent(1n), test: spent(2n) },
    all: { real: spent(3n), test: spent(4n) },
  }
  test.each<[string, Demand, string, string]>([
    ['of real money, for real money', demand(onBase()), '1', '3'],
    ['of play money, for play money', demand(), '2', '4'],
  ])('%s', (_name, read, site, all) => {
    const shown = card({ payment: asks(read), tallies })
    expect([shown.siteDay.used, shown.day.used]).toEqual([site, all])
  })

  test.each<[string, Rule | undefined, string]>([
    ['of a site without a rule: as for every site', undefined, '1000000'],
    ['of a site that pays by itself: its own', auto, '30000'],
    ['of one whose rule allows more than it may', { ...auto, caps: { payment: 1n, day: 10n ** 9n } }, '1000000'],
    ['of one that only asks: as for every site', { ...auto, mode: 'ask' }, '1000000'],
    ['of one that only learns: as for every site', { ...auto, mode: 'learn' }, '1000000'],
  ])('%s', (_name, rule, limit) => expect(card({ rule }).siteDay.limit).toBe(limit))

  test('in the person’s time zone', () => {
    const zone = 'Asia/Tokyo'
    const there = card({ zone, moment: moment(NOW, zone) })
    const midnight = Date.parse('2025-11-26T00:00:00+09:00') / 1000
    expect([there.siteDay.resets, there.day.resets]).toEqual([midnight, midnight])
  })

  test('and suggests caps that leave room for this payment on top of what is used', () => {
    expect(card({ rule: auto, tallies }).suggested).toEqual({ payment: '20000', day: '30000' })
    const full = { ...tallies, site: { real: {}, test: spent(25_000n) } }
    expect(card({ rule: auto, tallies: full }).suggested).toEqual({ payment: '20000', day: '35000' })
  })
})

describe('a limit', () => {
  const limit = (most: bigint, micros: bigint) => viewLimit('day', most, spent(micros), now, 'UTC')
  test('shows what is used and what is left, and when it is whole again', () => {
    expect(limit(10n, 3n)).toEqual({ period: 'day', limit: '10', used: '3', left: '7', resets: tomorrow })
  })
  test('has nothing left when it is used up, nor less than nothing when it was lowered since', () => {
    expect(limit(10n, 10n)).toMatchObject({ used: '10', left: '0' })
    expect(limit(10n, 11n)).toMatchObject({ used: '11', left: '0' })
  })
  test('of a window that has ended is whole', () =>
    expect(viewLimit('hour', 10n, spent(9n), moment(NOW + 3600), 'UTC')).toMatchObject({ used: '0', left: '10' }))
  test('for ever is never whole again', () =>
    expect(viewLimit('ever', 10n, spent(9n), now, 'UTC')).toEqual({
      period: 'ever',
      limit: '10',
      used: '9',
      left: '1',
    }))

  test('is shown for every window that has one, the shortest first', () => {
    const caps = { payment: 1n, minute: 2, ever: 5n, day: 3n, hour: 0n }
    const shown = viewLimits(caps, spent(1n), now, 'UTC')
    expect(shown.map(({ period, limit, used }) => [period, limit, used])).toEqual([
      ['hour', '0', '1'],
      ['day', '3', '1'],
      ['ever', '5', '1'],
    ])
    expect(viewLimits({}, {}, now, 'UTC')).toEqual([])
    expect(viewLimits(Object.fromEntries(periods.map((each) => [each, 1n])), {}, now, 'UTC')).toHaveLength(5)
  })
})

describe('caps cross to a page as text', () => {
  const every = { payment: 1n, hour: 2n, day: 3n, week: 4n, month: 5n, ever: 6n, minute: 7 }
  const text = { payment: '1', hour: '2', day: '3', week: '4', month: '5', ever: '6', minute: 7 }

  test('all of them', () => expect(viewCaps(every)).toEqual(text))
  test('none of what is not set', () => expect(viewCaps({})).toEqual({}))
  test('zero is a cap', () => expect(viewCaps({ day: 0n, minute: 0 })).toEqual({ day: '0', minute: 0 }))
  test('always those of a payment and a day', () => {
    expect(viewFullCaps({ payment: 1n, day: 3n })).toEqual({ payment: '1', day: '3' })
    expect(viewFullCaps(every)).toEqual(text)
  })
  test('with the rest of a rule', () => {
    const rule = { ...auto, until: 9, sellers: ['https://pay.example'], caps: every }
    expect(viewRule(rule)).toEqual({ ...rule, caps: text })
  })

  test('of a rule as they bind, with the mode that holds now', () => {
    const limits: Limits = { ...defaultLimits, site: { payment: 15_000n, day: 10n ** 9n, minute: 4 } }
    const rule = { ...auto, until: 100 }
    const caps = { payment: '15000', day: '30000', minute: 4 }
    expect(viewBinding(rule, limits, 99)).toEqual({ ...rule, caps })
    expect(viewBinding(rule, limits, 100)).toEqual({ ...rule, mode: 'ask', caps })
    for (const mode of modes) expect(viewBinding({ ...auto, mode }, limits, 100).mode).toBe(mode)
  })

  test('of all limits', () => {
    expect(viewAllLimits(defaultLimits)).toEqual({
      site: { payment: '100000', day: '1000000', minute: 30 },
      payee: {},
      all: { day: '5000000' },
      ceiling: {},
    })
    const full = { site: every, payee: { ever: 1n }, all: { ...every, day: 8n }, ceiling: { payment: 2n } }
    expect(viewAllLimits(full)).toEqual({
      site: text,
      payee: { ever: '1' },
      all: { ...text, day: '8' },
      ceiling: { payment: '2' },
    })
  })
})

test('where Tuppence may look is told as everywhere, as the sites chosen, or as those the browser leaves it', () => {
  const granted = ['https://*/*', 'http://*/*']
  expect(viewReach({ granted })).toEqual({ everywhere: true, sites: [] })
  expect(viewReach({ granted, chosen: [SITE] })).toEqual({ everywhere: false, sites: [SITE] })
  expect(viewReach({ granted: [`${SITE}/*`] })).toEqual({ everywhere: false, sites: [SITE], isBrowsers: true })
})
