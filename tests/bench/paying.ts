/** How long does a page wait for what Tuppence pays by rule, against the same page paying by itself with the official client? */
import { mkdtemp, rm } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
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
import { listen, type Times, timesOf } from './steps.ts'
import { type Line, median, quantile } from './table.ts'

/** Milliseconds in which a payment is written down, told, and its balance read anew. */
const CALM = 1000

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

    const payOnce = async (kind: 'ours' | 'self' | 'cold', query: string) => {
      const page = kind === 'self' ? self : ours
      await page.bringToFront()
      return timed(page, `${site}/paid/text?${query}`, kind === 'self')
    }
    const times: Record<'ours' | 'self' | 'cold', number[]> = { ours: [], self: [], cold: [] }
    for (let round = -5; round < rounds; round++) {
      const kinds = round % 4 === 0 ? (['ours', 'self', 'cold'] as const) : (['self', 'ours'] as const)
      for (const kind of kinds) {
        if (kind === 'cold') await tuppence.killWorker()
        const took = await payOnce(kind, `${kind}${round}`)
        if (round >= 0) times[kind].push(took)
      }
    }

    // By themselves: to listen costs time too.
    const worker = tuppence.context.serviceWorkers().at(-1)
    if (!worker) throw new Error('There is no worker')
    await listen(worker, site)
    const steps: Step[][] = []
    for (let round = -5; round < rounds; round++) {
      await setTimeout(CALM)
      await payOnce('ours', `step${round}`)
      if (round >= 0) steps.push(stepsOf(await timesOf(worker), hitsOf(world, `?step${round}`)))
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
        what: 'the same with the worker dead, more than warm, over the goal of 60 ms',
        ratio: (median(times.cold) - median(times.ours)) / 60,
        goal: 1,
        more: `${(median(times.cold) - median(times.ours)).toFixed(0)} ms more: ${of('cold')}`,
      },
      shareOf(steps, STEPS, 'from the 402 at the seller to the paid request at the seller', Infinity),
      shareOf(steps, OWN, 'our own share of that, in the worker', 1),
    ]
  } finally {
    await plain.close()
    await tuppence.close()
    await world.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const STEPS = [
  'the browser tells of the 402',
  'the page says that it waits',
  'read wallet, balance and settings',
  'read books, decide, save',
  'sign',
  'save',
  'header rule',
  'the page asks again, and the seller hears',
] as const
const OWN = STEPS.slice(2, -1)

type Step = { name: (typeof STEPS)[number]; took: number }

function stepsOf(
  { reported, asked, deciding, reserved, signed, saved, ready }: Times,
  [wall, paid]: [number, number],
): Step[] {
  const ends = [wall, reported, asked, deciding, reserved, signed, saved, ready, paid]
  return STEPS.map((name, at) => ({ name, took: (ends[at + 1] ?? Number.NaN) - (ends[at] ?? Number.NaN) }))
}

/** Some of the steps together, against the goal, and each by itself. */
function shareOf(payments: Step[][], names: readonly Step['name'][], what: string, goal: number): Line {
  const took = (steps: Step[], wanted: readonly string[]) =>
    steps.reduce((sum, { name, took }) => (wanted.includes(name) ? sum + took : sum), 0)
  const sums = payments.map((steps) => took(steps, names))
  const each = names.map((name) => `${name} ${median(payments.map((steps) => took(steps, [name]))).toFixed(1)}`)
  return {
    what: `${what}, p95 in ms over the goal of 15`,
    ratio: quantile(sums, 0.95) / 15,
    goal,
    more: `median ${median(sums).toFixed(1)} ms, p95 ${quantile(sums, 0.95).toFixed(1)} ms: ${each.join(', ')}`,
  }
}

function hitsOf(world: World, query: string): [number, number] {
  const [wall, paid] = world.hits().filter(({ path }) => path.endsWith(query))
  return [wall?.at ?? Number.NaN, paid?.at ?? Number.NaN]
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
