/**
 * The worker dies at any await, rows are met twice at once, answers come late or not at all: over the real journal
 * (an IndexedDB in memory) and the real engine. Everything outside the worker is played: browser, seller, chain, person.
 */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { held, type In, MAX_PRESENTED } from '../../lib/core/payment'
import { defaultLimits } from '../../lib/core/rules'
import { engine } from '../../lib/engine/engine'
import type { Account, Ports } from '../../lib/engine/ports'
import { type Database, openDatabase } from '../../lib/store/database'
import { heldAt, history, journal } from '../../lib/store/payments'
import { setRule } from '../../lib/store/rules'
import { nonceOf } from '../../lib/wallet/sign'
import { header, PAYER, required, requirements, sighting } from '../make/offers'

class Died extends Error {}

const KEY = `0x${'11'.repeat(32)}` as const
const START = 1_764_000_000
/** Limits that a handful of payments runs into. */
const limits = { ...defaultLimits, perPayment: 60_000n, perSiteDay: 100_000n, perDay: 150_000n }

let database: Database
let runs = 0
beforeAll(async () => {
  database = await openDatabase('crash')
})
afterAll(() => database.close())

type Want = { url: number; site: 'a' | 'b'; amount: number }

/** Everything that survives a worker: the browser, the sellers, the chain, the clock. */
function world(coin: () => boolean) {
  const w = {
    now: START + runs * 10 * 86_400,
    wall: new Map<number, string>(),
    signed: new Map<string, Set<string>>(),
    presented: new Map<string, number>(),
    redeemable: new Map<string, In<'issued'>>(),
    chain: new Map<string, bigint>(),
    bySite: new Map<string, bigint>(),
    unlocked: true,
    /** Pages may still be loading. */
    isBusy: true,
  }

  /** Time passes, and sellers redeem what they hold, or do not. */
  function pass(seconds: number) {
    w.now += seconds
    for (const [nonce, payment] of w.redeemable) {
      if (w.now >= payment.authorization.validBefore || !coin()) continue
      w.redeemable.delete(nonce)
      settle(payment)
    }
  }

  function settle(payment: In<'issued'>) {
    const { nonce } = payment.authorization
    // The token contract honours a nonce once, whoever presents it how often.
    if (w.chain.has(nonce)) return
    w.chain.set(nonce, payment.price)
    w.bySite.set(payment.place.site, (w.bySite.get(payment.place.site) ?? 0n) + payment.price)
  }

  /** One life of a worker, which ends after so many steps. */
  function life(steps: number) {
    const step = async () => {
      await Promise.resolve()
      if (steps-- <= 0) throw new Died()
    }
    const disk = journal(Promise.resolve(database))
    const guarded = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
      return async (...args: A) => {
        await step()
        const result = await work(...args)
        await step()
        return result
      }
    }
    const account: Account = { state: 'open', address: PAYER, nonce: (intent, seq) => nonceOf(KEY, intent, seq) }
    const ports: Ports = {
      journal: {
        meet: guarded(disk.meet),
        change: guarded(disk.change),
        get: guarded(disk.get),
        open: guarded(disk.open),
      },
      clock: () => ({ now: w.now, zone: 'UTC' }),
      settings: async () => ({ limits, newSite: 'ask', paused: false, testNetworks: true }),
      account: async () => (w.unlocked ? account : { state: 'locked', address: PAYER }),
      balances: async () => ({}),
      wall: async () => undefined,
      ask: guarded(async () => {}),
      sign: guarded(async ({ intent, authorization }) => {
        w.signed.set(intent, (w.signed.get(intent) ?? new Set()).add(authorization.nonce))
        return `0x${authorization.nonce.slice(2)}` as const
      }),
      ready: guarded(async ({ place }) => w.wall.get(place.tab) === place.url),
      isAt: guarded(async ({ place }) => w.wall.get(place.tab) === place.url),
      shown: guarded(async () => (w.isBusy && coin() ? 'loading' : coin() ? 200 : undefined)),
      isInFront: async () => true,
      issue: guarded(async (payment) => {
        const { nonce } = payment.authorization
        w.presented.set(nonce, (w.presented.get(nonce) ?? 0) + 1)
        w.redeemable.set(nonce, payment)
        if (coin()) settle(payment)
      }),
      truth: guarded(async ({ authorization }) => ({ used: w.chain.has(authorization.nonce), time: w.now })),
      later: () => {},
      changed: () => {},
    }
    return engine(ports)
  }
  return { w, pass, life }
}

