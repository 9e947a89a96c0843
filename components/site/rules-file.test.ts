import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modes } from '../../lib/core/rules'
import type { RuleView } from '../../lib/core/view'
import { compare, readRules, wholeChange, writeRules } from './rules-file'

const rule = (change: Partial<RuleView> = {}): RuleView => ({
  site: 'https://news.example',
  mode: 'auto',
  caps: { payment: '50000', day: '500000' },
  sellers: [],
  rotates: false,
  media: false,
  ...change,
})
const written = (change: object) =>
  JSON.stringify({
    tuppence: 'rules',
    version: 1,
    rules: [{ ...(JSON.parse(writeRules([rule()])).rules[0] as object), ...change }],
  })
const stepsOf = (after: RuleView, before?: RuleView, newSite: 'ask' | 'off' = 'ask') =>
  compare(before ? [before] : [], [after], newSite)[0]?.steps ?? []
const loosened = (after: RuleView, before?: RuleView, newSite: 'ask' | 'off' = 'ask') =>
  stepsOf(after, before, newSite)
    .filter(({ loosens }) => loosens)
    .map(({ what, name }) => name ?? what)

const cents = fc.integer({ min: 1, max: 10_000 }).map((cents) => `${cents * 10_000}`)
const any: fc.Arbitrary<RuleView> = fc
  .record({
    site: fc.integer({ min: 0, max: 9 }).map((n) => `https://s${n}.example`),
    mode: fc.constantFrom(...modes),
    caps: fc.tuple(cents, cents).map(([a, b]) => {
      const [payment, day] = BigInt(a) < BigInt(b) ? [a, b] : [b, a]
      return { payment, day, minute: 9 }
    }),
    until: fc.option(fc.integer({ min: 1, max: 2_000_000_000 }), { nil: undefined }),
    again: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
    sellers: fc.subarray(['https://a.example', 'http://localhost:1']),
    rotates: fc.boolean(),
    media: fc.boolean(),
  })
  .map(({ until, again, ...rest }) => ({
    ...rest,
    ...(until === undefined ? {} : { until }),
    ...(again === undefined ? {} : { again }),
  }))
const many = fc.uniqueArray(any, { selector: ({ site }) => site })

test('rules that went out come in again the very same, and then change nothing', () => {
  fc.assert(
    fc.property(many, (rules) => {
      expect(readRules(writeRules(rules))).toEqual({ rules })
      expect(compare(rules, rules, 'ask').flatMap(({ steps }) => steps)).toEqual([])
    }),
  )
})

test('amounts in the file are dollars, as a person would write them', () => {
  expect(JSON.parse(writeRules([rule()])).rules[0].caps).toEqual({ payment: '0.05', day: '0.50' })
})

test.each<[string, string, string]>([
  ['not JSON', 'rules', ''],
  ['another file', '{"books": 1}', 'tuppence'],
  ['a later version', '{"tuppence": "rules", "version": 2, "rules": []}', 'version'],
  ['a site that is none', written({ site: 'news' }), 'rules.0.site'],
  ['a site with a path', written({ site: 'https://news.example/a' }), 'rules.0.site'],
  ['a site that would be read as another', written({ site: 'HTTPS://news.example' }), 'rules.0.site'],
  ['plain http, which is never paid', written({ site: 'http://news.example' }), 'rules.0.site'],
  ['a mode there is not', written({ mode: 'free' }), 'rules.0.mode'],
  ['a cap that is no amount', written({ caps: { payment: 'x', day: '1' } }), 'rules.0.caps'],
  ['a day that is less than a payment', written({ caps: { payment: '2', day: '1' } }), 'rules.0.caps'],
  ['no cap on a payment', written({ caps: { day: '1' } }), 'rules.0.caps.payment'],
  ['a seller that is none', written({ sellers: ['*'] }), 'rules.0.sellers.0'],
  ['a key there is not', written({ free: true }), 'rules.0.free'],
])('%s is not taken, and it is said where', (_what, file, where) => {
  expect(readRules(file)).toEqual({ where })
})

test('two rules for one site contradict each other, so neither is taken', () => {
  const twice = JSON.stringify({ ...JSON.parse(writeRules([rule(), rule({ mode: 'off' })])) })
  expect(readRules(twice)).toEqual({ where: 'rules' })
})

test('whatever allows more than now is marked', () => {
  expect(loosened(rule({ caps: { payment: '60000', day: '400000' } }), rule())).toEqual(['payment'])
  const week = { payment: '50000', day: '500000', week: '600000' }
  expect(loosened(rule(), rule({ caps: week }))).toEqual(['week'])
  expect(loosened(rule({ caps: week }), rule())).toEqual([])
  expect(loosened(rule(), rule({ mode: 'ask' }))).toEqual(['mode'])
  expect(loosened(rule({ mode: 'off' }), rule())).toEqual([])
  expect(loosened(rule(), rule({ until: 9 }))).toEqual(['until'])
  expect(loosened(rule({ until: 9 }), rule())).toEqual([])
  expect(loosened(rule({ again: 60 }), rule({ again: 90 }))).toEqual(['again'])
  expect(loosened(rule({ again: 90 }), rule({ again: 60 }))).toEqual([])
  expect(loosened(rule({ sellers: ['https://a.example'] }), rule({ sellers: ['https://b.example'] }))).toEqual([
    'seller',
  ])
  expect(loosened(rule({ rotates: true, media: true }), rule())).toEqual(['rotates', 'media'])
  expect(loosened(rule(), rule({ rotates: true, media: true }))).toEqual([])
})

test('a rule for a site that had none allows more only than what happens at a new site', () => {
  expect(loosened(rule())).toEqual(['mode'])
  expect(loosened(rule({ mode: 'ask' }))).toEqual([])
  expect(loosened(rule({ mode: 'ask' }), undefined, 'off')).toEqual(['mode'])
  expect(stepsOf(rule({ mode: 'ask' })).map(({ what, name }) => name ?? what)).toEqual(['mode', 'payment', 'day'])
})

test('a rule is made what it was, with nothing of another left in it', () => {
  expect(wholeChange(rule({ until: 5 }))).toEqual({
    mode: 'auto',
    caps: { payment: '50000', day: '500000' },
    until: 5,
    again: null,
    sellers: [],
    rotates: false,
    media: false,
  })
})
