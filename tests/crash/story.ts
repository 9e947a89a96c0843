/** Stories for the world: what people, sellers, clocks, disks and workers do, in any order, as far as chance has it. */
import fc from 'fast-check'
import type { Moment } from '../../lib/core/clock'
import { type Caps, defaultLimits, type Limits } from '../../lib/core/limits'
import type { In, Payment } from '../../lib/core/payment'
import { modes, newRule } from '../../lib/core/rules'
import type { Sighting } from '../../lib/core/sighting'
import { keepTime } from '../../lib/store/payments'
import { changeRule } from '../../lib/store/rules'
import { header, PAYEE, PAYER, requirements, sighting, USDC_BASE } from '../make/offers'
import type { Disk } from './disk'
import type { Life } from './life'
import type { Luck } from './luck'
import type { Scenario, World } from './world'

const OTHER = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const SITES = ['a', 'b', 'c'].map((name) => `https://${name}.example`)
const USDC_ARBITRUM = '0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d'

const TABS = 10
const PATHS = 5

const HOUR = 3600
const DAY = 24 * HOUR
const ZONES = [
  'UTC',
  'Europe/Lisbon',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
]
/** Clocks change in Lisbon, New York and on Lord Howe; a month, a year, a leap day and a week end. */
const STARTS = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-10-03T15:30Z',
  '2026-12-31T24:00Z',
  '2028-02-28T24:00Z',
  '2026-07-05T24:00Z',
].map((text) => Date.parse(text) / 1000)

/** One thing that happens, to which worker, with its own luck; and whether all is quiet before the next. */
export type Command = { verb: Verb; seat: number; luck: number; wait: boolean }
export type Verb = keyof typeof verbs

/** A story under way. */
type Stage = {
  world: World
  disk: Disk
  life: Life
  /** Begins something, which may go on while other things happen. */
  act(work: Promise<unknown>): void
  quiet(): Promise<void>
  kill(): void
}

export const verbs = {
  /** The person opens a page that wants money, or several at once. */
  meet({ world, life, act }: Stage, luck: Luck) {
    for (let pages = luck.pick([1, 1, 1, 4]); pages > 0; pages--)
      act(life.saw(show402(world, luck.below(TABS), demandAt(luck))))
  },

  /** The page is loaded again, in its tab or in another, or twice in a row. */
  reload({ world, life, act }: Stage, luck: Luck) {
    const shown = luck.pick([['wall'], ['page'], ['wall', 'page']])
    const tab = luck.pick([...world.tabs.values()].filter(({ shows }) => shown.includes(shows)))
    if (!tab) return
    const from = luck.chance(0.8) ? tab.sighting.tab : luck.below(TABS)
    for (let times = luck.pick([1, 2]); times > 0; times--) act(life.saw(show402(world, from, tab.sighting)))
  },

  /** The person answers a card, or goes through several. */
  answer(stage: Stage, luck: Luck) {
    for (let cards = luck.pick([1, 1, 3]); cards > 0; cards--) answerCard(stage, luck)
  },

  /** The seller answers the paid request. */
  reply({ world, life, act }: Stage, luck: Luck) {
    const tab = luck.pick([...world.tabs.values()].filter(({ shows }) => shows === 'paying'))
    const payment = tab?.payment
    if (!tab || !payment) return
    const { nonce } = payment.authorization
    const isRefused = world.refuses(payment) && luck.chance(0.9)
    const status = isRefused ? 402 : luck.pick([200, 200, 200, 303, 402, 402, 404, 500, 0])
    const fate = world.chain.get(nonce)
    const isLie = !fate && luck.chance(0.05)
    if (isLie) world.law.claimed.add(nonce)
    const isReceipted = (fate?.state === 'used' && luck.chance(0.6)) || isLie
    const headers = isReceipted ? [receipt(payment, fate?.transaction ?? `0x${'ee'.repeat(32)}`)] : []
    world.tabs.set(tab.sighting.tab, { ...tab, shows: status === 402 ? 'wall' : 'page', status })
    if (luck.chance(0.15)) return
    act(hear(life, { ...payment.place, status, headers }, tab.sighting))
  },

  /** The person goes elsewhere, or closes the tab. */
  leave({ world, life, act }: Stage, luck: Luck) {
    const tab = luck.pick([...world.tabs.keys()])
    if (tab === undefined) return
    world.tabs.delete(tab)
    if (luck.chance(0.8)) act(life.left(tab))
  },

  watch: ({ life, act }: Stage) => act(life.watchAll()),
  look: ({ life, act }: Stage, luck: Luck) => act(life.askAt(luck.below(TABS))),

  again({ world, life, act }: Stage, luck: Luck) {
    const payment = pickRow(world, luck, 'refused')
    if (payment) act(life.again(payment.id))
  },

  cancel({ world, life, act }: Stage, luck: Luck) {
    const payment = pickRow(world, luck, 'issued')
    if (payment) act(life.cancel(payment.id))
  },

  lock({ world: { person } }: Stage) {
    person.isUnlocked = false
  },

  unlock({ world: { person }, life, act }: Stage) {
    person.isUnlocked = true
    act(life.reconsider())
  },

  rule({ disk, act }: Stage, luck: Luck) {
    const [site, mode] = [luck.pick(SITES), luck.pick(['auto', ...modes] as const)]
    act(changeRule(disk.own, site, (rule) => ({ ...(rule ?? newRule(site, mode, RULE)), mode })))
  },

  pass: ({ world }: Stage, luck: Luck) => world.pass(luck.pick([1, 5, 20, 70, 200, 700, HOUR]), luck),

  /** A quiet time: the worker only looks at the clock now and then. */
  async rest({ world, disk }: Stage, luck: Luck) {
    for (let times = luck.below(5); times >= 0; times--) {
      world.pass(luck.below(8 * HOUR), luck)
      await keepTime(disk.own, world.clock())
    }
  },

  /** A computer that slept, for as much as days. */
  sleep: ({ world }: Stage, luck: Luck) => world.pass(luck.below(3 * DAY), luck),

  /** The clock is set, back or forward, or right again. */
  set({ world: { person } }: Stage, luck: Luck) {
    person.offset = luck.pick([0, -1, 1, 1]) * luck.pick([30, 600, HOUR, DAY, 2 * DAY, 40 * DAY])
  },

  travel({ world: { person } }: Stage, luck: Luck) {
    person.zone = luck.pick(ZONES)
  },

  kill: ({ kill }: Stage) => kill(),

  tear({ disk }: Stage, luck: Luck) {
    const error = luck.pick(['QuotaExceededError', 'AbortError'] as const)
    disk.tear({ at: 1 + luck.below(5), error, turns: luck.below(6) })
  },

  /** Everything stops at once, and what was not saved for good is gone. */
  async power({ world, disk, kill, quiet }: Stage, luck: Luck) {
    kill()
    await quiet()
    disk.powerCut(luck.below(4))
    const clock = (await disk.own.get('meta', 'clock')) as Moment | undefined
    world.law.reread({ rules: await disk.own.getAll('rules'), clock })
  },
}