const wants = fc.array(
  fc.record({ url: fc.nat({ max: 3 }), site: fc.constantFrom('a', 'b'), amount: fc.integer({ min: 1, max: 60_000 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
)
const deaths = fc.array(fc.nat({ max: 60 }), { maxLength: 10 })

test('no death pays twice, passes a limit, or leaves money held for ever', async () => {
  await fc.assert(
    fc.asyncProperty(
      wants,
      deaths,
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom('auto', 'ask'),
      async (wanted, deaths, coins, mode) => {
        runs += 1
        await Promise.all([database.clear('payments'), database.clear('sums')])
        const coin = () => coins.next().value as boolean
        const { w, pass, life } = world(coin)
        for (const site of ['a', 'b'])
          await setRule(database, { site: `https://${site}.example`, mode, perPayment: 60_000n, perDay: 100_000n })
        const queue = wanted.entries()

        const see = (tab: number, { url, site, amount }: Want) => {
          const origin = `https://${site}.example`
          w.wall.set(tab, `${origin}/${url}`)
          const demanded = header(required([requirements({ amount: `${amount}`, maxTimeoutSeconds: 60 })]))
          return sighting({ tab, site: origin, seller: origin, url: `${origin}/${url}`, header: demanded })
        }
        const quietly = (act: Promise<unknown>) =>
          act.catch((error: unknown) => {
            if (!(error instanceof Died)) throw error
          })
        const live = async (steps: number) => {
          const worker = life(steps)
          const acts = [quietly(worker.recover()), quietly(worker.recover())]
          const act = (...more: Promise<unknown>[]) => acts.push(...more.map(quietly))
          if (coin()) act(worker.watchAll())
          for (let i = 0; i < 2; i++) {
            const next = queue.next().value
            if (!next) continue
            const [tab, want] = next
            const seen = see(tab, want)
            act(worker.saw(seen), ...(coin() ? [worker.saw(seen), worker.saw({ ...seen, tab: tab + 100 })] : []))
          }
          const open = await journal(Promise.resolve(database)).open()
          for (const payment of open) {
            const { id, place, state } = payment
            if (state === 'asking' && coin()) {
              const amount = payment.demand.offers[0]!.amount.toString()
              act(
                worker.answer(id, { say: 'pay', chosen: 0, amount }),
                worker.answer(id, coin() ? { say: 'pay', chosen: 0, amount } : { say: 'no', reason: 'closed' }),
              )
            }
            if (state === 'issued' && coin()) {
              const status = coin() ? 200 : coin() ? 500 : 402
              act(worker.heard({ ...place, status, headers: [] }))
              if (status === 402)
                act(
                  worker.saw(
                    sighting({
                      ...place,
                      header: header(
                        required(payment.demand.offers.map(({ accepted }) => JSON.parse(accepted) as object)),
                      ),
                    }),
                  ),
                )
            }
            if (coin() && coin()) act(worker.left(place.tab))
          }
          await Promise.all(acts)
        }

        for (const steps of deaths) {
          await live(steps)
          const intents = (await journal(Promise.resolve(database)).open()).map(({ intent }) => intent)
          expect(new Set(intents).size).toBe(intents.length)
          pass(20)
          w.unlocked = coin() || coin()
        }
        w.unlocked = true
        w.isBusy = false
        await life(1e6).recover()
        pass(300)
        await life(1e6).recover()
        await life(1e6).watchAll()

        const rows = await history(database, 1000)
        // One purchase, one authorization: a second seq may only follow the proven end of the first.
        for (const row of rows) expect(['asking', 'refused', 'settled', 'expired']).toContain(row.state)
        const nonces = rows.flatMap((row) => ('authorization' in row ? [row.authorization.nonce] : []))
        expect(new Set(nonces).size).toBe(nonces.length)
        for (const times of w.presented.values()) expect(times).toBeLessThanOrEqual(MAX_PRESENTED)
        // The books are the chain's.
        const settled = rows.filter((row) => row.state === 'settled').map((row) => row.authorization.nonce)
        expect(new Set(settled)).toEqual(new Set(w.chain.keys()))
        // By rule, no site and no day ever spends past its limit.
        const total = [...w.chain.values()].reduce((sum, price) => sum + price, 0n)
        if (mode === 'auto') {
          const byRule = rows.filter((row) => row.state === 'settled' && row.why === 'rule')
          const of = (site: string) =>
            byRule.filter((row) => row.place.site.includes(`//${site}.`)).reduce((sum, row) => sum + held(row), 0n)
          expect(of('a')).toBeLessThanOrEqual(limits.perSiteDay)
          expect(of('b')).toBeLessThanOrEqual(limits.perSiteDay)
          expect(of('a') + of('b')).toBeLessThanOrEqual(limits.perDay)
        }
        // What the sums say is what the rows say.
        const sums = await heldAt(database, 'https://a.example', { now: START + runs * 10 * 86_400, zone: 'UTC' })
        expect(sums.test.day).toBe(rows.reduce((sum, row) => sum + held(row), 0n))
        expect(sums.test.day).toBe(total)
      },
    ),
    { numRuns: 1000 },
  )
}, 240_000)
