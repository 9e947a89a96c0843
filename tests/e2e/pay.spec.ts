import {
  becomes,
  CENT,
  expect,
  history,
  hitsAt,
  press,
  refusePopups,
  setRule,
  stamped,
  test,
  visit,
  worldTest,
} from './fixtures.ts'
import { launch } from '../drive/chromium.ts'
import { openWallet } from '../drive/wallet.ts'

test('a person meets a 402, approves, and reads the page; a cent moves once', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await page.goto(`${world.origins.news}/`)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const lengthAtWall = await page.evaluate(() => history.length)

  const card = await tuppence.card()
  await expect(card.getByRole('heading', { name: 'news.localhost' })).toBeVisible()
  await expect(card.getByText('USDC on Base Sepolia, test network')).toBeVisible()
  await expect(card.getByText(/\$0\.99/).first()).toBeVisible()
  expect(await wallet.balance()).toBe(before)
  await press(card, 'Pay $0.01')

  await expect(page.getByRole('article')).toBeVisible()
  await expect(page).toHaveURL(`${world.origins.news}/article/lighthouse`)
  expect(await page.evaluate(() => history.length)).toBe(lengthAtWall)

  const row = await becomes(tuppence, 'paid')
  expect(row.why.code).toBe('clicked')
  expect(before - (await wallet.balance())).toBe(CENT)
  const asked = hitsAt(world, '/article/lighthouse')
  expect(asked.map(({ method, status, headers }) => [method, status, 'payment-signature' in headers])).toEqual([
    ['GET', 402, false],
    ['GET', 200, true],
  ])
  const moved = (await world.transfers()).filter(({ transaction }) => transaction === row.transaction)
  expect(moved.map(({ from, to, value }) => [from, to, value])).toEqual([[wallet.address, world.payTo, CENT]])
})

test('"Not now" leaves the site its own page, and nothing is signed or sent', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await press(await tuppence.card(), 'Not now')
  const row = await becomes(tuppence, 'refused')
  expect(row.why.code).toBe('declined')
  expect(row.nonce).toBeUndefined()
  expect(await page.title()).toContain('Payment Required')
  expect(stamped(world)).toEqual([])
  expect(await wallet.balance()).toBe(before)
})

test('closing the card is "Not now"', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await card.evaluate(() => window.close())
  expect((await becomes(tuppence, 'refused')).why.code).toBe('closed')
  expect(stamped(world)).toEqual([])
})

test('where the popup cannot open, a small window asks, and goes when it is answered', async ({
  page,
  tuppence,
  world,
}) => {
  await refusePopups(tuppence)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  expect(card.url()).toContain('/approve.html?payment=1')
  await press(card, 'Pay $0.01')
  await becomes(tuppence, 'paid')
  await expect(page.getByRole('article')).toBeVisible()
  await expect.poll(() => card.isClosed()).toBe(true)
})

// Time stands still in this browser, which is of no use to the next walk.
worldTest('a key or a click as the card comes up, or is raised, does not pay; Enter does, later', async ({ world }) => {
  const tuppence = await launch()
  try {
    await openWallet(tuppence, world, 1_000_000n)
    world.clearHits()
    await refusePopups(tuppence)
    await visit(await tuppence.context.newPage(), `${world.origins.news}/article/lighthouse`)
    await tuppence.card()
    // The same card once more: in a window of its own it begins before its clock can be had.
    const { clock } = tuppence.context
    await clock.install()
    await clock.pauseAt(Date.now() + 3_600_000)
    const card = await tuppence.open('approve.html?payment=1')
    const pay = card.getByRole('button', { name: 'Pay $0.01' })
    const tooSoon = async () => {
      await card.keyboard.press('Enter')
      await pay.dispatchEvent('click')
      await expect(pay).toHaveAttribute('aria-disabled', 'true')
    }
    await pay.waitFor()
    await tooSoon()
    await clock.runFor(499)
    await tooSoon()
    await card.evaluate(() => dispatchEvent(new Event('focus')))
    await clock.runFor(499)
    await tooSoon()
    expect((await history(tuppence))[0]?.outcome).toBe('asking')
    expect(stamped(world)).toEqual([])
    await clock.runFor(1)
    await expect(pay).not.toHaveAttribute('aria-disabled', 'true')
    await card.keyboard.press('Enter')
    await becomes(tuppence, 'paid')
  } finally {
    await tuppence.close()
  }
})

