/** Requests that a page waits for: what a person, a page and a dying worker may do meanwhile, and what nobody may. */
import type { Page } from '@playwright/test'
import type { Tuppence } from '../drive/chromium.ts'
import type { World } from '../servers/world.ts'
import { booksAgree, CENT, expect, history, press, setRule, stamped, test, visit } from './fixtures.ts'

/** Begins a fetch in the page, whose end is read with `ended`. */
async function begin(page: Page, url: string, init: object = {}): Promise<void> {
  await page.evaluate(
    ({ url, init }) => {
      const mine = globalThis as { ended?: unknown }
      mine.ended = undefined
      fetch(url, init).then(
        async (response) => (mine.ended = [response.status, await response.text()]),
        (error: Error) => (mine.ended = error.name),
      )
    },
    { url, init },
  )
}

const ended = (page: Page) => page.evaluate(() => (globalThis as { ended?: unknown }).ended)

async function automatic(tuppence: Tuppence, world: World, site = world.origins.kinds): Promise<void> {
  await setRule(tuppence, site, { perPayment: 50_000n, perDay: 5_000_000n })
}

test('a page’s fetch is asked about, paid by a click, and goes on as if nothing had been', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.kinds}/`)
  await begin(page, '/paid/text?a')
  const card = await tuppence.card()
  expect(await ended(page)).toBeUndefined()
  await press(card, 'Pay $0.01')
  await expect.poll(() => ended(page)).toEqual([200, 'paid text'])
  await expect.poll(async () => before - (await wallet.balance())).toBe(CENT)
  await booksAgree(tuppence)
})

test('declined, the page has its own 402, body and all', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.kinds}/`)
  await begin(page, '/paid/text?a')
  await press(await tuppence.card(), 'Not now')
  await expect.poll(() => ended(page)).toEqual([402, expect.stringMatching(/^(\{\}|.*[Pp]ayment)/s)])
  expect(stamped(world)).toEqual([])
  expect(await wallet.balance()).toBe(before)
})

test('a page that gives up takes its question along, and nothing is paid', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.kinds}/`)
  await page.evaluate(() => {
    const mine = globalThis as { ended?: unknown; giveUp?: AbortController }
    mine.giveUp = new AbortController()
    fetch('/paid/text?a', { signal: mine.giveUp.signal }).catch((error: Error) => (mine.ended = error.name))
  })
  await tuppence.card()
  await page.evaluate(() => (globalThis as { giveUp?: AbortController }).giveUp?.abort())
  await expect.poll(() => ended(page)).toBe('AbortError')
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('left')
  expect(stamped(world)).toEqual([])
  expect(await wallet.balance()).toBe(before)
})

test('and so does a page that is left', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.kinds}/`)
  await begin(page, '/paid/text?b')
  await tuppence.card()
  await page.goto(`${world.origins.other}/`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('left')
  expect(stamped(world)).toEqual([])
  expect(await wallet.balance()).toBe(before)
})

