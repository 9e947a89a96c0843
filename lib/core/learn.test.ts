import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOW } from '../../tests/make/offers'
import { stampsOf } from './clock'
import { type Learned, limitReasons, type LimitProposal, type Proposal, propose, type RuleProposal } from './learn'
import { defaultLimits, type Limits } from './limits'
import { isConsistent } from './rules'

const SITE = 'https://news.example'
const HOUR = 3600
const DAY = 24 * HOUR

const tiny = { payment: 20_000n, day: 20_000n }
const none = { real: [], test: [] }
let things = 0

/** One cent asked at noon of a day since the first, for a thing never asked for before. */
function seen(day: number, change: Partial<Learned> = {}): Learned {
  const at = change.at ?? NOW - 4 * HOUR + day * DAY
  const site = change.site ?? SITE
  const intent = `thing ${things++}`
  return { site, seller: site, intent, at, day: stampsOf(at, 'UTC').day, purse: 'real', price: 10_000n, ...change }
}
const seenOn = (days: number[], change: Partial<Learned> = {}) => days.map((day) => seen(day, change))
const upTo = (days: number) => Array.from({ length: days }, (_, day) => day)

const isRule = (proposal: Proposal): proposal is RuleProposal => proposal.kind === 'rule'
const isLimit = (proposal: Proposal): proposal is LimitProposal => proposal.kind === 'limit'
const limitsOf = (change: Partial<Limits>): Limits => ({ ...defaultLimits, ...change })
const rulesFor = (log: Learned[], limits = defaultLimits) => propose(log, limits).real.filter(isRule)
const ruleFor = (log: Learned[], limits = defaultLimits) => rulesFor(log, limits)[0]!
const limitsFor = (log: Learned[], limits = defaultLimits) =>
  propose(log, limits)
    .real.filter(isLimit)
    .map(({ which, limit, reason }) => [which, limit, reason])

test('nothing learned, nothing proposed', () => expect(propose([], defaultLimits)).toEqual(none))

test('a steady site is proposed to pay by itself, with all that speaks for it', () => {
  const [day, week] = [
    [0, 0, 1, 1, 1],
    [0, 2],
  ].map((days) => seenOn(days))
  expect(propose([...day!, ...week!, seen(1, { price: 12_000n })], defaultLimits)).toEqual({
    real: [
      {
        kind: 'rule',
        purse: 'real',
        site: SITE,
        mode: 'auto',
        caps: { payment: 20_000n, day: 100_000n },
        reason: 'regular',
        facts: { purchases: 8, repeats: 0, days: 3, most: 12_000n, usual: 10_000n, busiest: 42_000n, total: 82_000n },
      },
    ],
    test: [],
  })
})

describe('a site pays by itself only if it is steady and regular', () => {
  const priced = (...prices: bigint[]) => prices.map((price, day) => seen(day, { price }))
  const seller = 'https://pay.example'
  test.each<[string, Learned[], string, Limits?]>([
    ['three purchases on three days', seenOn([0, 1, 2]), 'auto regular'],
    ['three purchases on two days', seenOn([0, 0, 1]), 'auto regular'],
    ['three purchases on one day', seenOn([0, 0, 0]), 'ask few'],
    ['two purchases on two days', seenOn([0, 1]), 'ask few'],
    ['one visit', seenOn([0]), 'ask few'],
    [
      'one visit reloaded for days',
      upTo(3).map((part) => seen(0, { intent: 'a', at: NOW + part * 8 * HOUR })),
      'ask few',
    ],
    ['prices up to twice the usual', priced(10_000n, 10_000n, 20_000n), 'auto regular'],
    ['prices of more than twice the usual', priced(10_000n, 10_000n, 20_001n), 'ask unsteady'],
    ['of an even number of prices, the lower in the middle is usual', priced(10n, 10n, 21n, 21n), 'ask unsteady'],
    ['prices up to the limit of a payment', priced(99_999n, 100_000n, 100_000n), 'auto regular'],
    ['prices past the limit of a payment', priced(99_999n, 100_000n, 100_001n), 'ask dear'],
    ['prices past what all may cost', priced(9n, 9n, 9n), 'ask dear', limitsOf({ all: { payment: 8n, day: 10n } })],
    ['prices past what a payee may cost', priced(9n, 9n, 9n), 'ask dear', limitsOf({ payee: { payment: 8n } })],
    ['prices past a ceiling', priced(9n, 9n, 9n), 'ask dear', limitsOf({ ceiling: { ever: 8n } })],
    ['another seller', seenOn([0, 1, 2], { seller }), 'ask third_party'],
    ['another seller, once among many', [...seenOn(upTo(9)), seen(3, { seller })], 'ask third_party'],
    ['play money and real money, each too few', [...seenOn([0, 1]), seen(2, { purse: 'test' })], 'ask few'],
  ])('%s', (_name, log, expected, limits) => {
    const { mode, reason } = ruleFor(log, limits)
    expect(`${mode} ${reason}`).toBe(expected)
  })
})