/** What usually happens, in this proportion. */
export const everyday = { meet: 10, reload: 4, answer: 7, reply: 6, pass: 5, watch: 3, leave: 1, kill: 2, unlock: 1 }

/** Small stories by the thousand, and now and then a long one. */
export function stories(weights: Partial<Record<Verb, number>>) {
  const verb = fc.oneof(
    ...Object.entries(weights).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Verb) })),
  )
  const command = fc.record({ verb, seat: fc.nat({ max: 1 }), luck: fc.nat(), wait: fc.boolean() })
  const commands = fc.oneof(
    { weight: 11, arbitrary: fc.array(command, { minLength: 4, maxLength: 18, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(command, { minLength: 30, maxLength: 60, size: 'max' }) },
  )
  return fc.tuple(fc.nat(), commands)
}

const RULE = { payment: 60_000n, day: 100_000n }

/** Limits that a handful of payments runs into, of another kind each time. */
const TIGHT: { [scope in keyof Limits]?: Caps }[] = [
  { site: { day: 90_000n } },
  { site: { hour: 70_000n, minute: 2 } },
  { all: { day: 120_000n, week: 150_000n } },
  { all: { month: 140_000n, ever: 300_000n } },
  { payee: { payment: 40_000n, hour: 60_000n, week: 130_000n } },
  { ceiling: { day: 110_000n, payment: 55_000n } },
  { ceiling: { hour: 80_000n, ever: 200_000n } },
  { ceiling: { minute: 2, week: 130_000n } },
  {},
]

/** Sites with rules, and limits of one kind or another, at a time of change. */
export function scenarioOf(luck: Luck): Scenario {
  const start = luck.pick(STARTS) + luck.below(2 * HOUR) - HOUR
  const tight = luck.pick(TIGHT)
  const limits = {
    site: { ...defaultLimits.site, ...tight.site },
    payee: { ...tight.payee },
    all: { ...defaultLimits.all, ...tight.all },
    ceiling: { ...tight.ceiling },
  }
  const rules = SITES.map((site, index) => ({
    ...newRule(site, index === 2 ? luck.pick(modes) : luck.chance(0.9) ? 'auto' : 'ask', {
      ...RULE,
      ...(luck.chance(0.3) ? { hour: 80_000n, week: 160_000n } : {}),
    }),
    sellers: luck.chance(0.3) ? [luck.pick(SITES)] : [],
    rotates: luck.chance(),
    ...(luck.chance(0.4) ? { again: luck.pick([0, 5, 60]) } : {}),
    ...(luck.chance(0.1) ? { until: start + luck.below(HOUR) } : {}),
  }))
  return {
    start,
    zone: luck.pick(ZONES),
    limits,
    rules: luck.chance(0.9) ? rules : rules.slice(1),
    picky: luck.chance(0.4) ? SITES[0] : undefined,
  }
}

type Wanted = Pick<Sighting, 'site' | 'seller' | 'url' | 'method'> & { header?: string }

/** What a page asks for: mostly one offer like the last one, of a cent or a few. */
function demandAt(luck: Luck): Wanted {
  const site = luck.pick([...SITES, ...SITES.slice(0, 2), ...SITES.slice(0, 1)])
  const seller = luck.chance(0.9) ? site : luck.pick(SITES)
  const amount = () => `${luck.pick([10_000, 20_000, 20_000, 25_000, 30_000, 40_000, 58_000])}`
  const maxTimeoutSeconds = luck.pick([15, 60, 60, 300, 3000])
  const payTo = luck.chance(0.9) ? PAYEE : OTHER
  const first = requirements({ amount: amount(), maxTimeoutSeconds, payTo, ...tokenAt(luck, 0.95) })
  const second = requirements({ amount: amount(), maxTimeoutSeconds, payTo: OTHER, ...tokenAt(luck, 0.4) })
  const offers = luck.chance(0.6) ? [first] : [first, second]
  const extensions = luck.chance(0.2) ? { extensions: { 'payment-identifier': { info: { required: true } } } } : {}
  return {
    site,
    seller,
    url: `${seller}/${luck.below(PATHS)}`,
    method: luck.chance(0.85) ? 'GET' : 'POST',
    header: header({ x402Version: 2, accepts: offers, ...extensions }),
  }
}

function tokenAt(luck: Luck, usual: number): Record<string, unknown> {
  if (luck.chance(usual)) return {}
  const arbitrum = { network: 'eip155:421614', asset: USDC_ARBITRUM, extra: { name: 'USD Coin', version: '2' } }
  const base = { network: 'eip155:8453', asset: USDC_BASE, extra: { name: 'USD Coin', version: '2' } }
  return luck.pick([arbitrum, base])
}

function show402(world: World, tab: number, { site, seller, url, method, ...wanted }: Wanted): Sighting {
  const seen = sighting({ tab, site, seller, url, method, ...(wanted.header ? { header: wanted.header } : {}) })
  world.tabs.set(tab, { sighting: seen, shows: 'wall', status: 402 })
  return seen
}

/** Two answers at once: a doubled click, a click as the card closes; to another offer, or to a card that is out of date. */
function answerCard({ world, life, act }: Stage, luck: Luck): void {
  const payment = pickRow(world, luck, 'asking')
  if (!payment) return
  const { id, demand } = payment
  const chosen = luck.chance(0.6) ? payment.chosen : luck.below(demand.offers.length)
  const offer = demand.offers[chosen]
  if (!offer) return
  const pay = () => {
    world.law.clicked(id, offer)
    const amount = luck.chance(0.95) ? `${offer.amount}` : '1'
    act(life.answer(id, { say: 'pay', chosen, amount }))
  }
  const reason = luck.pick(['declined', 'closed', 'blocked'] as const)
  const no = () => act(life.answer(id, { say: 'no', reason }).then(() => world.law.declined(id)))
  for (const say of luck.pick([[pay], [pay], [pay, pay], [pay, no], [no, pay], [no]])) say()
}

function pickRow<S extends Payment['state']>({ law }: World, luck: Luck, state: S) {
  return luck.pick([...law.rows.values()].filter((row): row is Extract<Payment, { state: S }> => row.state === state))
}

/** As the background does: an answer that is not about a payment under way may be a 402 to be met. */
async function hear(life: Life, response: Parameters<Life['heard']>[0], seen: Sighting): Promise<void> {
  if (!(await life.heard(response)) && response.status === 402) await life.saw(seen)
}

function receipt({ demand, chosen }: In<'issued'>, transaction: string) {
  const network = demand.offers[chosen]?.network
  return { name: 'PAYMENT-RESPONSE', value: header({ success: true, transaction, network, payer: PAYER }) }
}
