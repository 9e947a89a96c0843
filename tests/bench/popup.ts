/** How long until a person can read and press something in the popup? */
import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { launch, type Tuppence } from '../drive/chromium.ts'
import { openWallet } from '../drive/wallet.ts'
import { startWorld } from '../servers/world.ts'
import { closeOurs } from './scene.ts'
import { inPage } from './in-page-text.ts'
import { type Line, median, quantile } from './table.ts'

/** Milliseconds. */
const GOAL = 150
const CALM = 500
const PAYMENTS = 10_000

export async function popups(rounds: number): Promise<Line[]> {
  const world = await startWorld()
  const tuppence = await launch()
  try {
    await openWallet(tuppence, world, 1_000_000n)
    await fill(tuppence)
    await closeOurs(tuppence)
    const [warm, cold, least]: [number[], number[], number[]] = [[], [], []]
    for (let round = -3; round < rounds; round++) {
      // A worker that has just begun has other things to do as well.
      await setTimeout(CALM)
      const tookLeast = await leastOf(tuppence)
      const took = await opened(tuppence)
      await tuppence.killWorker()
      // Nor is a process of ours left.
      await setTimeout(CALM)
      const tookCold = await opened(tuppence)
      if (round < 0) continue
      warm.push(took)
      cold.push(tookCold)
      least.push(tookLeast)
    }
    const line = (what: string, times: number[], goal: number): Line => ({
      what,
      ratio: median(times) / GOAL,
      goal,
      more: `median ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms of ${times.length} openings`,
    })
    return [
      line(
        `the popup's first figure and its switches, ${PAYMENTS.toLocaleString('en')} payments, over ${GOAL} ms`,
        warm,
        1,
      ),
      line('the same with the worker asleep', cold, Infinity),
      line('the least the browser needs for a page of an extension: one that shows a small file', least, Infinity),
    ]
  } finally {
    await tuppence.close()
    await world.close()
  }
}

async function fill(tuppence: Tuppence): Promise<void> {
  const page = await tuppence.open('options.html#/settings')
  await page.evaluate(await inPage())
  await page.evaluate((count) => bench.fill('tuppence', count), PAYMENTS)
  await page.close()
}

/** Milliseconds from the opening of the popup's page to the frame that shows the figure and what can be pressed. */
async function opened(tuppence: Tuppence): Promise<number> {
  const page = await tuppence.context.newPage()
  await page.addInitScript(watchForFigure)
  await page.goto(`chrome-extension://${tuppence.id}/popup.html`)
  const took = await usableAt(page)
  await page.close()
  return took
}

/** Milliseconds from the opening of a page of ours that needs nothing to its first paint. */
async function leastOf(tuppence: Tuppence): Promise<number> {
  const page = await tuppence.context.newPage()
  await page.goto(`chrome-extension://${tuppence.id}/theme.js`)
  const took = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries()[0]?.startTime ?? 0)).observe({
          type: 'paint',
          buffered: true,
        })
      }),
  )
  await page.close()
  return took
}

const usableAt = (page: Page) => page.evaluate(() => (globalThis as unknown as Watched).usable)

type Watched = { usable: Promise<number> }

function watchForFigure(): void {
  const isUsable = () =>
    document.querySelector('.popup .figure') !== null &&
    document.querySelector('.popup-foot input:not(:disabled)') !== null &&
    document.querySelector('.popup .links button:not(:disabled)') !== null
  ;(globalThis as unknown as Watched).usable = new Promise((resolve) => {
    const look = () => requestAnimationFrame((now) => (isUsable() ? resolve(now) : look()))
    look()
  })
}

declare const bench: typeof import('./in-page.ts')
