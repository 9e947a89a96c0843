import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect as base, type Page, test as plain } from '@playwright/test'
import { launch, type Tuppence } from '../drive/chromium.ts'
import { openWallet } from '../drive/wallet.ts'
import { startWorld, type World } from '../servers/world.ts'

export const expect = base
export const CENT = 10_000n

type Wallet = { address: `0x${string}`; balance(): Promise<bigint> }

/** Chain, facilitator and sellers, once for each worker. */
export const worldTest = plain.extend<object, { world: World }>({
  world: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const world = await startWorld()
      await use(world)
      await world.close()
    },
    { scope: 'worker' },
  ],
})

/** In that world, one Chromium with a funded, unlocked wallet for all tests of a file: for walks that differ in little. */
export const sharedTest = worldTest.extend<{ page: Page }, { tuppence: Tuppence; wallet: Wallet }>({
  tuppence: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const tuppence = await launch()
      await use(tuppence)
      await tuppence.close()
    },
    { scope: 'worker' },
  ],
  wallet: [
    async ({ tuppence, world }, use) => {
      const { address } = await openWallet(tuppence, world, 5_000_000n)
      await use({ address, balance: () => world.balance(address) })
    },
    { scope: 'worker' },
  ],
  page: async ({ tuppence, wallet: _wallet }, use) => {
    const page = await tuppence.context.newPage()
    await use(page)
    await page.close()
  },
})

/** In that world, a Tuppence as new with a funded, unlocked wallet for each test, in one Chromium for all of them. */
export const test = worldTest.extend<
  { tuppence: Tuppence; wallet: Wallet; page: Page },
  { installed: { tuppence: Tuppence; isUsed: boolean } }
>({
  installed: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const tuppence = await launch()
      await use({ tuppence, isUsed: false })
      await tuppence.close()
    },
    { scope: 'worker' },
  ],
  tuppence: async ({ installed }, use) => {
    if (installed.isUsed) await installed.tuppence.renew()
    installed.isUsed = true
    await use(installed.tuppence)
  },
  wallet: async ({ tuppence, world }, use) => {
    const { address } = await openWallet(tuppence, world, 1_000_000n)
    world.clearHits()
    await use({ address, balance: () => world.balance(address) })
  },
  page: async ({ tuppence, wallet: _wallet, world }, use, info) => {
    await use(await tuppence.context.newPage())
    if (info.status === info.expectedStatus) return
    // What a failing walk left behind: the log, the books, and what the sellers got.
    console.log(tuppence.said().join('\n'))
    console.log(JSON.stringify(await history(tuppence), null, 1))
    for (const { method, host, path, status, headers } of world.hits())
      console.log(
        method,
        `${host}${path}`,
        status,
        (headers['payment-signature'] ?? headers['x-payment']) ? 'paid' : '',
      )
  },
})

type Row = {
  id: number
  url: string
  outcome: string
  why: { code: string; period?: string; limit?: string; before?: string; wanted?: string }
  transaction?: string
  money?: { micros: string }
  nonce?: string
}

export async function history(tuppence: Tuppence, about = ''): Promise<Row[]> {
  const rows = await tuppence.call<Row[]>('history', { count: 100 })
  return rows.filter(({ url }) => url.includes(about))
}

/** The latest payment, once it has come that far. */
export async function becomes(tuppence: Tuppence, outcome: string): Promise<Row> {
  const latest = async () => (await history(tuppence))[0]?.outcome
  await expect.poll(latest, { timeout: 30_000, intervals: [50, 100] }).toBe(outcome)
  const [row] = await history(tuppence)
  if (!row) throw new Error('No payment')
  return row
}

/** The books, asked in the settings as a person would, say that every sum is that of its rows. */
export async function booksAgree(tuppence: Tuppence): Promise<void> {
  const settings = await tuppence.open('options.html#/settings')
  await settings.getByRole('button', { name: 'Check the books' }).click()
  await expect(settings.getByText('Every sum agrees')).toBeVisible()
  await settings.close()
}

/** Changes one row of the books behind the back of the worker. */
export async function inBooks<Row>(
  tuppence: Tuppence,
  store: string,
  key: string,
  change: (row: Row | undefined) => Row,
): Promise<void> {
  const page = await tuppence.open('manifest.json')
  const row = await page.evaluate(withRow, { store, key })
  await page.evaluate(withRow, { store, key, row: change(row as Row | undefined) })
  await page.close()
}

/** Run in a page of ours: writes a row where one is given, and tells the one that was there. */
function withRow({ store, key, row }: { store: string; key: string; row?: unknown }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tuppence')
    opening.addEventListener('error', reject)
    opening.addEventListener('success', () => {
      const rows = opening.result.transaction(store, 'readwrite').objectStore(store)
      const work = row === undefined ? rows.get(key) : rows.put(row, key)
      rows.transaction.addEventListener('abort', reject)
      rows.transaction.addEventListener('complete', () => {
        opening.result.close()
        resolve(work.result)
      })
    })
  })
}

/** What a seller got for one path. */
export function hitsAt(world: World, path: string) {
  return world.hits().filter((hit) => hit.path === path)
}

/** How many requests, anywhere, carried a payment. */
export function stamped(world: World) {
  return world.hits().filter(({ headers }) => headers['payment-signature'] ?? headers['x-payment'])
}

/** Goes somewhere that may answer 402, without waiting for more than the first page. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' }).catch((error: unknown) => {
    // A 402 without a body, or one that is a download, is an error to Playwright; the browser shows its own page.
    if (!/ERR_|Download is starting|interrupted/.test(String(error))) throw error
  })
}

/** A form sent by the page itself, as a person sends it. */
export async function submit(page: Page, origin: string, url: string): Promise<void> {
  await visit(page, `${origin}/`)
  await page
    .evaluate((action) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action })
      document.body.append(form)
      form.submit()
    }, url)
    .catch(() => undefined)
}

/** Presses a button of the card once it may be pressed. */
export async function press(card: Page, name: string | RegExp): Promise<void> {
  const button = card.getByRole('button', { name })
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  await button.click()
}

export async function setRule(
  tuppence: Tuppence,
  site: string,
  caps: { perPayment: bigint; perDay: bigint },
): Promise<void> {
  await tuppence.call('setRule', { site, mode: 'auto', caps: { payment: `${caps.perPayment}`, day: `${caps.perDay}` } })
}

/** Sound for everybody, in light and in dark, and nothing stands out at its side. */
export async function looksRight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours half way from one to another are nobody's, and a button that may be pressed from now on changes its own.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Without frames there is no need of the blank page it opens otherwise, under which a popup closes.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    )
  }
}

/** Where pictures are wanted: `SCREENS=1` puts them into docs/screens, any other value names the folder. */
const folder = process.env['SCREENS'] === '1' ? 'docs/screens' : process.env['SCREENS']

/** In light and in dark, where pictures are wanted: what a window of that size shows. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ animations: 'disabled', path: join(folder, `${name}-${colorScheme}.png`) })
  }
}

/** The same of all there is on a page; the toolbar popup has the size it gives itself. */
export async function shootWhole(page: Page, name: string): Promise<void> {
  if (!folder) return
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const size = page.viewportSize()
  if (size) await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await shoot(page, name)
}

/** What Chrome does when none of its windows has the focus. */
export async function refusePopups(tuppence: Tuppence) {
  const [worker] = tuppence.context.serviceWorkers()
  await worker?.evaluate(() => {
    chrome.action.openPopup = () => Promise.reject(new Error('Could not find an active browser window.'))
  })
}

declare const chrome: { action: { openPopup(): Promise<void> } }