test('a worker that dies while a page waits is woken by it, and the page never knows', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.kinds}/`)
  await begin(page, '/paid/text?a')
  const card = await tuppence.card()
  await tuppence.killWorker()
  await page.waitForTimeout(500)
  expect(await ended(page)).toBeUndefined()
  await press(card, 'Pay $0.01')
  await expect.poll(() => ended(page)).toEqual([200, 'paid text'])
  expect(stamped(world)).toHaveLength(1)
  await expect.poll(async () => before - (await wallet.balance())).toBe(CENT)
})

test('of two that want the same thing at once one is paid, and the other is asked about', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await automatic(tuppence, world)
  await page.goto(`${world.origins.kinds}/`)
  const both = page.evaluate(() => Promise.all([1, 2].map(async () => (await fetch('/paid/text?same')).status)))
  await press(await tuppence.card(), 'Not now')
  expect(new Set(await both)).toEqual(new Set([200, 402]))
  expect(stamped(world)).toHaveLength(1)
  await expect.poll(async () => before - (await wallet.balance())).toBe(CENT)
})

test('fifty things at once against a budget for seven: seven are paid, and the rest are asked about', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await setRule(tuppence, world.origins.kinds, { perPayment: 10_000n, perDay: 70_000n })
  await page.goto(`${world.origins.kinds}/`)
  void page
    .evaluate(() =>
      Promise.all(Array.from({ length: 50 }, (_, n) => fetch(`/paid/text?many${n}`).then((r) => r.text()))),
    )
    .catch(() => undefined)
  await expect
    .poll(async () => (await history(tuppence)).map(({ outcome }) => outcome).toSorted(), { timeout: 40_000 })
    .toEqual([...Array.from({ length: 43 }, () => 'asking'), ...Array.from({ length: 7 }, () => 'paid')])
  expect(before - (await wallet.balance())).toBe(CENT * 7n)
  expect(stamped(world)).toHaveLength(7)
  await booksAgree(tuppence)
})

test('a seller that asks again for what was paid ends it: no second signature, no loop', async ({
  page,
  tuppence,
  world,
}) => {
  await automatic(tuppence, world, world.origins.odd)
  await page.goto(`${world.origins.odd}/`)
  await begin(page, '/again?x')
  await expect.poll(() => ended(page)).toEqual([402, expect.any(String)])
  expect(stamped(world)).toHaveLength(1)
  // Paid, says the chain, and not served: no rule pays for that again.
  await expect.poll(async () => (await history(tuppence))[0]?.transaction).toBeDefined()
  await begin(page, '/again?x')
  const card = await tuppence.card()
  await expect(card.getByText(/nothing came/).first()).toBeVisible()
  await press(card, 'Not now')
  await expect.poll(() => ended(page)).toEqual([402, expect.any(String)])
  expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
})

for (const status of [302, 303, 307, 308])
  test(`what was paid for and sends a ${status} elsewhere takes nothing along`, async ({ page, tuppence, world }) => {
    await automatic(tuppence, world)
    await page.goto(`${world.origins.kinds}/`)
    const to = encodeURIComponent(`${world.origins.other}/there`)
    await begin(page, `/paid/text?after=${status}&to=${to}`)
    await expect.poll(() => ended(page)).toEqual([200, expect.stringContaining('Another shop')])
    expect(stamped(world).map(({ host }) => host)).toEqual([new URL(world.origins.kinds).host])
    expect(await page.evaluate(() => document.body.innerHTML)).not.toContain('tuppence')
  })

test('while one request is paid, nothing else of its address, or of one like it, carries the payment', async ({
  page,
  tuppence,
  world,
}) => {
  await page.goto(`${world.origins.kinds}/`)
  await begin(page, '/paid/text?a')
  const card = await tuppence.card()
  await page.evaluate(() => {
    const mine = globalThis as { busy?: ReturnType<typeof setInterval> }
    let n = 0
    mine.busy = setInterval(() => {
      const native = document.createElement('iframe')
      const ways = [
        () => navigator.sendBeacon('/paid/text?a', 'x'),
        () => (new Image().src = '/paid/text?a'),
        () => (new Image().src = '/paid/text?ab'),
        () => void fetch('/paid/text?a#tuppence-00000000-0000-4000-8000-000000000000', { mode: 'no-cors' }),
        () => void fetch('/paid/text?a', { method: 'PUT' }).catch(() => undefined),
        () => document.body.append(Object.assign(native, { src: '/paid/text?a' })),
      ]
      ways[n++ % ways.length]?.()
    }, 5)
  })
  await press(card, 'Pay $0.01')
  await expect.poll(() => ended(page)).toEqual([200, 'paid text'])
  await page.evaluate(() => clearInterval((globalThis as { busy?: ReturnType<typeof setInterval> }).busy))
  const paid = stamped(world)
  expect(paid.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /paid/text?a'])
})

test('a rule that was in force when the worker died stamps nothing else', async ({ page, tuppence, world }) => {
  await automatic(tuppence, world)
  await page.goto(`${world.origins.kinds}/`)
  const { stopped } = await tuppence.stopWorkerAt('after the sending is saved')
  await begin(page, '/paid/text?a')
  await stopped
  await tuppence.killWorker()
  const other = await tuppence.context.newPage()
  await visit(other, `${world.origins.kinds}/paid/text?a`)
  await page.evaluate(() => {
    for (const path of ['/paid/text?a', '/paid/text?a1']) new Image().src = path
  })
  // The page still waits: the next worker pays for it with the very same credential.
  await expect.poll(() => ended(page), { timeout: 20_000 }).toEqual([200, 'paid text'])
  expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
  expect(stamped(world).map(({ path }) => path)).toEqual(['/paid/text?a'])
})
