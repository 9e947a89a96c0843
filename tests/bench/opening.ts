/** How much longer does a page that is paid by rule take to open when the worker was asleep, by how far away its seller is? */
import { setTimeout } from 'node:timers/promises'
import { launch } from '../drive/chromium.ts'
import { startWorld } from '../servers/world.ts'
import { closeOurs, payByRule } from './scene.ts'
import { type Line, median } from './table.ts'

/** Milliseconds to the first byte of an answer, over the time the seller itself takes. */
const AWAY = [0, 50, 100]
/** Milliseconds in which a worker, and the process it had to itself, are gone. */
const CALM = 600

export async function opening(rounds: number): Promise<Line[]> {
  const world = await startWorld()
  const tuppence = await launch()
  try {
    const site = world.origins.odd
    await payByRule(tuppence, world, site)
    const page = await tuppence.context.newPage()
    await closeOurs(tuppence)
    const network = await tuppence.context.newCDPSession(page)
    await network.send('Network.enable')

    const opened = async (name: string): Promise<number> => {
      const began = Date.now()
      await page.goto(`${site}/clean?${name}`, { waitUntil: 'commit' }).catch(() => undefined)
      await page.getByText('You paid').waitFor()
      return Date.now() - began
    }
    const lines: Line[] = []
    for (const latency of AWAY) {
      const speed = { offline: false, downloadThroughput: -1, uploadThroughput: -1 }
      await network.send('Network.emulateNetworkConditions', { ...speed, latency })
      const [awake, asleep]: [number[], number[]] = [[], []]
      for (let round = -2; round < rounds; round++)
        for (const times of [awake, asleep]) {
          await page.goto('about:blank')
          if (times === asleep) await tuppence.killWorker()
          await setTimeout(CALM)
          const took = await opened(`${latency}-${round}-${times === asleep}`)
          if (round >= 0) times.push(took)
        }
      const more = median(asleep) - median(awake)
      lines.push({
        what: `a page paid by rule, its seller ${latency} ms away, the worker asleep against awake`,
        ratio: median(asleep) / median(awake),
        goal: Infinity,
        more: `${more} ms more (${median(awake)} and ${median(asleep)} ms, medians of ${rounds} in turn)`,
      })
    }
    return lines
  } finally {
    await tuppence.close()
    await world.close()
  }
}
