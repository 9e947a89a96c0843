/** One life of a worker: the real engine over the real journal. It dies at some await, and nothing of it goes on. */
import { engine } from '../../lib/engine/engine'
import type { Place } from '../../lib/core/sighting'
import type { Account, Ports } from '../../lib/engine/ports'
import { journal } from '../../lib/store/payments'
import { nonceOf } from '../../lib/wallet/sign'
import { PAYER } from '../make/offers'
import { type Disk, pause } from './disk'
import type { Luck } from './luck'
import type { World } from './world'

export class Died extends Error {}
/** A death is not worth a stack. */
const died = new Died()

const KEY = `0x${'11'.repeat(32)}` as const

export type Life = ReturnType<typeof live>

/** A life that ends after so many steps, of which each call of a port is two. */
export function live(world: World, disk: Disk, seat: number, steps: number, luck: Luck) {
  const { law, person, tabs } = world
  const { database, cut } = disk.connect(seat)
  const saved = journal(async () => database)
  let isDead = false

  function die(): void {
    if (!isDead) cut(luck)
    isDead = true
  }

  async function step(): Promise<void> {
    await (luck.chance(0.3) ? pause(1 + luck.below(4)) : undefined)
    if (steps-- <= 0) die()
    if (isDead) throw died
  }

  const mortal = <A extends unknown[], R>(work: (...parameters: A) => Promise<R> | R) => {
    return async (...parameters: A): Promise<R> => {
      await step()
      const result = await work(...parameters)
      await step()
      return result
    }
  }

  const showsWall = (place: Place) => {
    const tab = tabs.get(place.tab)
    return tab?.shows === 'wall' && tab.sighting.url === place.url
  }

  const account: Account = {
    state: 'open',
    address: PAYER,
    nonce: (intent, seq) => nonceOf(KEY, intent, seq),
    sign: mortal((payment) => (person.isUnlocked ? world.sign(payment) : undefined)),
  }

  const ports: Ports = {
    journal: {
      meet: mortal(saved.meet),
      change: mortal(saved.change),
      tell: mortal(saved.tell),
      get: mortal(saved.get),
      open: mortal(saved.open),
    },
    clock: world.clock,
    settings: mortal(() => world.settings),
    account: mortal(() => (person.isUnlocked ? account : { state: 'locked', address: PAYER })),
    balances: async () => ({}),
    wall: async () => undefined,
    ask: mortal(() => {}),
    ready: mortal((payment) => {
      law.looked(payment)
      return showsWall(payment.place)
    }),
    // In every other tab the page itself asks, and waits.
    holds: (place) => {
      const isWaiting = place.tab % 2 === 1 && showsWall(place)
      if (isWaiting) law.waits(place)
      return isWaiting
    },
    ended: () => {},
    isAt: mortal(({ place }) => tabs.get(place.tab)?.sighting.url === place.url),
    shown: mortal(({ place }) => {
      const tab = tabs.get(place.tab)
      if (tab?.sighting.url !== place.url) return undefined
      return tab.shows === 'paying' ? 'loading' : tab.shows === 'wall' ? 402 : tab.status
    }),
    isInFront: mortal(() => luck.chance(0.9)),
    mayLook: async () => true,
    issue: mortal((payment) => world.receive(payment, luck)),
    truth: mortal((payment) => world.truth(payment, luck)),
    cancel: mortal(() => {
      if (!person.isUnlocked) return 'locked'
      if (luck.chance(0.2)) return luck.pick(['no_gas', 'unreachable'] as const)
      return `0x${luck.below(1e9).toString(16).padStart(64, 'c')}` as const
    }),
    takeBack: mortal((payment) => world.takeBack(payment, luck)),
    later: () => {},
    changed: () => {},
  }
  return { ...engine(ports), die, isDead: () => isDead }
}
