import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, type Tuppence } from '../drive/chromium.ts'
import { openWallet, PASSWORD } from '../drive/wallet.ts'
import { becomes, CENT, expect, history, looksRight, press, setRule, stamped, test, visit } from './fixtures.ts'

test('a newcomer makes a wallet, writes the words down, sets limits, and is done', async ({ tuppence }) => {
  const page = await tuppence.open('options.html#/welcome')
  await expect(page.getByRole('heading', { name: 'Welcome to Tuppence' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: 'Create a wallet' }).click()
  await page.getByLabel('Password', { exact: true }).fill('long enough')
  await page.getByLabel('Repeat password').fill('not the same')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
  await page.getByLabel('Repeat password').fill('long enough')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(12)
  const words = (await page.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  await looksRight(page)
  await page.getByRole('checkbox', { name: /written/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  // Three of them are asked for, and only the right ones go on.
  const asked = page.getByLabel(/^Word \d+$/)
  await expect(asked).toHaveCount(3)
  await looksRight(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('That is not the word in this place.')).toHaveCount(3)
  for (const field of await asked.all()) {
    const place = Number((await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent))?.slice(5))
    await field.fill(words[place - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Continue' }).click()

  await expect(page.getByLabel('Most per payment')).toHaveValue('0.10')
  await page.getByLabel('Most per payment').fill('7')
  await expect(page.getByRole('button', { name: 'Save limits' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Done' })).toHaveCount(0)
  await page.getByLabel('Most per payment').fill('0.05')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await looksRight(page)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL(/#\/overview$/)

  const view = await tuppence.call<{ wallet: string; address: string }>('view')
  expect(view.wallet).toBe('open')
  const settings = await tuppence.call<{ limits: { site: { payment: string } } }>('settings')
  expect(settings.limits.site.payment).toBe('50000')
  // The words are nowhere in what is kept.
  const kept = JSON.stringify(await page.evaluate(() => chrome.storage.local.get()))
  for (const [place, word] of words.entries()) expect(kept).not.toContain(`${word}","${words[place + 1]}`)
  expect(kept).not.toContain(words.join(' '))
})

test('a pasted phrase with a wrong word is told which', async ({ tuppence }) => {
  const page = await tuppence.open('options.html#/welcome')
  await page.getByRole('button', { name: 'Import a wallet' }).click()
  await page
    .getByLabel('Recovery phrase or private key', { exact: true })
    .fill('test test test test test test test test test test test junkk')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Repeat password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/junkk/)).toBeVisible()
  expect((await tuppence.call<{ wallet: string }>('view')).wallet).toBe('none')
})

test('without a wallet a 402 is noted and nothing is asked; with one it is, by the popup', async ({
  tuppence,
  world,
}) => {
  const page = await tuppence.context.newPage()
  await tuppence.call('set', { testNetworks: true })
  await visit(page, `${world.origins.news}/article/tides`)
  expect((await becomes(tuppence, 'refused')).why.code).toBe('no_wallet')
  expect(await tuppence.cards()).toEqual([])

  await openWallet(tuppence, world, CENT)
  await page.bringToFront()
  const popup = await tuppence.toolbar()
  await popup.getByRole('button', { name: 'Load it again' }).click()
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
})

test('the browser restarted is locked, remembers everything else, and shows it', async ({ world }) => {
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-again-'))
  let tuppence: Tuppence = await launch({ profile })
  try {
    await openWallet(tuppence, world, 1_000_000n)
    await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
    const page = await tuppence.context.newPage()
    await visit(page, `${world.origins.news}/article/tides`)
    await becomes(tuppence, 'paid')
    await tuppence.close()
    tuppence = await launch({ profile })
    expect((await tuppence.call<{ wallet: string }>('view')).wallet).toBe('locked')
    expect((await history(tuppence))[0]?.outcome).toBe('paid')
    const books = await tuppence.open('options.html#/history')
    await expect(books.getByRole('table', { name: 'Payments' }).getByRole('row')).toHaveCount(2)
  } finally {
    await tuppence.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('every page of ours is sound, in light and in dark', async ({ tuppence, wallet, world, page }) => {
  expect(await wallet.balance()).toBeGreaterThan(0n)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  await visit(page, `${world.origins.news}/article/annual`)
  await (await tuppence.card()).evaluate(() => window.close())
  await becomes(tuppence, 'refused')

  const look = async (path: string) => {
    const ours = await tuppence.open(path)
    await expect(ours.locator('h1, h2').first()).toBeVisible()
    await looksRight(ours)
    await ours.close()
  }
  const routes = ['overview', 'sites', 'history', 'wallet', 'learn', 'settings'].map(
    (route) => `options.html#/${route}`,
  )
  for (const path of [...routes, 'popup.html']) await look(path)
  // A card that is closed is "Not now": each needs a question of its own.
  for (const page of ['approve', 'popup']) {
    await tuppence.call('again', { id: (await history(tuppence))[0]?.id })
    await look(`${page}.html?payment=${(await history(tuppence))[0]?.id}`)
    await becomes(tuppence, 'refused')
  }
})

test('a language that is chosen is spoken at once by every open page, until the browser’s is chosen again', async ({
  tuppence,
}) => {
  const [other, page] = [await tuppence.open('options.html#/settings'), await tuppence.open('options.html#/settings')]
  await page.getByLabel('Language').selectOption('Deutsch')
  for (const each of [page, other]) {
    await expect(each.locator('html')).toHaveAttribute('lang', 'de')
    await expect(each.getByRole('heading', { name: 'Neue Websites' })).toBeVisible()
  }
  await looksRight(page)
  await page.reload()
  await page.getByLabel('Sprache').selectOption('Wie der Browser')
  for (const each of [page, other]) await expect(each.getByRole('heading', { name: 'New sites' })).toBeVisible()
})

test('a payment does not put the lock off, whatever pages of ours are open', async ({ tuppence, world, page }) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const sites = await tuppence.open('options.html#/sites')
  await expect(sites.getByRole('row', { name: world.origins.news })).toBeVisible()
  const until = () => sites.evaluate(async () => (await chrome.storage.session.get('unlocked')).unlocked?.until)
  const before = await until()
  expect(before).toBeGreaterThan(0)
  await page.waitForTimeout(1100)
  await page.bringToFront()
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  await page.waitForTimeout(300)
  expect(await until()).toBe(before)
})

test('a dead network is said, and is no zero: a click still pays, and what has no proof waits', async ({
  tuppence,
  wallet,
  world,
  page,
}) => {
  // A line to the chain that can be cut.
  const line = createServer((request, response) => {
    const onward = ask(world.rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) =>
      answer.pipe(response),
    )
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const { port } = line.address() as AddressInfo
  await tuppence.call('set', { endpoint: { network: 'eip155:84532', url: `http://127.0.0.1:${port}` } })
  line.closeAllConnections()
  await new Promise((resolve) => line.close(resolve))
  await tuppence
    .open('options.html#/wallet')
    .then((ours) => ours.evaluate(() => chrome.storage.session.remove('balances')))

  const before = await wallet.balance()
  await page.bringToFront()
  await visit(page, `${world.origins.odd}/no-receipt`)
  const card = await tuppence.card()
  await expect(card.getByText(/Balance unknown/)).toBeVisible()
  await press(card, 'Pay $0.01')
  await becomes(tuppence, 'confirming')
  expect(before - (await wallet.balance())).toBe(10_000n)

  await tuppence.call('set', { endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
  await tuppence.killWorker()
  await tuppence.call('view')
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(10_000n)
})

test('pausing stops even the widest rule; test networks hidden are not paid', async ({ tuppence, world, page }) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const settings = await tuppence.open('options.html#/settings')
  await settings.getByRole('switch', { name: 'Pause all payments' }).check()
  await visit(page, `${world.origins.news}/article/tides`)
  expect((await becomes(tuppence, 'refused')).why.code).toBe('paused')
  await settings.getByRole('switch', { name: 'Pause all payments' }).uncheck()
  await settings.getByRole('switch', { name: 'Show test networks' }).uncheck()
  await expect.poll(async () => (await tuppence.call<{ testNetworks: boolean }>('settings')).testNetworks).toBe(false)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('test_network_off')
  expect(stamped(world)).toEqual([])
})

test('a removed site is back with one click; rules go out as a file, and come in seen before they hold', async ({
  tuppence,
}) => {
  const [news, shop] = ['https://news.example', 'https://shop.example']
  await setRule(tuppence, news, { perPayment: 50_000n, perDay: 500_000n })
  await tuppence.call('setRule', { site: news, sellers: [shop], again: 3600, rotates: true, media: false })
  const before = await tuppence.call<{ rules: object[] }>('rules')
  const sites = await tuppence.open('options.html#/sites')
  const row = sites.getByRole('row', { name: news })
  await expect(row.getByText('$0.00 of $0.50 today')).toBeVisible()
  await row.getByRole('button', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
  await expect(sites.getByRole('button', { name: 'Undo' })).toBeFocused()
  await sites.keyboard.press('Enter')
  await expect(row).toBeVisible()
  expect((await tuppence.call<{ rules: object[] }>('rules')).rules).toEqual(before.rules)

  const [download] = await Promise.all([
    sites.waitForEvent('download'),
    sites.getByRole('button', { name: 'Save rules as a file' }).click(),
  ])
  const file = JSON.parse(await readFile((await download.path()) ?? '', 'utf8')) as { rules: Written[] }
  const take = (rules: Written[]) =>
    sites.getByLabel('Take rules from a file').setInputFiles({
      name: 'rules.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...file, rules })),
    })
  const [saved] = file.rules
  if (!saved) throw new Error('No rule was saved')
  await take([{ ...saved, site: 'news.example' }])
  await expect(sites.getByRole('alert')).toContainText('rules.0.site')
  await take([saved])
  await expect(sites.getByText('you have all of it already')).toBeVisible()
  await take([
    { ...saved, caps: { payment: '0.07', day: '0.20' } },
    { ...saved, site: shop, mode: 'off' },
  ])
  await expect(sites.getByText('Most per payment: $0.05 → $0.07 allows more')).toBeVisible()
  await expect(sites.getByText('Most per day: $0.50 → $0.20')).toBeVisible()
  await expect(row.getByLabel('Most per payment')).toHaveValue('0.05')
  await looksRight(sites)
  await sites.getByRole('button', { name: 'Change these rules' }).click()
  await expect(row.getByLabel('Most per payment')).toHaveValue('0.07')
  await expect(sites.getByRole('row', { name: shop }).getByRole('combobox', { name: 'Mode' })).toHaveValue('off')
})

test('what an organisation lays down holds: a rule pays no more, a click not there, and nothing past what is unreadable', async ({
  tuppence,
  world,
  page,
}) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const settings = await tuppence.open('options.html#/settings')
  // What the browser has to say, now or seconds from now, is that there is no organisation: it is not written down.
  await tuppence.context.serviceWorkers()[0]?.evaluate(() => {
    const { local } = (globalThis as unknown as { chrome: Storage }).chrome.storage
    const set = local.set.bind(local)
    local.set = async (items) => ('managed' in items ? undefined : set(items))
  })
  // Only an administrator can write where the browser reads it: this is what it would have told Tuppence last.
  const lay = (managed: object) =>
    settings.evaluate(
      (managed) => (globalThis as unknown as { chrome: Storage }).chrome.storage.local.set({ managed }),
      managed,
    )
  await lay({ limits: { payment: '0.005' }, blocked: [world.origins.odd], newSite: 'off', testNetworks: true })

  await page.bringToFront()
  await visit(page, `${world.origins.news}/article/tides`)
  await (await tuppence.card()).getByRole('button', { name: 'Not now' }).click()
  expect((await history(tuppence))[0]?.why).toMatchObject({ code: 'declined' })
  await visit(page, `${world.origins.odd}/clean?1`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('barred')

  await settings.bringToFront()
  await settings.reload()
  await expect(settings.getByText('Your organisation allows at most $0.005.')).toBeVisible()
  await expect(settings.getByLabel('Most per payment')).toHaveValue('0.005')
  await settings.getByLabel('Most per payment').fill('0.05')
  await expect(settings.getByRole('alert')).toContainText('at most $0.005')
  await expect(settings.getByRole('combobox', { name: 'What to do at a new site' })).toBeDisabled()
  await settings.getByText(/may never be paid/).click()
  await expect(settings.getByText(world.origins.odd.replace('http://', ''))).toBeVisible()
  await looksRight(settings)

  await lay({ limits: { payment: 'little' } })
  await settings.reload()
  await expect(settings.getByRole('alert')).toContainText('cannot be read')
  await expect(settings.getByText('limits.payment')).toBeVisible()
  await expect(settings.getByRole('switch', { name: 'Pause all payments' })).toBeDisabled()
  await looksRight(settings)
  await page.bringToFront()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('paused')
  expect(stamped(world)).toEqual([])
})

test('an endpoint that is another chain, elsewhere, or silent is refused in words', async ({
  tuppence,
  wallet,
  world,
}) => {
  expect(wallet.address).toBeTruthy()
  const refusal = async (url: string) =>
    (await tuppence.call<{ refused?: string }>('set', { endpoint: { network: 'eip155:8453', url } })).refused
  expect(await refusal('https://rpc.evil.example')).toBe('not_reachable')
  expect(await refusal('not a url')).toBe('not_reachable')
  expect(await refusal(world.rpcUrl)).toBe('wrong_chain')
  expect(await refusal('http://127.0.0.1:9')).toBe('no_answer')
  expect(await refusal('')).toBeUndefined()
})

test('a site declined three times in a minute is not asked about again', async ({ tuppence, world, page }) => {
  for (const path of ['tides', 'lighthouse', 'harbour']) {
    await visit(page, `${world.origins.news}/article/${path}`)
    await press(await tuppence.card(), 'Not now')
  }
  await visit(page, `${world.origins.news}/article/annual`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('asked_often')
  await expect.poll(() => tuppence.cards()).toEqual([])
})

test('a page cannot speak to the background, nor frame or open our pages', async ({ tuppence, world, page }) => {
  await page.goto(`${world.origins.other}/`)
  expect(await page.evaluate(() => typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime)).toBe(
    'undefined',
  )
  const framed = await page.evaluate(async (src) => {
    const frame = document.createElement('iframe')
    frame.src = src
    const done = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2000))])
    try {
      return frame.contentDocument?.body.innerText ?? 'closed'
    } catch {
      return 'closed'
    }
  }, `chrome-extension://${tuppence.id}/popup.html`)
  expect(framed).toBe('closed')
})

type Written = { site: string; mode: string; caps: object }
type Storage = { storage: { local: { set(items: object): Promise<void> } } }

declare const chrome: {
  storage: {
    local: { get(): Promise<object> }
    session: { get(key: string): Promise<{ unlocked?: { until: number } }>; remove(key: string): Promise<void> }
  }
}
