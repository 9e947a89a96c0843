import { describe, expect, test } from 'vitest'
import { moment, NOW } from '../../tests/make/offers'
import { type Alert, alertsOf, currentOf, remembered, type Spender, untold } from './alerts'
import { type Caps, count, defaultLimits, type Limits, scopesOf, type Tallies } from './limits'
import { newRule } from './rules'

const SITE = 'https://news.example'
const PAYEE = '0xAb'
const spender: Spender = { purse: 'real', site: SITE, payTo: PAYEE, scopes: scopesOf('real', SITE, PAYEE) }
const limits: Limits = { site: { payment: 100n, day: 1000n }, payee: {}, all: { day: 5000n }, ceiling: {} }

/** Everything that counts for such a payment, with so much used in every window. */
function standing(used: bigint, change: Partial<Limits> = {}, now = NOW) {
  const { stamps } = moment(now)
  const tallies: Tallies = Object.fromEntries(
    Object.values(spender.scopes).map((scope) => [scope, count({}, stamps, used, 1)]),
  )
  return { rule: undefined, limits: { ...limits, ...change }, tallies, moment: moment(now), now }
}

const short = (alerts: Alert[]) => alerts.map(({ bound, period, mark }) => `${bound} ${period} ${mark}`)

describe('a limit is told of', () => {
  test.each<[used: bigint, told: string[]]>([
    [499n, []],
    [500n, ['site day 50']],
    [799n, ['site day 50']],
    [800n, ['site day 80']],
    [999n, ['site day 80']],
    [1000n, ['site day 100']],
    [2500n, ['site day 100', 'all day 50']],
  ])('with %s of 1000 a day here and of 5000 in all used: %j', (used, told) => {
    expect(short(alertsOf(spender, standing(used)))).toEqual(told)
  })

  test('for a site and a payee by name, for every window that has one, and for ceilings', () => {
    const caps: Caps = { hour: 100n, week: 100n, month: 100n, ever: 100n }
    const alerts = alertsOf(spender, standing(90n, { payee: caps, ceiling: { ever: 90n } }))
    expect(alerts).toEqual([
      ...(['hour', 'week', 'month', 'ever'] as const).map((period) => ({
        purse: 'real',
        bound: 'payee',
        name: PAYEE,
        period,
        stamp: { hour: '2025-11-24T16', week: '2025-11-24', month: '2025-11', ever: '' }[period],
        limit: '100',
        mark: 80,
      })),
      { purse: 'real', bound: 'ceiling', name: '', period: 'ever', stamp: '', limit: '90', mark: 100 },
    ])
  })

  test('as it binds: a rule that pays has caps of its own, until it ends', () => {
    const rule = { ...newRule(SITE, 'auto', { payment: 10n, day: 200n }), until: NOW + 60 }
    expect(short(alertsOf(spender, { ...standing(100n), rule }))).toEqual(['site day 50'])
    expect(alertsOf(spender, { ...standing(100n), rule, now: NOW + 60 })).toEqual([])
    expect(alertsOf(spender, { ...standing(100n), rule: { ...rule, mode: 'ask' } })).toEqual([])
  })

  test('not where nothing may be spent at all', () => {
    expect(alertsOf(spender, standing(0n, { payee: { day: 0n } }))).toEqual([])
  })
})

describe('once for each window and limit', () => {
  /** Tells what is due at that moment, and remembers it. */
  function tell(told: Alert[], used: bigint, now = NOW, change: Partial<Limits> = {}) {
    const now_ = standing(used, change, now)
    const fresh = untold(alertsOf(spender, now_), told)
    return { fresh: short(fresh), told: remembered(told, fresh, now_.moment) }
  }

  test('each mark as it is passed, the highest alone where several are passed at once', () => {
    const first = tell([], 500n)
    expect(first.fresh).toEqual(['site day 50'])
    expect(tell(first.told, 700n).fresh).toEqual([])
    const second = tell(first.told, 1000n)
    expect(second.fresh).toEqual(['site day 100'])
    expect(tell(second.told, 1200n)).toMatchObject({ fresh: [], told: second.told })
    expect(second.told).toHaveLength(1)
  })

  test('money that became free again does not make an old mark new', () => {
    const { told } = tell([], 800n)
    expect(tell(told, 500n).fresh).toEqual([])
    expect(tell(told, 850n).fresh).toEqual([])
  })

  test('again in the next window, and what was told of the last one is forgotten', () => {
    const { told } = tell([], 800n)
    const next = tell(told, 600n, NOW + 86_400)
    expect(next.fresh).toEqual(['site day 50'])
    expect(next.told).toHaveLength(1)
    expect(currentOf(told, moment(NOW + 86_400))).toEqual([])
  })

  test('again for a limit that was changed', () => {
    const { told } = tell([], 800n)
    expect(tell(told, 800n, NOW, { site: { payment: 100n, day: 1600n } }).fresh).toEqual(['site day 50'])
  })

  test('apart for real and for play money, and for each site', () => {
    const { told } = tell([], 800n)
    const scopes = scopesOf('test', SITE, PAYEE)
    const tallies = { [scopes.site]: count({}, moment().stamps, 800n, 1) }
    const play = alertsOf({ ...spender, purse: 'test', scopes }, { ...standing(0n), tallies })
    expect(short(untold(play, told))).toEqual(['site day 80'])
    const [alert] = told
    expect(untold(alert ? [{ ...alert, name: 'https://a.example' }] : [], told)).toHaveLength(1)
  })

  test('the limits a new wallet has are told of too', () => {
    expect(short(alertsOf(spender, standing(1_000_000n, defaultLimits)))).toEqual(['site day 100'])
  })
})
