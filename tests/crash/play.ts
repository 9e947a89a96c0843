/** Plays stories over the real journal, and holds each to the laws at every step. */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect } from 'vitest'
import { usedOf } from '../../lib/core/limits'
import { auditOf } from '../../lib/store/audit'
import { talliesAt } from '../../lib/store/looks'
import { changeRule } from '../../lib/store/rules'
import { USDC_BASE } from '../make/offers'
import { type Disk, openDisk, pause } from './disk'
import { holds, isDecided, isTest, offerOf, show } from './laws'
import { Died, type Life, live } from './life'
import { luckOf } from './luck'
import { type Command, scenarioOf, stories, type Verb, verbs } from './story'
import { type World, world } from './world'

/** Errors of a disk that failed, as browsers name them. */
const TORN = ['QuotaExceededError', 'AbortError', 'InvalidStateError', 'TransactionInactiveError']

/** Plays one story from its beginning to the time when everything has ended, and holds it to the laws at every step. */
async function play(disk: Disk, seed: number, commands: Command[]): Promise<void> {
  const luck = luckOf(seed)
  const scenario = scenarioOf(luck)
  const w = world(scenario)
  const { law } = w
  await disk.clear(law.committed)
  for (const rule of scenario.rules) await changeRule(disk.own, rule.site, () => rule)
  disk.flush()

  const acts = new Set<Promise<unknown>>()
  const act = (work: Promise<unknown>) => {
    const done = work.catch((error: unknown) => {
      const isExpected = error instanceof Died || (error instanceof DOMException && TORN.includes(error.name))
      law.law(isExpected, 'something else went wrong', error instanceof Error ? error.stack : error)
    })
    acts.add(done)
    void done.then(() => acts.delete(done))
  }
  const quiet = async () => {
    while (acts.size > 0) await Promise.all(acts)
  }

  const lives: Life[] = []
  const buried = new Set<Life>()
  const born = (seat: number, steps: number): Life => {
    const life = live(w, disk, seat, steps, luckOf(luck.below(2 ** 32)))
    lives[seat] = life
    act(life.recover())
    return life
  }
  /** A seat whose worker has died gets another, which does what every worker does first. */
  const lifeAt = (seat: number) => {
    const life = lives[seat]
    return life && !life.isDead() ? life : born(seat, luck.chance(0.4) ? 1e6 : luck.below(60))
  }
  const kill = () => {
    for (const life of lives) life?.die()
  }

  try {
    for (const { verb, seat, luck: seed, wait } of commands) {
      await verbs[verb]({ world: w, disk, life: lifeAt(seat), act, quiet, kill }, luckOf(seed))
      if (luck.chance(0.05)) w.pass(luck.below(30), luck)
      await (wait ? quiet() : pause(luck.below(12)))
      expectLawful(w)
      const dead = lives.filter((life) => life.isDead() && !buried.has(life))
      if (acts.size > 0 || dead.length === 0) continue
      for (const life of dead) buried.add(life)
      await inBalance(disk)
    }
    kill()
    await quiet()
    disk.tear(undefined)
    w.calm()
    for (const _ of 'twice') {
      const last = born(0, 1e6)
      await quiet()
      const validBefore = [...law.rows.values()].map((row) => (isDecided(row) ? row.authorization.validBefore : 0))
      w.pass(Math.max(0, Math.max(...validBefore) + 300 - w.time()), luck)
      act(last.watchAll())
      await quiet()
      last.die()
    }
    await atTheEnd(w, disk)
  } finally {
    kill()
    await quiet()
  }
}

function expectLawful({ law: { broken } }: World): void {
  if (broken.length > 0) expect.fail(broken.join('\n'))
}

async function inBalance(disk: Disk): Promise<void> {
  expect(await auditOf(disk.own).catch(String)).toMatchObject({ differing: [], unreadable: 0 })
}

/** Nothing is open any more, and the books are the chain's, to the unit. */
async function atTheEnd(w: World, disk: Disk): Promise<void> {
  const { law, chain, messages } = w
  expectLawful(w)
  await inBalance(disk)
  const saved = await disk.own.getAll('payments')
  const known = [...law.raw.values()]
  if (!isDeepStrictEqual(saved, known)) expect.fail(`${show(saved)} is not ${show(known)}`)
  const rows = [...law.rows.values()]
  expect(rows.filter(({ state }) => !['refused', 'settled', 'expired', 'learned'].includes(state))).toEqual([])

  const spent = { real: 0n, test: 0n }
  for (const row of rows) if (holds(row)) spent[isTest(offerOf(row)) ? 'test' : 'real'] += row.price
  const taken = { real: 0n, test: 0n }
  for (const { nonce, asset, value } of new Map(messages.map((message) => [message.nonce, message])).values())
    if (chain.get(nonce)?.state === 'used' || law.isBelieved(nonce))
      taken[asset === USDC_BASE ? 'real' : 'test'] += value
  expect(spent).toEqual(taken)
  const { all, moment } = await talliesAt(disk.own, '', w.clock())
  const ever = (purse: 'real' | 'test') => usedOf(all[purse], 'ever', moment.stamps).micros
  expect({ real: ever('real'), test: ever('test') }).toEqual(taken)
}

/** Holds this many stories to the laws. `CRASH_RUNS` sets another number, `CRASH_SEED` other stories. */
export function proof(seed: number) {
  let disk: Disk
  beforeAll(async () => {
    disk = await openDisk(`crash-${seed}`)
  })
  afterAll(() => disk.close())

  return async (numRuns: number, weights: Partial<Record<Verb, number>>): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(stories(weights), async ([luck, commands]) => play(disk, luck, commands)),
      {
        numRuns: Number(process.env['CRASH_RUNS'] ?? numRuns),
        seed: Number(process.env['CRASH_SEED'] ?? 0) + seed,
        // A bug that was planted is known already: nobody needs its shortest story.
        endOnFailure: Boolean(process.env['PLANTED']),
        includeErrorInReport: true,
      },
    )
  }
}