describe('the same thing within a day is a repeat, since it would not be paid twice', () => {
  const again = (...hours: number[]) => hours.map((hour) => seen(0, { intent: 'a', at: NOW + hour * HOUR }))
  test.each<[string, Learned[], number, number]>([
    ['at once', again(0, 0), 1, 1],
    ['a reload', again(0, 1, 2), 1, 2],
    ['almost a day later', again(0, 23.9), 1, 1],
    ['a day later it is bought again', again(0, 24), 2, 0],
    ['counted from the purchase, not from the last reload', again(0, 16, 32), 2, 1],
    ['another thing at the same time', [...again(0), seen(0)], 2, 0],
  ])('%s', (_name, log, purchases, repeats) => {
    const { facts } = ruleFor(log)
    expect(facts).toMatchObject({ purchases, repeats, total: BigInt(purchases) * 10_000n })
  })

  test('and of two at the same second the dearer is the purchase', () => {
    const pair = [5n, 7n].map((price) => seen(0, { intent: 'a', price }))
    for (const log of [pair, pair.toReversed()]) expect(ruleFor(log).facts).toMatchObject({ total: 7n, repeats: 1 })
  })

  test('and of two sellers at the same second it is the same one, in whatever order they are told', () => {
    const pair = [SITE, 'https://pay.example'].map((seller) => seen(0, { intent: 'a', seller }))
    for (const log of [pair, pair.toReversed()])
      expect(ruleFor([...log, ...seenOn([1, 2])])).toMatchObject({ reason: 'regular', facts: { repeats: 1 } })
  })

  test('nor is it one at another site, or with other money', () => {
    const log = [seen(0), seen(0, { site: 'https://b.example' }), seen(0, { purse: 'test' })]
    const { real, test } = propose(
      log.map((each) => ({ ...each, intent: 'a' })),
      defaultLimits,
    )
    expect([...real, ...test].filter(isRule).map(({ facts }) => [facts.purchases, facts.repeats])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ])
  })
})

describe('caps are round, roomy, and within every limit', () => {
  test.each<[bigint, bigint, bigint]>([
    [1n, 1n, 2n],
    [2n, 2n, 5n],
    [3n, 5n, 10n],
    [5n, 5n, 10n],
    [10n, 10n, 20n],
    [11n, 20n, 50n],
    [10_001n, 20_000n, 50_000n],
    [50_000n, 50_000n, 100_000n],
    [50_001n, 100_000n, 200_000n],
    [900_000n, 100_000n, 1_000_000n],
  ])('%i once a day → %i a payment, %i a day', (price, payment, day) =>
    expect(ruleFor(seenOn([0, 1, 2], { price })).caps).toEqual({ payment, day }),
  )

  test.each<[string, Partial<Limits>, bigint, bigint]>([
    ['of a site', { site: { payment: 7_000n, day: 8_000n } }, 7_000n, 8_000n],
    ['of a site’s longer windows', { site: { payment: 90_000n, day: 90_000n, week: 9_000n } }, 9_000n, 9_000n],
    ['of everything', { all: { day: 9_000n } }, 9_000n, 9_000n],
    ['of a payee', { payee: { payment: 4_000n } }, 4_000n, 20_000n],
    ['not even a click passes', { ceiling: { payment: 3_000n, month: 15_000n } }, 3_000n, 15_000n],
  ])('the limits %s', (_name, change, payment, day) =>
    expect(ruleFor(seenOn([0, 1, 2]), limitsOf(change)).caps).toEqual({ payment, day }),
  )
})

