import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Caps, defaultLimits, type FullCaps, passed } from './limits'
import { bindingCaps, isConsistent, type Mode, modeOf, modes, newRule, suggestCaps } from './rules'
import { moment } from '../../tests/make/offers'

const site = 'https://news.example'
const caps = { payment: 50_000n, day: 200_000n }
const rule = newRule(site, 'auto', caps)

test('a new rule names no other sellers, trusts no new address, and buys nothing twice', () =>
  expect(rule).toEqual({ site, mode: 'auto', caps, sellers: [], rotates: false }))

describe('a mode', () => {
  test.each<[string, Mode, number | undefined, Mode]>([
    ['auto pays for good', 'auto', undefined, 'auto'],
    ['auto pays until its end', 'auto', 101, 'auto'],
    ['auto asks from its end on', 'auto', 100, 'ask'],
    ['auto asks after its end', 'auto', 99, 'ask'],
    ['auto that ended in 1970 asks', 'auto', 0, 'ask'],
    ['off stays off', 'off', 1, 'off'],
    ['learn stays learn', 'learn', 1, 'learn'],
    ['ask stays ask', 'ask', 1, 'ask'],
  ])('%s', (_name, mode, until, expected) =>
    expect(modeOf({ ...rule, mode, ...(until === undefined ? {} : { until }) }, 100)).toBe(expected),
  )

  test('without an end holds at any time', () => {
    for (const mode of modes) expect(modeOf({ ...rule, mode }, Number.MAX_SAFE_INTEGER)).toBe(mode)
  })
})

describe('the caps of a rule', () => {
  const { site: limit } = defaultLimits
  test.each<[string, FullCaps, FullCaps]>([
    ['below the limits are its own', caps, { ...caps, minute: 30 }],
    ['above the limits are the limits', { payment: 10n ** 9n, day: 10n ** 9n }, limit],
    ['are compared one by one', { payment: 1n, day: 10n ** 9n }, { ...limit, payment: 1n }],
    ['that no limit names remain', { ...caps, ever: 7n, minute: 5 }, { ...caps, ever: 7n, minute: 5 }],
  ])('%s', (_name, own, binding) => expect(bindingCaps({ ...rule, caps: own }, defaultLimits)).toEqual(binding))
})

describe('suggested caps', () => {
  const suggest = (price: bigint, usedToday = 0n, of?: Mode) =>
    suggestCaps(price, defaultLimits, { rule: of && { ...rule, mode: of }, usedToday })

  test.each<[string, FullCaps, FullCaps]>([
    ['leave a new site room for ten such payments', suggest(10_000n), { payment: 10_000n, day: 100_000n }],
    ['end at the limit of a day', suggest(100_000n), { payment: 100_000n, day: 1_000_000n }],
    ['end at the limit of a payment', suggest(100_001n), { payment: 100_000n, day: 1_000_000n }],
    ['begin anew where the site only asked', suggest(10_000n, 7n, 'ask'), { payment: 10_000n, day: 100_000n }],
    ['keep what a rule already allows', suggest(50_000n, 150_000n, 'auto'), caps],
    ['raise a rule’s payment by what is needed', suggest(50_001n, 0n, 'auto'), { ...caps, payment: 50_001n }],
    ['raise a rule’s day by what is needed', suggest(50_000n, 150_001n, 'auto'), { ...caps, day: 200_001n }],
  ])('%s', (_name, suggested, expected) => expect(suggested).toEqual(expected))

  test('keep every other cap of a rule that pays', () => {
    const full = { ...caps, hour: 1n, ever: 9n, minute: 2 }
    expect(suggestCaps(1n, defaultLimits, { rule: { ...rule, caps: full }, usedToday: 0n })).toEqual(full)
  })

  test('of a new site are consistent and within the limits, at any price', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), (price) => {
        const suggested = suggest(price)
        expect(isConsistent(suggested)).toBe(true)
        expect(bindingCaps({ ...rule, caps: suggested }, defaultLimits)).toMatchObject(suggested)
        const fits = passed(suggested, undefined, price, moment(), 'UTC') === undefined
        expect(fits).toBe(price <= defaultLimits.site.payment)
      }),
    )
  })
})

describe('caps are consistent', () => {
  test.each<[string, Caps, boolean]>([
    ['when there are none', {}, true],
    ['when longer windows allow more', { payment: 1n, hour: 2n, day: 3n, week: 4n, month: 5n, ever: 6n }, true],
    ['when longer windows allow the same', { payment: 3n, day: 3n, ever: 3n }, true],
    ['with gaps', { payment: 1n, ever: 2n }, true],
    ['whatever the number a minute', { minute: 0, day: 1n }, true],
    ['unless a day is less than a payment', { payment: 2n, day: 1n }, false],
    ['unless an hour is less than a payment', { payment: 2n, hour: 1n }, false],
    ['unless a day is less than an hour', { hour: 2n, day: 1n }, false],
    ['unless a week is less than a day', { day: 2n, week: 1n }, false],
    ['unless a month is less than a week', { week: 2n, month: 1n }, false],
    ['unless all there is is less than a month', { month: 2n, ever: 1n }, false],
    ['unless all there is is less than a payment', { payment: 2n, ever: 1n }, false],
    ['unless one in the middle is less', { payment: 1n, hour: 5n, day: 4n, week: 9n }, false],
  ])('%s', (_name, given, expected) => expect(isConsistent(given)).toBe(expected))
})