test('a card that is closed right after "Pay" takes nothing back', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await expect(card.getByRole('button', { name: 'Pay $0.01' })).not.toHaveAttribute('aria-disabled', 'true')
  await card.evaluate(() => {
    document.querySelector<HTMLElement>('button.pay')?.click()
    setTimeout(() => window.close(), 5)
  })
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('a pause stops a card that is already open', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await tuppence.call('pause', { paused: true })
  await press(card, 'Pay $0.01')
  await expect(card.getByText(/All payments are paused/)).toBeVisible()
  expect((await history(tuppence))[0]?.outcome).toBe('asking')
  expect(stamped(world)).toEqual([])
  await tuppence.call('pause', { paused: false })
  await press(card, 'Pay $0.01')
  await becomes(tuppence, 'paid')
})

test('a blocked site asks no more', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await press(await tuppence.card(), 'Block this site')
  expect((await becomes(tuppence, 'refused')).why.code).toBe('blocked')
  // It says so for a moment, and goes.
  await expect.poll(() => tuppence.cards()).toEqual([])
  await visit(page, `${world.origins.news}/article/tides`)
  await expect.poll(async () => (await history(tuppence)).length).toBe(2)
  expect((await history(tuppence)).map(({ why }) => why.code)).toEqual(['blocked', 'blocked'])
  expect(await tuppence.cards()).toEqual([])
  expect(stamped(world)).toEqual([])
})

test('"Pay this site automatically" pays the next page without asking, and asks beyond its cap', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await card.getByRole('checkbox', { name: 'Pay this site automatically' }).check()
  await expect(card.getByLabel('Most per payment')).toHaveValue('0.01')
  await press(card, 'Pay $0.01')
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  // What nobody gave an end ends by itself, a month from now.
  const { rules } = await tuppence.call<{ rules: { until?: number }[] }>('rules')
  const days = rules.map(({ until = 0 }) => Math.round((until - Date.now() / 1000) / 86_400))
  expect(days).toEqual([30])

  await visit(page, `${world.origins.news}/article/tides`)
  await expect(page.getByRole('article')).toBeVisible()
  expect((await becomes(tuppence, 'paid')).why.code).toBe('rule')
  expect(before - (await wallet.balance())).toBe(2n * CENT)

  await visit(page, `${world.origins.news}/article/harbour`)
  await expect((await tuppence.card()).getByRole('button', { name: 'Pay $0.02' })).toBeVisible()
  expect((await history(tuppence))[0]?.why.code).toBe('over_payment_limit')
  expect(before - (await wallet.balance())).toBe(2n * CENT)
})

test('in a tab nobody looks at no rule pays; looked at, it does', async ({ page, tuppence, wallet, world }) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  const other = await tuppence.context.newPage()
  await other.goto(`${world.origins.other}/`)
  await visit(page, `${world.origins.news}/article/tides`)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('in_background')
  expect(await tuppence.cards()).toEqual([])
  expect(stamped(world)).toEqual([])
  await page.bringToFront()
  expect((await becomes(tuppence, 'paid')).why.code).toBe('rule')
  await expect(page.getByRole('article')).toBeVisible()
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('a day’s cap of a rule holds to the last cent', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await setRule(tuppence, world.origins.news, { perPayment: 20_000n, perDay: 25_000n })
  await visit(page, `${world.origins.news}/article/harbour`)
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  await visit(page, `${world.origins.news}/article/tides`)
  await tuppence.card()
  expect((await history(tuppence))[0]?.why.code).toBe('over_site_limit')
  expect(before - (await wallet.balance())).toBe(2n * CENT)
})

