/** How long does a page wait for what Tuppence pays by rule, against the same page paying by itself with the official client? */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { launch } from '../drive/chromium.ts'
import { newKey } from '../drive/wallet.ts'
import { startWorld, type World } from '../servers/world.ts'
import { privateKeyToAccount } from 'viem/accounts'
import { findChromium } from '../setup/browsers.mjs'
import { closeOurs, payByRule } from './scene.ts'
import { type Line, median, quantile } from './table.ts'

export async function paying(rounds: number): Promise<Line[]> {
  const world = await startWorld()
  const tuppence = await launch()
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-self-'))
  const plain = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const site = world.origins.kinds
    await payByRule(tuppence, world, site)
    const key = newKey()
    await world.fund(privateKeyToAccount(key).address, 100_000_000n)

    const ours = await tuppence.context.newPage()
    const self = await plain.newPage()
    for (const page of [ours, self]) await page.goto(`${site}/`)
    await self.evaluate(await bundled())
    await self.evaluate((key) => client.begin(key), key)

    await closeOurs(tuppence)

    const times: Record<'ours' | 'self' | 'cold', number[]> = { ours: [], self: [], cold: [] }
    const gaps: number[] = []
    for (let round = -5; round < rounds; round++) {
      const isCounted = round >= 0
      const url = (who: string) => `${site}/paid/text?${who}${round}`
      const kinds = round % 4 === 0 ? (['ours', 'self', 'cold'] as const) : (['self', 'ours'] as const)
      for (const kind of kinds) {
        if (kind === 'cold') await tuppence.killWorker()
        const page = kind === 'self' ? self : ours
        await page.bringToFront()
        const took = await timed(page, url(kind), kind === 'self')
        if (isCounted) times[kind].push(took)
        if (isCounted && kind === 'ours') gaps.push(gapOf(world, `?ours${round}`))
      }
    }
    const ratio = median(times.ours) / median(times.self)
    const of = (kind: keyof typeof times) =>
      `${median(times[kind]).toFixed(0)} ms (p95 ${quantile(times[kind], 0.95).toFixed(0)})`
    return [
      {
        what: 'paid by rule, against the page paying itself with @x402/fetch',
        ratio,
        goal: 1.25,
        more: `${of('ours')} and ${of('self')}, medians of ${times.ours.length} in turn, seller and facilitator included`,
      },
      {
        what: 'the same with the worker dead',
        ratio: median(times.cold) / median(times.self),
        goal: Infinity,
        more: `${of('cold')}: ${(median(times.cold) - median(times.ours)).toFixed(0)} ms more (goal ≤ 60)`,
      },
      {
        what: 'from the 402 at the seller to the paid request at the seller, p95 in ms over the goal of 15',
        ratio: quantile(gaps, 0.95) / 15,
        goal: Infinity,
        more: `median ${median(gaps).toFixed(0)} ms, p95 ${quantile(gaps, 0.95).toFixed(0)} ms: see, decide, save, sign, save, header, and the browser’s own way there and back`,
      },
    ]
  } finally {
    await plain.close()
    await tuppence.close()
    await world.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function gapOf(world: World, query: string): number {
  const [wall, paid] = world.hits().filter(({ path }) => path.endsWith(query))
  return (paid?.at ?? Number.NaN) - (wall?.at ?? Number.NaN)
}

async function timed(page: Page, url: string, isSelf: boolean): Promise<number> {
  const { status, took } = await page.evaluate(
    async ({ url, isSelf }) => {
      const began = performance.now()
      const response = await (isSelf ? client.pay(url) : fetch(url))
      await response.text()
      return { status: response.status, took: performance.now() - began }
    },
    { url, isSelf },
  )
  if (status !== 200) throw new Error(`${url} was answered ${status}`)
  return took
}

/** The official client, built as a page would. */
async function bundled(): Promise<string> {
  const entry = new URL('client.ts', import.meta.url).pathname
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'client' }, minify: true },
  })
  const [{ output }] = result as unknown as [{ output: [{ code: string }] }]
  return `${output[0].code};globalThis.client = client`
}

declare const client: typeof import('./client.ts')
