import fc from 'fast-check'
import { expect, test } from 'vitest'
import schema from '../../public/managed-schema.json'
import { defaultLimits } from './limits'
import { mostOf, narrowed, networksOutside, newSiteChoices, newSiteModes, policyKeys, readPolicy } from './managed'
import { networks } from './networks'
import { isOn, type Settings } from './policy'

const BASE = 'eip155:8453'
const POLYGON = 'eip155:137'

const settings: Settings = {
  limits: defaultLimits,
  newSite: 'ask',
  paused: false,
  testNetworks: true,
  preferred: [],
  networksOff: [POLYGON],
}

const policyOf = (written: unknown) => {
  const read = readPolicy(written)
  if ('wrong' in read) throw new Error(read.wrong.join())
  return read.policy
}
const within = (written: unknown) => narrowed(settings, policyOf(written))

test('what the browser lets an organisation write is what Tuppence reads', () => {
  expect(policyKeys.toSorted()).toEqual(Object.keys(schema.properties).toSorted())
  const { limits, ceilings } = schema.properties
  const texts = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, key === 'minute' ? 3 : '1.50']))
  const written = { limits: texts(Object.keys(limits.properties)), ceilings: texts(Object.keys(ceilings.properties)) }
  expect(mostOf(policyOf(written))).toEqual({
    site: { payment: 1_500_000n, day: 1_500_000n },
    all: { day: 1_500_000n },
    ceiling: {
      payment: 1_500_000n,
      minute: 3,
      hour: 1_500_000n,
      day: 1_500_000n,
      week: 1_500_000n,
      month: 1_500_000n,
      ever: 1_500_000n,
    },
  })
})

test.each<[string, unknown, string[]]>([
  ['a key misspelt', { block: ['https://a.example'] }, ['block']],
  ['a limit misspelt', { limits: { perDay: '1' } }, ['limits.perDay']],
  ['an amount that is a number', { limits: { day: 1 } }, ['limits.day']],
  ['an amount that is none', { ceilings: { day: '1,50' } }, ['ceilings.day']],
  ['less than nothing', { limits: { payment: '-1' } }, ['limits.payment']],
  ['a count that is none', { ceilings: { minute: 0 } }, ['ceilings.minute']],
  ['a mode that pays new sites', { newSite: 'auto' }, ['newSite']],
  ['a list that is none', { blocked: 'https://a.example' }, ['blocked']],
  ['a network by another name', { networks: ['base'] }, ['networks.0']],
  ['a network inside other text', { networks: ['eip155:1', 'x eip155:1', 'eip155:1 x'] }, ['networks.1', 'networks.2']],
  ['what is no policy at all', 'paused', ['?']],
  ['two things at once', { paused: 1, newSite: 'x' }, ['newSite', 'paused']],
])('%s is named, and nothing of the policy is taken as read', (_what, written, wrong) => {
  expect(readPolicy(written)).toEqual({ wrong })
})

test.each([
  'news.example',
  'https://news.example/',
  'https://News.example',
  'https://*.example',
  'https://news.example:443',
  'http://news.example:80',
  'https://bücher.example',
  'https://a@news.example',
  'ftp://news.example',
  'see https://news.example',
  'https://news.example and others',
])('%s would block nothing, so it is not taken for an origin', (text) => {
  expect(readPolicy({ blocked: ['https://b.example', text] })).toEqual({ wrong: ['blocked.1'] })
})

test.each([
  'https://news.example',
  'http://localhost:8402',
  'https://news.example:8443',
  'http://[::1]:8402',
  'http://a.example:443',
])('%s is an origin as a browser writes it', (text) => {
  expect(readPolicy({ allowed: [text] })).toEqual({ policy: { allowed: [text] } })
})

test('a limit is the tighter of the two, and a limit nobody laid down stays', () => {
  const { limits } = within({
    limits: { payment: '0.05', siteDay: '7', day: '2' },
    ceilings: { week: '10', minute: 4 },
  })
  expect(limits).toEqual({
    site: { payment: 50_000n, day: 1_000_000n, minute: 30 },
    payee: {},
    all: { day: 2_000_000n },
    ceiling: { week: 10_000_000n, minute: 4 },
  })
})

test('lists of sites are laid down as they are written', () => {
  const [allowed, blocked] = [['https://a.example'], ['https://b.example']]
  expect(within({ allowed })).toMatchObject({ allowed })
  expect(within({ allowed })).not.toHaveProperty('blocked')
  expect(within({ blocked })).toMatchObject({ blocked })
  expect(within({ blocked })).not.toHaveProperty('allowed')
})

test('an empty policy changes nothing', () => {
  expect(within({})).toEqual(settings)
  expect(newSiteChoices({})).toEqual(['ask', 'learn', 'off'])
  expect(networksOutside({})).toEqual([])
})

test.each([
  ['ask', 'learn', 'learn', ['learn', 'off']],
  ['off', 'learn', 'off', ['learn', 'off']],
  ['learn', 'ask', 'learn', ['ask', 'learn', 'off']],
  ['learn', 'off', 'off', ['off']],
] as const)('new sites set to %s, at most %s: %s', (own, most, holds, choices) => {
  expect(narrowed({ ...settings, newSite: own }, { newSite: most }).newSite).toBe(holds)
  expect(newSiteChoices({ newSite: most })).toEqual(choices)
})

test('a pause is laid down, and no pause is not', () => {
  expect(within({ paused: true }).paused).toBe(true)
  expect(narrowed({ ...settings, paused: true }, { paused: false }).paused).toBe(true)
  expect(within({ paused: false }).paused).toBe(false)
})

test('test networks are taken away, and never brought in', () => {
  expect(within({ testNetworks: false }).testNetworks).toBe(false)
  expect(narrowed({ ...settings, testNetworks: false }, { testNetworks: true }).testNetworks).toBe(false)
})

test('only networks on the list are paid on, and of those not the ones the person turned off', () => {
  const narrow = within({ networks: [BASE, POLYGON] })
  expect(networks.map(({ network }) => network).filter((network) => isOn(network, narrow))).toEqual([BASE])
})

const dollars = fc.option(
  fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
  {
    nil: undefined,
  },
)
const written = fc.record(
  {
    limits: fc.record({ payment: dollars, siteDay: dollars, day: dollars }),
    ceilings: fc.record({ payment: dollars, day: dollars, ever: dollars }),
    newSite: fc.constantFrom(...newSiteModes),
    paused: fc.boolean(),
    testNetworks: fc.boolean(),
    networks: fc.subarray(networks.map(({ network }) => network)),
  },
  { requiredKeys: [] },
)

test('whatever an organisation writes, nobody may spend more for it', () => {
  fc.assert(
    fc.property(written, (policy) => {
      const { limits, newSite, paused, networksOff } = within(policy)
      expect(limits.site.payment <= defaultLimits.site.payment).toBe(true)
      expect(limits.site.day <= defaultLimits.site.day).toBe(true)
      expect(limits.all.day <= defaultLimits.all.day).toBe(true)
      expect(newSiteModes.indexOf(newSite)).toBeGreaterThanOrEqual(newSiteModes.indexOf(settings.newSite))
      expect(networksOff).toContain(POLYGON)
      expect(paused || policy.paused !== true).toBe(true)
    }),
  )
})