test('a page bought today is not bought again in silence, rule or no rule', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  await page.reload({ waitUntil: 'commit' })
  await expect((await tuppence.card()).getByText(/You paid \$0\.01 for this/)).toBeVisible()
  // Asked about again on request, it still says why.
  await press(await tuppence.card(), 'Not now')
  await becomes(tuppence, 'refused')
  await tuppence.call('again', { id: (await history(tuppence))[0]?.id })
  expect((await history(tuppence))[0]?.why.code).toBe('bought_already')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('too little money is said before anything is paid', async ({ page, tuppence, wallet, world }) => {
  expect(await wallet.balance()).toBeGreaterThan(0n)
  await visit(page, `${world.origins.odd}/rich`)
  const card = await tuppence.card()
  const pay = card.getByRole('button', { name: 'Pay $5,000.00' })
  await expect(pay).toBeVisible()
  await expect(pay).toHaveAttribute('aria-disabled', 'true')
  await expect(card.getByText(/not enough/i).first()).toBeVisible()
  await pay.click({ force: true })
  expect((await history(tuppence))[0]?.outcome).toBe('asking')
  expect(stamped(world)).toEqual([])
})

test('a locked wallet is unlocked in the card, and the same payment goes on', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await tuppence.call('lock')
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await expect(card.getByRole('button', { name: /^Pay/ })).toHaveCount(0)
  await card.getByLabel('Password').fill('not this one')
  await card.getByRole('button', { name: 'Unlock' }).click()
  await expect(card.getByText('That is not the password.')).toBeVisible()
  await card.getByLabel('Password').fill('penny plain')
  await card.getByRole('button', { name: 'Unlock' }).click()
  await press(card, 'Pay $0.01')
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  expect(await history(tuppence)).toHaveLength(1)
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('a locked wallet signs nothing, not even by rule; unlocked, the rule goes on', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  await tuppence.call('lock')
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  expect(stamped(world)).toEqual([])
  await card.getByLabel('Password').fill('penny plain')
  await card.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('article')).toBeVisible()
  expect((await becomes(tuppence, 'paid')).why.code).toBe('rule')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('two tabs ask, one after the other, each for its own page', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  const second = await tuppence.context.newPage()
  await visit(second, `${world.origins.news}/article/tides`)
  await tuppence.card()
  await visit(page, `${world.origins.news}/article/harbour`)
  await expect.poll(async () => (await history(tuppence)).length).toBe(2)
  // What is shown is not swapped for what came later.
  const card = await tuppence.card()
  await press(card, 'Pay $0.01')
  await expect(second.getByRole('article')).toBeVisible()
  await page.bringToFront()
  const next = await tuppence.card()
  await press(next, 'Pay $0.02')
  await expect(page.getByRole('article')).toBeVisible()
  await expect.poll(async () => (await history(tuppence)).map(({ outcome }) => outcome)).toEqual(['paid', 'paid'])
  expect(before - (await wallet.balance())).toBe(3n * CENT)
})

test('two tabs with one page are one purchase', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  const url = `${world.origins.news}/article/tides`
  await visit(page, url)
  await tuppence.card()
  const second = await tuppence.context.newPage()
  await visit(second, url)
  await expect.poll(() => hitsAt(world, '/article/tides').length).toBe(2)
  await press(await tuppence.card(), 'Pay $0.01')
  const row = await becomes(tuppence, 'paid')
  // Looking at another tab closes the first card, which is "Not now"; the purchase is one all the same.
  expect((await history(tuppence)).filter(({ nonce }) => nonce).map(({ id }) => id)).toEqual([row.id])
  expect(stamped(world)).toHaveLength(1)
  expect(before - (await wallet.balance())).toBe(CENT)
})
