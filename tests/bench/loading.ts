/** What does a page without a 402 pay for Tuppence being there? Against no extension, and against one that only has the same permissions. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { listen, shut } from '../servers/listen.ts'
import { findChromium } from '../setup/browsers.mjs'
import { type Line, mean, uncertainty } from './table.ts'

const TUPPENCE = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url))
const RESOURCES = 200
/** Milliseconds each response takes, as on a real network. */
const NETWORK = 20

type Browser = { context: BrowserContext; page: Page; profile: string }
type Cost = { milliseconds: number; cpu: number }

export async function loading(rounds: number): Promise<Line[]> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const wait = Number(searchParams.get('wait') ?? 0)
    setTimeout(
      () => response.setHeader('cache-control', 'no-store').end(bodyOf(pathname, wait)),
      pathname === '/' ? 0 : wait,
    )
  })
  const port = await listen(server)
  const noop = await mkdtemp(join(tmpdir(), 'tuppence-noop-'))
  await makeNoop(noop)
  const browsers = await Promise.all([start(), start(noop), start(TUPPENCE)])
  try {
    const costs: Record<'quick' | 'network', Cost[][]> = { quick: [[], [], []], network: [[], [], []] }
    for (let round = -3; round < rounds; round++) {
      for (const [kind, wait] of [
        ['quick', 0],
        ['network', NETWORK],
      ] as const) {
        // In another order each time, so that nobody is always first.
        for (const place of [0, 1, 2].map((each) => (each + round + 3) % 3)) {
          const browser = browsers[place]
          if (!browser) continue
          const cost = await load(browser, `http://localhost:${port}/?wait=${wait}`)
          if (round >= 0) costs[kind][place]?.push(cost)
        }
      }
    }
    const ratio = (kind: 'quick' | 'network', what: keyof Cost, a: number, b: number) => {
      const [over, under] = [a, b].map((place) => (costs[kind][place] ?? []).map((cost) => cost[what]))
      return { ratio: mean(over) / mean(under), more: `± ${uncertainty(over, under).toFixed(2)}, ${rounds} pairs` }
    }
    return [
      {
        what: `CPU of a page with ${RESOURCES} subresources, against the permissions alone`,
        goal: 1.03,
        ...ratio('quick', 'cpu', 2, 1),
      },
      { what: 'the same against no extension', goal: Infinity, ...ratio('quick', 'cpu', 2, 0) },
      { what: 'the permissions alone against no extension', goal: Infinity, ...ratio('quick', 'cpu', 1, 0) },
      {
        what: `time to load it at ${NETWORK} ms a response, against no extension`,
        goal: 1.02,
        ...ratio('network', 'milliseconds', 2, 0),
      },
      {
        what: 'the permissions alone against no extension, likewise',
        goal: Infinity,
        ...ratio('network', 'milliseconds', 1, 0),
      },
    ]
  } finally {
    await Promise.all(browsers.map(({ context }) => context.close()))
    await shut(server)
    for (const folder of [noop, ...browsers.map(({ profile }) => profile)])
      await rm(folder, { recursive: true, force: true })
  }
}

/** An extension that asks for what Tuppence asks for, and does nothing with it. */
async function makeNoop(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(TUPPENCE, 'manifest.json'), 'utf8')) as Record<string, unknown>
  const { permissions, host_permissions, optional_host_permissions } = manifest
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'background.js'), '')
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'noop',
      version: '1',
      background: { service_worker: 'background.js' },
      permissions,
      host_permissions: host_permissions ?? optional_host_permissions,
    }),
  )
}

async function start(extension?: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-load-'))
  const loaded = extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    chromiumSandbox: false,
    ...(extension ? { ignoreDefaultArgs: ['--disable-extensions'] } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', ...loaded],
  })
  // Tuppence registers its script for pages in the first moments.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  return { context, page: await context.newPage(), profile }
}

async function load({ page, profile }: Browser, url: string): Promise<Cost> {
  await page.bringToFront()
  const before = await cpuOf(profile)
  await page.goto(url, { waitUntil: 'load' })
  const milliseconds = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return (navigation?.loadEventStart ?? 0) - (navigation?.startTime ?? 0)
  })
  // What goes on behind the page counts too.
  await new Promise((resolve) => setTimeout(resolve, 150))
  return { milliseconds, cpu: (await cpuOf(profile)) - before }
}

/** Clock ticks that all processes of that browser have used (Linux). */
async function cpuOf(profile: string): Promise<number> {
  const stats = new Map<number, { parent: number; ticks: number }>()
  let root: number | undefined
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
    if (!stat) continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    stats.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) })
    if (root !== undefined) continue
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=')) root = Number(name)
  }
  const isOurs = (id: number): boolean => id === root || (stats.has(id) && isOurs(stats.get(id)?.parent ?? 0))
  return [...stats].reduce((sum, [id, { ticks }]) => sum + (id > 1 && isOurs(id) ? ticks : 0), 0)
}

function bodyOf(path: string, wait: number): string {
  if (path.startsWith('/css')) return 'p { color: teal }'
  if (path.startsWith('/js')) return 'globalThis.n = (globalThis.n ?? 0) + 1'
  if (path !== '/') return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
  const each = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
  return `<!doctype html><title>page</title>
    ${each(25, (n) => `<link rel="stylesheet" href="/css${n}?wait=${wait}">`)}
    ${each(25, (n) => `<script src="/js${n}?wait=${wait}"></script>`)}
    ${each(RESOURCES - 50, (n) => `<img src="/img${n}?wait=${wait}" alt="">`)}`
}