describe('another overall limit is proposed', () => {
  /** So many sites, each asked a dime ten times on each of these days: a dollar a site a day. */
  const busy = (sites: number, days: number[]) =>
    upTo(sites).flatMap((site) =>
      upTo(10).flatMap(() => seenOn(days, { site: `https://${site}.example`, price: 100_000n })),
    )
  const day = (limit: bigint) => limitsOf({ all: { day: limit } })

  test.each<[string, Learned[], Limits, unknown[]]>([
    ['not when the busiest day is within', busy(5, [0, 1]), defaultLimits, []],
    ['for room, when it is not', busy(6, [0, 1]), defaultLimits, [['day', 20_000_000n, 'room']]],
    [
      'for room no longer limit denies',
      busy(6, [0, 1]),
      limitsOf({ all: { day: 5_000_000n, ever: 5_500_000n } }),
      [['day', 5_500_000n, 'room']],
    ],
    ['not beyond a ceiling', busy(6, [0, 1]), limitsOf({ ceiling: { week: 5_000_000n } }), []],
    ['not for sites that would ask', seenOn(upTo(9), { price: 90_000_000n }), defaultLimits, []],
    ['as tight, after a week of far less', seenOn(upTo(7)), defaultLimits, [['day', 1_000_000n, 'tight']]],
    ['not as tight before a week is over', seenOn(upTo(6)), defaultLimits, []],
    ['as tight after a week with days of nothing', seenOn([0, 1, 6]), defaultLimits, [['day', 1_000_000n, 'tight']]],
    ['not as tight where a quarter is used', seenOn(upTo(7)), day(3_999_999n), []],
    ['not as tight where nothing would pay by itself', seenOn([0, 6]), defaultLimits, []],
  ])('%s', (_name, log, limits, expected) => expect(limitsFor(log, limits)).toEqual(expected))

  test('and where more would do, but may not be, nothing is', () =>
    expect(propose(busy(6, [0, 1]), limitsOf({ ceiling: { week: 5_000_000n } })).real.every(isRule)).toBe(true))

  test.each<[string, number, Limits['all'], unknown[]]>([
    ['a week is told after four', 28, { day: 20_000n, week: 10n ** 6n }, [['week', 200_000n, 'tight']]],
    ['not after three', 27, { day: 20_000n, week: 10n ** 6n }, []],
    ['a month after three months', 90, { day: 20_000n, month: 10n ** 8n }, [['month', 1_000_000n, 'tight']]],
    ['not after two', 89, { day: 20_000n, month: 10n ** 8n }, []],
    [
      'not below what a shorter window allows',
      28,
      { day: 250_000n, hour: 240_000n, week: 10n ** 6n },
      [['week', 250_000n, 'tight']],
    ],
    ['a week needs more', 14, { day: 20_000n, week: 69_999n }, [['week', 200_000n, 'room']]],
    ['a month needs more', 60, { day: 20_000n, month: 300_000n }, [['month', 1_000_000n, 'room']]],
  ])('%s', (_name, days, all, expected) =>
    expect(limitsFor(seenOn(upTo(days)), limitsOf({ site: tiny, all }))).toEqual(expected),
  )

  test('not below what a site may cost, in as long or in less', () => {
    const narrow = (site: Limits['site']) =>
      limitsFor(seenOn(upTo(28)), limitsOf({ site, all: { day: 20_000n, week: 10n ** 7n } }))
    expect(narrow({ ...tiny, week: 300_000n })).toEqual([['week', 300_000n, 'tight']])
    expect(narrow({ ...tiny, day: 400_000n })).toEqual([['week', 400_000n, 'tight']])
  })

  test('with what is allowed, what was needed, and how long it was looked', () =>
    expect(propose(busy(6, [0, 2]), defaultLimits).real.find(isLimit)).toEqual({
      kind: 'limit',
      purse: 'real',
      which: 'day',
      limit: 20_000_000n,
      reason: 'room',
      facts: { now: 5_000_000n, busiest: 6_000_000n, days: 3 },
    }))

  test.each([
    ['Pacific/Kiritimati', '2026-11-22T11:00:00Z'],
    ['Pacific/Honolulu', '2026-11-24T09:00:00Z'],
    ['UTC', '2026-11-23T12:00:00Z'],
  ])('by the weeks of the person’s calendar, in %s', (zone, monday) => {
    const at = Date.parse(monday) / 1000
    const there = (days: number) => seen(0, { at: at + days * DAY, day: stampsOf(at + days * DAY, zone).day })
    expect(there(0).day).toBe('2026-11-23')
    const limits = limitsOf({ site: tiny, all: { day: 20_000n, week: 69_999n } })
    // Seven in one week are more than allowed; the same, begun a day earlier, are six and one.
    expect(limitsFor(upTo(7).map(there), limits)).toEqual([['week', 200_000n, 'room']])
    expect(
      limitsFor(
        upTo(7).map((each) => there(each - 1)),
        limits,
      ),
    ).toEqual([])
  })
})

