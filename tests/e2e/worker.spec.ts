import { becomes, CENT, expect, history, hitsAt, press, setRule, stamped, test, visit } from './fixtures.ts'

test('the worker dies while it asks: the card stays, and paying goes on', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await tuppence.killWorker()
  await press(card, 'Pay $0.01')
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  expect(await history(tuppence)).toHaveLength(1)
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('a worker that was dead before the 402 wakes up for it', async ({ page, tuppence, wallet, world }) => {
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await tuppence.killWorker()
  // While it is being ended Chrome still hands it events, which are lost with it; an idle one is ended between two events.
  await page.waitForTimeout(500)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await expect(page.getByRole('article')).toBeVisible()
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(CENT)
})

for (const delay of [0, 5, 10, 20, 40, 80, 160, 320]) {
  test(`the worker dies ${delay} ms after an automatic payment began: it is paid once, or not at all`, async ({
    page,
    tuppence,
    wallet,
    world,
  }) => {
    await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
    const before = await wallet.balance()
    const url = `${world.origins.odd}/slow?ms=50`
    const going = visit(page, url)
    await expect.poll(() => hitsAt(world, '/slow?ms=50').length, { intervals: [1] }).toBeGreaterThan(0)
    await page.waitForTimeout(delay)
    await tuppence.killWorker()
    await going
    // Anything wakes it up; it goes on by itself.
    await tuppence.call('view')
    await page.waitForTimeout(500)
    // Dead before a word was saved, it has promised nothing: the page asks again when it is loaded again.
    if ((await history(tuppence)).length === 0) {
      expect(stamped(world)).toEqual([])
      await page.reload({ waitUntil: 'commit' })
    }
    await becomes(tuppence, 'paid')
    expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
    expect(before - (await wallet.balance())).toBe(CENT)
    expect((await history(tuppence)).filter(({ nonce }) => nonce)).toHaveLength(1)
  })
}

test('a seller that never answers holds the money; asked again, it gets the same credential', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/silent`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect.poll(() => stamped(world).length).toBe(1)
  await tuppence.killWorker()
  await page.reload({ waitUntil: 'commit', timeout: 3000 }).catch(() => undefined)
  await tuppence.call('view')
  const [row] = await history(tuppence)
  expect(['paying', 'unserved']).toContain(row?.outcome)
  expect(await history(tuppence)).toHaveLength(1)
  expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
  expect(before - (await wallet.balance())).toBeLessThanOrEqual(CENT)
})
