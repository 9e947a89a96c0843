import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moment, NOW, PAYEE } from '../../tests/make/offers'
import { endOf, type Moment, periods, spans, type Stamps, stampsOf } from './clock'
import {
  allScope,
  type Caps,
  count,
  defaultLimits,
  passed,
  scopesOf,
  siteScope,
  type Tally,
  tighter,
  usedOf,
} from './limits'

const DAY = 86_400
const now = moment()
const spent = (micros: bigint, number = 1, when = now) => count({}, when.stamps, micros, number)
const used = (tally: Tally, when: Moment = now) =>
  Object.fromEntries(spans.map((span) => [span, usedOf(tally, span, when.stamps).micros]))

test('a person who set nothing is held to $0.10 a payment, $1 a site a day, 30 a minute, and $5 a day in all', () =>
  expect(defaultLimits).toEqual({
    site: { payment: 100_000n, day: 1_000_000n, minute: 30 },
    payee: {},
    all: { day: 5_000_000n },
    ceiling: {},
  }))

describe('what counts together', () => {
  const keys = (...args: Parameters<typeof scopesOf>) => Object.values(scopesOf(...args))
  const [a, b] = ['https://a.example', 'https://b.example']

  test('is one site, one payee, and everything', () =>
    expect(scopesOf('real', a, '0xA')).toEqual({
      site: siteScope('real', a),
      payee: 'real payee 0xa',
      all: allScope('real'),
    }))
  test('is never real and test money', () => {
    expect(new Set([...keys('real', a, PAYEE), ...keys('test', a, PAYEE)]).size).toBe(6)
  })
  test('is one payee, however its address is written, on whatever site', () =>
    expect(scopesOf('real', a, PAYEE).payee).toBe(scopesOf('real', b, PAYEE.toLowerCase()).payee))
  test('is not two sites', () => expect(siteScope('real', a)).not.toBe(siteScope('real', b)))
})

