import { becomes, CENT, expect, history, hitsAt, press, setRule, stamped, test, visit } from './fixtures.ts'

const walls = [
  ['v1 (x402-express, whose page for people has no header)', 'gazette', '/article/ferry', 'x-payment'],
  ['an old HTML paywall without a header', 'widget', '/article/mill', 'payment-signature'],
  ['a bare v1 JSON body', 'plain', '/json-v1', 'x-payment'],
] as const

for (const [name, shop, path, header] of walls) {
  test(`${name} is read, asked about, and paid once`, async ({ page, tuppence, wallet, world }) => {
    const before = await wallet.balance()
    await visit(page, `${world.origins[shop]}${path}`)
    await press(await tuppence.card(), 'Pay $0.01')
    const row = await becomes(tuppence, 'paid')
    expect(row.transaction).toMatch(/^0x[0-9a-f]{64}$/)
    expect(stamped(world).map((hit) => [hit.path, header in hit.headers, hit.status])).toEqual([[path, true, 200]])
    expect(before - (await wallet.balance())).toBe(CENT)
  })
}

test('a blocked site, or any while all is paused, is not even asked a second time what it wants', async ({
  page,
  tuppence,
  world,
}) => {
  const site = world.origins.plain
  await tuppence.call('setRule', { site, mode: 'off', perPayment: '0', perDay: '0' })
  await visit(page, `${site}/json-v1`)
  await expect.poll(async () => (await history(tuppence)).length).toBe(1)
  await tuppence.call('forget', { site })
  await tuppence.call('pause', { paused: true })
  await visit(page, `${site}/json-v1?again`)
  await expect.poll(async () => (await history(tuppence)).length).toBe(2)
  expect(world.hits().filter((hit) => hit.path.startsWith('/json-v1'))).toHaveLength(2)
  expect(await tuppence.cards()).toEqual([])
  expect(stamped(world)).toEqual([])
})

test('a letter sent by form arrives whole, paid, once; another one is another purchase', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  const send = async (letter: string) => {
    await page.goto(`${world.origins.news}/`)
    const form = page.locator('form[action="/letter"]')
    await form.getByLabel('Your name').fill('A reader')
    await form.locator('textarea').fill(letter)
    await form.getByRole('button').click()
  }
  await send('Dear Sir, why 402? — a reader & friend')
  await press(await tuppence.card(), 'Pay $0.01')
  await expect(page.getByText('Dear Sir, why 402? — a reader & friend')).toBeVisible()
  await becomes(tuppence, 'paid')
  const [asked, paid, ...more] = hitsAt(world, '/letter')
  expect(more).toEqual([])
  expect([asked?.method, asked?.status, paid?.method, paid?.status]).toEqual(['POST', 402, 'POST', 200])
  expect(paid?.body).toBe(asked?.body)
  expect(before - (await wallet.balance())).toBe(CENT)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  await send('Dear Sir, thank you')
  await expect(page.getByText('Dear Sir, thank you')).toBeVisible()
  await becomes(tuppence, 'paid')
  // The same letter once more is not posted in silence.
  await send('Dear Sir, thank you')
  expect((await becomes(tuppence, 'asking')).why.code).toBe('bought_already')
  expect(before - (await wallet.balance())).toBe(2n * CENT)
})

test('a download that costs something arrives', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  const downloaded = page.waitForEvent('download')
  await visit(page, `${world.origins.news}/download/almanac.txt`)
  await press(await tuppence.card(), 'Pay $0.05')
  expect((await downloaded).suggestedFilename()).toBe('almanac.txt')
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(5n * CENT)
})

