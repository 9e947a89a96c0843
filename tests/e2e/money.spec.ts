/** Limits, the books, and the browser dying under a payment. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from '../drive/chromium.ts'
import { moments } from '../drive/stop.ts'
import { openWallet, PASSWORD } from '../drive/wallet.ts'
import { startWorld } from '../servers/world.ts'
import {
  becomes,
  booksAgree,
  CENT,
  expect,
  history,
  inBooks,
  press,
  setRule,
  stamped,
  submit,
  test,
  visit,
  worldTest,
} from './fixtures.ts'

for (const moment of moments) {
  worldTest(`the whole browser dies ${moment}: what was signed is paid once or not at all`, async ({ world }) => {
    const profile = await mkdtemp(join(tmpdir(), 'tuppence-'))
    const url = `${world.origins.odd}/clean?${moment.replaceAll(' ', '-')}`
    try {
      const first = await launch({ profile })
      const { address } = await openWallet(first, world, 1_000_000n)
      await setRule(first, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
      const page = await first.context.newPage()
      const { stopped } = await first.stopWorkerAt(moment)
      void visit(page, url).catch(() => undefined)
      await stopped
      await first.crash()

      const second = await launch({ profile })
      expect(await second.call('unlock', { password: PASSWORD })).toEqual({})
      const again = await second.context.newPage()
      await visit(again, url)
      // Where the page was lost with the browser, that is said, and the next purchase is asked about.
      const ended = ['paid', 'unserved']
      await expect.poll(async () => (await history(second)).some(({ outcome }) => ended.includes(outcome))).toBe(true)
      expect(await world.balance(address)).toBe(1_000_000n - CENT)
      await second.close()
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  })
}

test('fifty windows ask at once, and the limit of the day is for seven: exactly seven are paid', async ({
  page: _page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.odd, { perPayment: CENT, perDay: CENT * 7n })
  await tuppence.call('set', { limits: { site: { payment: '100000', day: '1000000', minute: 1000 } } })
  const before = await wallet.balance()
  const office = await tuppence.open('options.html#/settings')
  await office.evaluate(
    async (urls) => {
      const { windows } = (globalThis as unknown as { chrome: { windows: { create(given: object): Promise<void> } } })
        .chrome
      await Promise.all(urls.map((url) => windows.create({ url, width: 300, height: 200 })))
    },
    Array.from({ length: 50 }, (_, n) => `${world.origins.odd}/clean?${n}`),
  )
  await expect
    .poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome !== 'paying').length, {
      timeout: 50_000,
    })
    .toBe(50)
  const rows = await history(tuppence)
  expect(rows.filter(({ outcome }) => outcome === 'paid')).toHaveLength(7)
  const left = rows.filter(({ outcome }) => outcome !== 'paid')
  expect(new Set(left.map(({ why }) => why.code))).toEqual(new Set(['over_site_limit']))
  expect(before - (await wallet.balance())).toBe(CENT * 7n)
  expect(stamped(world)).toHaveLength(7)
})

test('past a hard ceiling nothing is asked, and not even a click that came before it pays', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/clean?1`)
  const card = await tuppence.card()
  await tuppence.call('set', { limits: { ceiling: { day: '5000' } } })
  await press(card, 'Pay $0.01')
  await expect(card.getByRole('alert')).toContainText('not even')
  await card.getByRole('button', { name: 'Not now' }).click()
  await visit(page, `${world.origins.odd}/clean?2`)
  const row = await becomes(tuppence, 'refused')
  expect(row.why).toMatchObject({ code: 'over_ceiling', period: 'day', limit: '5000', wanted: '10000' })
  expect(await wallet.balance()).toBe(before)
  expect(stamped(world)).toEqual([])
})

test('a new payee is asked about once; one that is known to change is not', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  const buy = (to: number) => visit(page, `${world.origins.odd}/moves?to=${to}`)
  await buy(1)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('paid')
  await buy(2)
  const card = await tuppence.card()
  await card.getByRole('checkbox', { name: /address/ }).check()
  await press(card, 'Pay $0.01')
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'paid').length).toBe(2)
  expect((await history(tuppence))[0]?.why.code).toBe('clicked')
  await buy(3)
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'paid').length).toBe(3)
  expect((await history(tuppence))[0]?.why.code).toBe('rule')
  expect(before - (await wallet.balance())).toBe(CENT * 3n)
})

test('a price that more than doubled is asked about, within every limit', async ({ page, tuppence, wallet, world }) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/dear?cents=1`)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('paid')
  await visit(page, `${world.origins.odd}/dear?cents=2`)
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'paid').length).toBe(2)
  await visit(page, `${world.origins.odd}/dear?cents=5`)
  const card = await tuppence.card()
  await expect(card.getByText(/\$0\.02/).first()).toBeVisible()
  expect((await history(tuppence))[0]?.why).toMatchObject({ code: 'price_up', before: '20000', wanted: '50000' })
  expect(before - (await wallet.balance())).toBe(CENT * 3n)
})

test('a clock that ran ahead by two days is asked about before any limit is whole again', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/clean?1`)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('paid')
  // As if the last payment had been two days ago by this computer's clock.
  await inBooks<{ at: number }>(tuppence, 'meta', 'clock', (moment) => ({
    ...moment,
    at: (moment?.at ?? 0) - 48 * 3600,
  }))
  await visit(page, `${world.origins.odd}/clean?2`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'paid').length).toBe(2)
  await visit(page, `${world.origins.odd}/clean?3`)
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'paid').length).toBe(3)
  expect(before - (await wallet.balance())).toBe(CENT * 3n)
})

test('books that are gone pay nothing, say so, and can be begun anew', async ({ page, tuppence, wallet, world }) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  await visit(page, `${world.origins.odd}/clean?1`)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('paid')
  const before = await wallet.balance()
  const settings = await tuppence.open('options.html#/settings')
  await tuppence.killWorker()
  await settings.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('tuppence')
        deleting.addEventListener('success', resolve)
        deleting.addEventListener('error', reject)
      }),
  )
  await page.bringToFront()
  await visit(page, `${world.origins.odd}/clean?2`)
  await expect.poll(async () => (await tuppence.call<{ problem?: string }>('view')).problem).toBe('missing')
  await settings.reload()
  await expect(settings.getByRole('alert').first()).toContainText(/books/i)
  expect(await wallet.balance()).toBe(before)
  expect(stamped(world)).toHaveLength(1)

  await settings.getByRole('button', { name: 'Begin new books' }).first().click()
  const sure = settings.getByRole('textbox', { name: /write/ })
  await sure.fill('begin')
  await sure.press('Enter')
  await expect.poll(async () => (await tuppence.call<{ problem?: string }>('view')).problem).toBeUndefined()
  // The rule went with the books: the same page is asked about, and what was paid before is paid with a nonce of its own.
  await page.bringToFront()
  await visit(page, `${world.origins.odd}/clean?1`)
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('what a seller keeps and does not use can be taken back; without gas it is said until when it can be used', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/hold`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect.poll(() => stamped(world).length).toBe(1)
  const books = await tuppence.open('options.html#/history')
  await books.getByRole('button', { name: 'Details' }).first().click()
  await books.getByRole('button', { name: 'Take it back' }).click()
  await expect(books.getByRole('alert')).toContainText('fee')
  await world.gas(wallet.address, 10n ** 16n)
  await books.getByRole('button', { name: 'Take it back' }).click()
  // The button says so while it is asking; once it is saved there is no button any more.
  await expect(books.getByText('Being taken back').and(books.locator(':not(button)')).first()).toBeVisible()
  await expect
    .poll(async () => {
      await tuppence.killWorker()
      return (await history(tuppence))[0]?.outcome
    })
    .toBe('cancelled')
  const [row] = await history(tuppence)
  expect(await world.used(wallet.address, row?.nonce as `0x${string}`)).toBe(true)
  expect(await wallet.balance()).toBe(before)
  await booksAgree(tuppence)
})

test('a form that was paid for and lost its answer is sent again with the same identifier, and paid once', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await submit(page, world.origins.odd, `${world.origins.odd}/once`)
  await expect.poll(() => stamped(world).length).toBe(1)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('unserved')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload().catch(() => undefined)
  await becomes(tuppence, 'paid')
  expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
  expect(stamped(world).map(({ method }) => method)).toEqual(['POST', 'POST'])
  expect(before - (await wallet.balance())).toBe(CENT)
})

worldTest(
  'what a seller will not take is followed by its next offer, asked about and never taken in silence',
  async () => {
    const world = await startWorld()
    const tuppence = await launch()
    try {
      const { address } = await openWallet(tuppence, world, 1_000_000n)
      await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
      const page = await tuppence.context.newPage()
      await visit(page, `${world.origins.odd}/picky`)
      await expect.poll(() => stamped(world).length).toBe(3)
      await becomes(tuppence, 'unserved')
      expect(await world.balance(address)).toBe(1_000_000n)
      // By the chain's clock the first authorization is out of date now; the second will not be.
      await world.mine(90)
      await page.bringToFront()
      await tuppence.killWorker()
      await tuppence.call('view')
      const card = await tuppence.card()
      await press(card, 'Pay $0.02')
      await becomes(tuppence, 'paid')
      const [second, first] = await history(tuppence)
      expect([first?.outcome, second?.outcome]).toEqual(['unused', 'paid'])
      expect(await world.balance(address)).toBe(1_000_000n - CENT * 2n)
    } finally {
      await tuppence.close()
      await world.close()
    }
  },
)