describe('a tally', () => {
  const tomorrow = moment(NOW + DAY)

  test('begins empty', () => expect(usedOf(undefined, 'day', now.stamps)).toEqual({ micros: 0n, count: 0 }))
  test('counts money and payments in every window', () => {
    const tally = count(spent(5n), now.stamps, 7n, 1)
    for (const span of spans) expect(usedOf(tally, span, now.stamps)).toMatchObject({ micros: 12n, count: 2 })
  })
  test('for ever goes by no name, and goes on from what was written down', () => {
    const kept = { ever: { stamp: '', micros: 5n, count: 1 } }
    expect(count(kept, now.stamps, 7n, 1).ever).toEqual({ stamp: '', micros: 12n, count: 2 })
  })
  test('leaves the one before as it was', () => {
    const before = spent(5n)
    count(before, now.stamps, 7n, 1)
    expect(before).toEqual(spent(5n))
  })

  test.each<[string, Tally, Record<string, bigint>]>([
    ['of yesterday is not used today', spent(5n), { minute: 0n, hour: 0n, day: 0n, week: 5n, month: 5n, ever: 5n }],
    ['of both days adds what lasts', count(spent(5n), tomorrow.stamps, 7n, 1), { day: 7n, week: 12n, ever: 12n }],
    ['released yesterday frees what lasts', count(spent(5n), now.stamps, -5n, -1), { day: 0n, week: 0n, ever: 0n }],
    [
      'released today, of yesterday, leaves today alone',
      count(count(spent(5n), tomorrow.stamps, 7n, 1), now.stamps, -5n, -1),
      { minute: 7n, hour: 7n, day: 7n, week: 7n, month: 7n, ever: 7n },
    ],
    [
      'told late of a window that has ended leaves the present one alone',
      count(spent(7n, 1, tomorrow), now.stamps, 5n, 1),
      { minute: 7n, hour: 7n, day: 7n, week: 12n, month: 12n, ever: 12n },
    ],
  ])('%s', (_name, tally, expected) => expect(used(tally, tomorrow)).toMatchObject(expected))

  const row = fc.record({
    at: fc.oneof(fc.integer({ min: NOW, max: NOW + 300 }), fc.integer({ min: NOW, max: NOW + 70 * DAY })),
    zone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/London'),
    price: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    released: fc.boolean(),
    /** When it is written, and when released, in any order among the others. */
    turns: fc.tuple(fc.nat(), fc.nat()).map(([one, two]) => [Math.min(one, two), Math.max(one, two)] as const),
  })
  type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

  const tallyOf = (rows: Row[]): Tally =>
    rows
      .flatMap(({ at, zone, price, released, turns: [first, second] }) => {
        const stamps = stampsOf(at, zone)
        const held = { turn: first, stamps, micros: price, number: 1 }
        return released ? [held, { turn: second, stamps, micros: -price, number: -1 }] : [held]
      })
      .sort((one, two) => one.turn - two.turn)
      .reduce<Tally>((tally, { stamps, micros, number }) => count(tally, stamps, micros, number), {})

  test('is the sum of the rows of the current windows, whatever was written or released, in any order', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
        const stamped = rows.map((each) => ({ ...each, stamps: stampsOf(each.at, each.zone) }))
        const latest = (span: keyof Stamps) =>
          stamped
            .map(({ stamps }) => stamps[span])
            .sort()
            .at(-1)!
        const tally = tallyOf(rows)
        for (const span of spans) {
          const current = stamped.filter(({ stamps }) => span === 'ever' || stamps[span] === latest(span))
          const held = current.filter(({ released }) => !released)
          const stamps = { ...stamped[0]!.stamps, ...(span === 'ever' ? {} : { [span]: latest(span) }) }
          expect(usedOf(tally, span, stamps)).toMatchObject({
            micros: held.reduce((sum, { price }) => sum + price, 0n),
            count: held.length,
          })
        }
        expect(tallyOf(rows.map((each) => ({ ...each, turns: [each.at, Infinity] })))).toEqual(tally)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('exactly the cap is allowed, and one micro-dollar more is not', () => {
  test.each(periods)('in %s', (period) => {
    const caps = { [period]: 100n }
    expect(passed(caps, spent(60n), 40n, now, 'UTC')).toBeUndefined()
    const resets = endOf(period, now, 'UTC')
    expect(passed(caps, spent(60n), 41n, now, 'UTC')).toEqual({
      period,
      limit: 100n,
      used: 60n,
      ...(resets ? { resets } : {}),
    })
    expect(passed(caps, undefined, 100n, now, 'UTC')).toBeUndefined()
    expect(passed(caps, undefined, 101n, now, 'UTC')).toMatchObject({ limit: 100n, used: 0n })
  })

  test.each([
    ['hour', '2025-11-24T17:00:00+01:00', '2025-11-24T17:00:00Z'],
    ['day', '2025-11-24T17:00:00+01:00', '2025-11-25T00:00:00+01:00'],
    ['week', '2025-11-24T17:00:00+01:00', '2025-12-01T00:00:00+01:00'],
    ['month', '2025-11-24T17:00:00+01:00', '2025-12-01T00:00:00+01:00'],
  ])('and a full %s says when it is whole again, in the person’s zone', (period, at, resets) => {
    const when = moment(Date.parse(at) / 1000, 'Europe/Rome')
    const over = passed({ [period]: 1n }, undefined, 2n, when, 'Europe/Rome')
    expect(over?.resets).toBe(Date.parse(resets) / 1000)
  })

  test('on a payment, whatever was spent before', () => {
    expect(passed({ payment: 100n }, spent(999n), 100n, now, 'UTC')).toBeUndefined()
    expect(passed({ payment: 100n }, undefined, 101n, now, 'UTC')).toEqual({ period: 'payment', limit: 100n, used: 0n })
  })

  test('and the last payment of a minute, however cheap', () => {
    expect(passed({ minute: 30 }, spent(0n, 29), 1n, now, 'UTC')).toBeUndefined()
    const late = moment(NOW + 59)
    for (const when of [now, late])
      expect(passed({ minute: 30 }, spent(0n, 30), 1n, when, 'UTC')).toEqual({
        period: 'minute',
        limit: 30n,
        used: 30n,
        resets: NOW + 60,
      })
    expect(passed({ minute: 30 }, spent(0n, 30), 1n, moment(NOW + 60), 'UTC')).toBeUndefined()
    expect(passed({ minute: 0 }, undefined, 1n, now, 'UTC')).toMatchObject({ period: 'minute', used: 0n })
  })

  test('and one for ever is never whole again', () =>
    expect(passed({ ever: 1n }, undefined, 2n, now, 'UTC')).not.toHaveProperty('resets'))

  test('a window that has ended is whole', () =>
    expect(passed({ day: 100n }, spent(100n), 100n, moment(NOW + DAY), 'UTC')).toBeUndefined())

  test('what is not capped is not in the way', () =>
    expect(passed({}, spent(10n ** 30n, 10 ** 6), 10n ** 30n, now, 'UTC')).toBeUndefined())

  test('of several in the way the shortest is named', () => {
    const caps: Caps = { payment: 1n, minute: 0, hour: 1n, day: 1n, week: 1n, month: 1n, ever: 1n }
    for (const period of ['payment', ...periods, 'minute'] as const) {
      expect(passed(caps, undefined, 2n, now, 'UTC')?.period).toBe(period)
      delete caps[period]
    }
  })
})

describe('of two sets of caps', () => {
  const cap = fc.bigInt({ min: 0n, max: 50n })
  const anyCaps: fc.Arbitrary<Caps> = fc.record(
    { payment: cap, hour: cap, day: cap, week: cap, month: cap, ever: cap, minute: fc.nat(3) },
    { requiredKeys: [] },
  )

  test.each<[string, Caps, Caps, Caps]>([
    ['the tighter holds', { day: 1n, week: 9n }, { day: 2n, week: 8n }, { day: 1n, week: 8n }],
    ['the only one holds', { payment: 5n }, { ever: 7n }, { payment: 5n, ever: 7n }],
    ['fewer a minute hold', { minute: 3 }, { minute: 2 }, { minute: 2 }],
    [
      'nothing allowed is tighter than anything',
      { day: 0n, minute: 0 },
      { day: 1n, minute: 1 },
      { day: 0n, minute: 0 },
    ],
    ['none is none', {}, {}, {}],
  ])('%s', (_name, a, b, both) => {
    expect(tighter(a, b)).toEqual(both)
    expect(tighter(b, a)).toEqual(both)
  })

  test('both let through what the tighter of them lets through, and nothing else', () => {
    fc.assert(
      fc.property(anyCaps, anyCaps, cap, cap, fc.nat(3), (a, b, held, price, number) => {
        const blocks = (caps: Caps) => passed(caps, spent(held, number), price, now, 'UTC') !== undefined
        expect(blocks(tighter(a, b))).toBe(blocks(a) || blocks(b))
      }),
      { numRuns: 2000 },
    )
  })
})