test('a 402 without a word, where the browser shows its own error page, is paid too', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/bare`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect(page.getByText('You paid')).toBeVisible()
  await becomes(tuppence, 'paid')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('a redirect after payment carries nothing to the other site', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/redirect`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect(page).toHaveURL(`${world.origins.other}/landing`)
  await becomes(tuppence, 'paid')
  const landed = hitsAt(world, '/landing')
  expect(landed.length).toBeGreaterThan(0)
  for (const { headers } of landed) expect(Object.keys(headers).join()).not.toMatch(/payment/)
  expect(stamped(world)).toHaveLength(1)
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('nothing but the paid request is stamped: not the same URL elsewhere, not a longer one, not what the page loads', async ({
  page,
  tuppence,
  world,
}) => {
  const other = await tuppence.context.newPage()
  await page.bringToFront()
  await visit(page, `${world.origins.odd}/slow`)
  const card = await tuppence.card()
  await press(card, 'Pay $0.01')
  await Promise.all([visit(other, `${world.origins.odd}/slow?more`), other.waitForTimeout(200)])
  const outcomes = async () => (await history(tuppence)).map(({ url, outcome }) => [url, outcome])
  await expect.poll(outcomes).toContainEqual([`${world.origins.odd}/slow`, 'paid'])
  await expect(page.getByText('/slow')).toBeVisible()
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(() => hitsAt(world, '/slow').length).toBe(3)
  expect(stamped(world).map(({ path }) => path)).toEqual(['/slow'])
})

test('a seller that settles and asks again gets the same credential, then no more; the chain says it was paid', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/again`)
  await press(await tuppence.card(), 'Pay $0.01')
  const row = await becomes(tuppence, 'unserved')
  await expect.poll(async () => (await history(tuppence)).length).toBe(1)
  const credentials = stamped(world).map(({ headers }) => headers['payment-signature'])
  expect(new Set(credentials).size).toBe(1)
  expect(credentials.length).toBeLessThanOrEqual(3)
  expect(await world.used(wallet.address, row.nonce as `0x${string}`)).toBe(true)
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('what was paid and did not come is not paid again in silence, under the widest rule', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 500_000n })
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/fails`)
  await becomes(tuppence, 'unserved')
  await page.reload({ waitUntil: 'commit' })
  await expect((await tuppence.card()).getByText(/You paid \$0\.01 for this .*, and nothing came/)).toBeVisible()
  expect(before - (await wallet.balance())).toBe(CENT)
})

for (const [path, outcome] of [
  ['/fails', 'unserved'],
  ['/upfront', 'unserved'],
  ['/drops', 'unserved'],
  ['/no-receipt', 'paid'],
] as const) {
  test(`${path}: the money moves once, and the outcome is "${outcome}"`, async ({ page, tuppence, wallet, world }) => {
    const before = await wallet.balance()
    await visit(page, `${world.origins.odd}${path}`)
    await press(await tuppence.card(), 'Pay $0.01')
    const row = await becomes(tuppence, outcome)
    expect(await world.used(wallet.address, row.nonce as `0x${string}`)).toBe(true)
    expect(before - (await wallet.balance())).toBe(CENT)
    expect(new Set(stamped(world).map(({ headers }) => headers['payment-signature'])).size).toBe(1)
  })
}

test('a price that went up since it was shown is a new question, not a silent payment', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await visit(page, `${world.origins.odd}/rising?e2e`)
  const card = await tuppence.card()
  const shown = await card.getByRole('button', { name: /^Pay/ }).textContent()
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(async () => (await history(tuppence)).map(({ why }) => why.code)).toEqual(['new_site', 'changed'])
  // The old card says so, and stays until it is closed: nothing is swapped under the finger.
  await expect(card.getByText('The seller changed the request.')).toBeVisible()
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(card.getByRole('button', { name: /^Pay/ })).not.toHaveText(shown ?? '')
  expect(stamped(world)).toEqual([])
  expect(await wallet.balance()).toBe(before)
})

test('forty offers: the cheapest of the first 32 is asked for', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.odd}/huge`)
  await expect((await tuppence.card()).getByRole('button', { name: 'Pay $0.09' })).toBeVisible()
})

test('a seller of lies is shown as text, and cut', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.odd}/liar`)
  const card = await tuppence.card()
  await expect(card.getByRole('button', { name: 'Pay $0.01' })).toBeVisible()
  expect(await card.locator('img[src^="http"], script[src^="http"], iframe, object, embed').count()).toBe(0)
  expect(await card.locator('body').innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/)
  expect(await card.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(
    true,
  )
})

const hostile = [
  ['rubbish', 'not base64!', 'malformed'],
  [
    'a negative amount',
    {
      x402Version: 2,
      resource: {},
      accepts: [
        {
          scheme: 'exact',
          network: 'eip155:84532',
          amount: '-1',
          asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
          payTo: '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
          maxTimeoutSeconds: 60,
        },
      ],
    },
    'malformed',
  ],
  ['an unknown version', { x402Version: 9, accepts: [] }, 'no_offer'],
] as const

for (const [name, offer, reason] of hostile) {
  test(`${name} is refused by name, under the widest rule`, async ({ page, tuppence, world }) => {
    await setRule(tuppence, world.origins.odd, { perPayment: 10_000_000n, perDay: 100_000_000n })
    const said = Buffer.from(typeof offer === 'string' ? offer : JSON.stringify(offer)).toString('base64')
    await visit(page, `${world.origins.odd}/hostile?offer=${encodeURIComponent(said)}`)
    expect((await becomes(tuppence, 'refused')).why.code).toBe(reason)
    expect(await tuppence.cards()).toEqual([])
    expect(stamped(world)).toEqual([])
  })
}

test('an offer of an unknown kind is named, never paid', async ({ page, tuppence, world }) => {
  await visit(page, `${world.origins.odd}/unknown`)
  expect((await becomes(tuppence, 'refused')).why.code).toBe('unknown_offers')
  expect(stamped(world)).toEqual([])
})
