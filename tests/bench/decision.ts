/** Is a decision as quick with a million payments in the books as with a hundred? The real journal in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../setup/browsers.mjs'
import { listen, shut } from '../servers/listen.ts'
import { inPage } from './in-page-text.ts'
import { median, type Line } from './table.ts'

const ROUNDS = 300

export async function decisions(few: number, many: number): Promise<Line> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html>'),
  )
  const port = await listen(server)
  // On disk: a browser without a profile keeps its databases in memory, and has no room for a million rows.
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-bench-'))
  const executablePath = findChromium() ?? ''
  const browser = await chromium.launchPersistentContext(profile, { executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${port}/`)
    await page.evaluate(await inPage())
    await page.evaluate(
      async (sizes) => Promise.all(sizes.map((size) => bench.fill(`books-${size}`, size))),
      [few, many],
    )
    const times = await page.evaluate(({ names, rounds }) => bench.race(names, rounds), {
      names: [`books-${few}`, `books-${many}`],
      rounds: ROUNDS,
    })
    const [small, large] = times.map(median)
    if (small === undefined || large === undefined) throw new Error('Nothing was measured')
    return {
      what: `a decision and its reservation, ${many.toLocaleString('en')} rows against ${few}`,
      ratio: large / small,
      goal: 1.2,
      more: `${small.toFixed(2)} ms and ${large.toFixed(2)} ms, medians of ${ROUNDS} in turn`,
    }
  } finally {
    await browser.close()
    await shut(server)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

declare const bench: typeof import('./in-page.ts')
