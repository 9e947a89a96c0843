/**
 * `npm start`: builds Tuppence, starts chain, facilitator and newspaper, and opens Chromium with a funded wallet, ready to
 * pay. Without a display, or with `--tour`, it walks the same tour by itself and leaves screenshots. `npm run screens`
 * walks it in light and in dark, for docs/screens; `npm run pictures` walks on, and draws what the stores show.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { networks } from '../../lib/core/networks.ts'
import { launch, type Tuppence } from '../drive/chromium.ts'
import { startWorld, type World } from '../servers/world.ts'
import { drawPictures, look, type Seen } from './pictures.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Everyone's key, so worthless: the wallet of the demo. */
const KEY = `0x${'2d'.repeat(32)}`
const PASSWORD = 'penny plain'
const FUNDS = 5_000_000n
const NEWSPAPER = 4402

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const isForDocs = process.argv.includes('--screens')
const isForStores = process.argv.includes('--pictures')
const headless = !hasDisplay || isForDocs || isForStores || process.argv.includes('--tour')

type Shots = (page: Page, name: string) => Promise<void>
type Scheme = 'light' | 'dark'

try {
  build()
  if (!headless) await walk('light', visit)
  else if (isForStores) await walk('light', pictures)
  else if (!isForDocs) await walk('light', (tuppence, world) => tour(tuppence, world, shots('.output/tour', 'light')))
  else
    for (const scheme of ['light', 'dark'] as const)
      await walk(scheme, (tuppence, world) => tour(tuppence, world, shots('docs/screens', scheme)))
  if (headless)
    say(`The screenshots are in ${isForStores ? 'docs/store/' : isForDocs ? 'docs/screens/' : '.output/tour/'}`)
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  process.exitCode = 1
}

/** Starts everything, and ends everything, whatever happens in between. */
async function walk(colorScheme: Scheme, go: (tuppence: Tuppence, world: World) => Promise<void>) {
  const world = await startWorld({ port: NEWSPAPER }).catch(() => startWorld())
  say(`A chain at ${world.rpcUrl}, a facilitator at ${world.facilitatorUrl}, a newspaper at ${world.origins.news}`)
  try {
    const tuppence = await launch({ headless, colorScheme })
    say('Chromium is open, with Tuppence in it')
    try {
      await go(tuppence, world)
    } finally {
      await tuppence.close()
    }
  } finally {
    await world.close()
  }
}

/** Screenshots into a folder, the colour scheme in their names; the toolbar popup must be told of the scheme itself. */
function shots(folder: string, colorScheme: Scheme): Shots {
  mkdirSync(join(root, folder), { recursive: true })
  return async (page, name) => {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ animations: 'disabled', path: join(root, folder, `${name}-${colorScheme}.png`) })
  }
}

async function pictures(tuppence: Tuppence, world: World) {
  const seen: Seen = new Map()
  await tour(tuppence, world, (page, name) => look(page, name, seen))
  await drawPictures(tuppence, world, seen)
}

function build() {
  say('Building the extension …')
  const { status, stdout, stderr } = spawnSync('wxt', ['build'], { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  console.error(stdout, stderr)
  throw new Error('The extension could not be built; what the builder said stands above.')
}

/** With a display: everything is set up, and the person takes over. */
async function visit(tuppence: Tuppence, world: World) {
  await setUp(tuppence, world)
  const page = await tuppence.context.newPage()
  await page.goto(world.origins.news)
  say(`The newspaper is yours: its articles cost a cent or two of play money (password of the wallet: "${PASSWORD}").`)
  say('Close the browser, or press Ctrl+C, to end.')
  const closed = new Promise((resolve) => tuppence.context.once('close', resolve))
  await Promise.race([closed, once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

/** Without one: the same, walked by itself and told. */
async function tour(tuppence: Tuppence, world: World, shoot: Shots) {
  const address = await setUp(tuppence, world, shoot)
  const balance = () => world.balance(address)
  const page = await tuppence.context.newPage()

  await page.goto(world.origins.news)
  await shoot(page, 'newspaper')
  say('The newspaper, with its prices')

  await page.goto(`${world.origins.news}/article/lighthouse`)
  const before = await balance()
  const card = await tuppence.card()
  await card.getByRole('button', { name: 'Pay $0.01', disabled: false }).waitFor()
  await shoot(card, 'approve')
  say('The article answers 402, and Tuppence asks by itself: $0.01?')

  await card.getByRole('checkbox', { name: 'Pay this site automatically' }).check()
  await card.getByRole('button', { name: 'Pay $0.01' }).click()
  await page.getByRole('article').waitFor()
  await shoot(page, 'article')
  say(`Paid and read; the wallet moved by ${before - (await balance())} millionths of a dollar`)

  await page.goto(`${world.origins.news}/article/tides`, { waitUntil: 'commit' }).catch(() => undefined)
  await page.getByRole('article').waitFor()
  await shoot(page, 'automatic')
  say('The next article is paid by the rule just made, without a question')

  const popup = await tuppence.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 700 })
  await popup.getByText('Last payments').waitFor()
  await shoot(popup, 'popup')
  await popup.close()

  for (const [name, route] of [
    ['overview', '#/overview'],
    ['sites', '#/sites'],
    ['history', '#/history'],
    ['settings', '#/settings'],
  ] as const) {
    const ours = await tuppence.open(`options.html${route}`)
    await ours.locator('main').waitFor()
    await ours.waitForTimeout(300)
    await shoot(ours, name)
    await ours.close()
  }
  say('The books: overview, sites, history, settings')
  const moved = before - (await balance())
  if (moved !== 20_000n) throw new Error(`Two articles at a cent each should have moved 20000, but ${moved} moved`)
}

/** Onboarding as a person does it, by the words on the screen. */
async function setUp(tuppence: Tuppence, world: World, shot: Shots = async () => {}) {
  const page = await tuppence.open('options.html#/welcome')
  await page.getByRole('heading', { name: 'Welcome to Tuppence' }).waitFor()
  // Play money only: no chain outside this computer is asked for anything.
  const real = networks.filter(({ purse }) => purse === 'real').map(({ network }) => network)
  const endpoint = { network: 'eip155:84532', url: world.rpcUrl }
  await tuppence.call('set', { testNetworks: true, networksOff: real, endpoint })
  await shot(page, 'welcome')
  await page.getByRole('button', { name: 'Import a wallet' }).click()
  await page.getByLabel('Recovery phrase or private key', { exact: true }).fill(KEY)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Repeat password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Save limits' }).waitFor()
  await shot(page, 'limits')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  say('Welcomed: a wallet imported, limits saved')

  const { address } = await tuppence.call<{ address: `0x${string}` }>('view')
  await world.fund(address, FUNDS)
  await tuppence.call('refresh')
  say(`The wallet ${address} holds $${Number(FUNDS) / 1e6} of play money`)
  await page.close()
  return address
}

function say(line: string) {
  console.log(line)
}