test('most money comes first, rules before limits, real and test money apart', () => {
  const at = (site: string, price: bigint, purse: 'real' | 'test' = 'real') => seenOn(upTo(7), { site, price, purse })
  const log = [
    ...at('https://c.example', 5n),
    ...at('https://b.example', 5n),
    ...at('https://a.example', 9n, 'test'),
    ...at('https://d.example', 7n),
  ]
  const names = (proposals: Proposal[]) => proposals.map((each) => (isRule(each) ? each.site : each.which))
  const { real, test } = propose(log, defaultLimits)
  expect(names(real)).toEqual(['https://d.example', 'https://b.example', 'https://c.example', 'day'])
  expect(names(test)).toEqual(['https://a.example', 'day'])
  expect([...real, ...test].map(({ purse }) => purse)).toEqual(['real', 'real', 'real', 'real', 'test', 'test'])
})

test('sites where as much would have been spent come by name', () => {
  const [one, two] = ['https://b.example', 'https://a.example'].map((site) => seen(0, { site, seller: SITE }))
  for (const log of [
    [one!, two!],
    [two!, one!],
  ])
    expect(rulesFor(log).map(({ site }) => site)).toEqual(['https://a.example', 'https://b.example'])
})

describe('whatever was learned', () => {
  const money = fc.oneof(fc.bigInt({ min: 1n, max: 30_000n }), fc.bigInt({ min: 1n, max: 10n ** 8n }))
  const visit: fc.Arbitrary<Learned> = fc
    .record({
      site: fc.constantFrom(SITE, 'https://b.example', 'https://c.example'),
      isOwn: fc.integer({ min: 0, max: 15 }).map((roll) => roll > 0),
      thing: fc.nat(9),
      at: fc.oneof(fc.integer({ min: NOW, max: NOW + 3 * DAY }), fc.integer({ min: NOW, max: NOW + 40 * DAY })),
      zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'Pacific/Honolulu'),
      purse: fc.constantFrom('real' as const, 'test' as const),
      price: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(10_000n, 12_000n) }, { weight: 1, arbitrary: money }),
    })
    .map(({ isOwn, thing, zone, ...rest }) => {
      const seller = isOwn ? rest.site : 'https://pay.example'
      return { ...rest, seller, intent: `${rest.site} ${seller} ${thing}`, day: stampsOf(rest.at, zone).day }
    })
  const log = fc.array(visit, { maxLength: 60 })
  const cap = fc.option(fc.bigInt({ min: 0n, max: 10n ** 7n }), { nil: undefined })
  const limits: fc.Arbitrary<Limits> = fc
    .record({ payment: money, day: money, all: money, week: cap, ceiling: cap, payee: cap })
    .map(({ payment, day, all, week, ceiling, payee }) => ({
      site: { payment, day },
      payee: payee === undefined ? {} : { payment: payee },
      all: { day: all, ...(week === undefined ? {} : { week }) },
      ceiling: ceiling === undefined ? {} : { day: ceiling },
    }))

  test('no rule goes past a limit, and its day has room for its payment', () => {
    fc.assert(
      fc.property(log, limits, (log, limits) => {
        const { site, payee, all, ceiling } = limits
        for (const { caps, mode, facts } of Object.values(propose(log, limits)).flat().filter(isRule)) {
          const { payment, day } = caps
          for (const limit of [site.payment, payee.payment, site.day, all.day, all.week, ceiling.day])
            if (limit !== undefined) expect(payment <= limit).toBe(true)
          for (const limit of [site.day, all.day, all.week, ceiling.day])
            if (limit !== undefined) expect(day <= limit).toBe(true)
          expect(isConsistent(caps)).toBe(true)
          if (mode === 'auto') expect(payment >= facts.most && facts.most <= facts.usual * 2n).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('no site pays by itself that was not bought from thrice on two days, or that another sells on', () => {
    let automatic = 0
    fc.assert(
      fc.property(log, (log) => {
        for (const { site, purse, mode } of Object.values(propose(log, defaultLimits)).flat().filter(isRule)) {
          if (mode === 'ask') continue
          automatic++
          const visits = log.filter((each) => each.site === site && each.purse === purse)
          expect(visits.length).toBeGreaterThanOrEqual(3)
          expect(new Set(visits.map(({ day }) => day)).size).toBeGreaterThanOrEqual(2)
          expect(visits.every(({ seller }) => seller === site)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(automatic).toBeGreaterThan(20)
  })

  test('every visit is told of once: as a purchase or as a repeat', () => {
    fc.assert(
      fc.property(log, (log) => {
        const rules = Object.values(propose(log, defaultLimits)).flat().filter(isRule)
        const told = rules.reduce((sum, { facts }) => sum + facts.purchases + facts.repeats, 0)
        expect(told).toBe(log.length)
        expect(new Set(rules.map(({ site, purse }) => `${purse} ${site}`)).size).toBe(rules.length)
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which it is told makes no difference', () => {
    const shuffled = log.chain((log) =>
      fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length })),
    )
    fc.assert(
      fc.property(shuffled, limits, ([log, other], limits) => {
        expect(propose(other, limits)).toEqual(propose(log, limits))
      }),
      { numRuns: 500 },
    )
  })

  test('a proposed limit leaves room, or saves much, and is not raised past a ceiling', () => {
    const steady = visit.map((each) => ({ ...each, seller: each.site, price: 10_000n }))
    const limits = fc
      .record({ day: fc.bigInt({ min: 20_000n, max: 600_000n }), ceiling: fc.bigInt({ min: 20_000n, max: 600_000n }) })
      .map(({ day, ceiling }) => limitsOf({ site: tiny, all: { day }, ceiling: { day: ceiling } }))
    const seenReasons = new Set<string>()
    fc.assert(
      fc.property(fc.array(steady, { minLength: 9, maxLength: 60 }), limits, (log, limits) => {
        for (const { limit, reason, facts } of Object.values(propose(log, limits)).flat().filter(isLimit)) {
          const { now, busiest } = facts
          seenReasons.add(reason)
          if (reason === 'room') expect(busiest > now && limit > now && limit <= limits.ceiling.day!).toBe(true)
          else expect(limit >= busiest * 2n && limit * 4n <= now).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect([...seenReasons].sort()).toEqual([...limitReasons].sort())
  })
})
