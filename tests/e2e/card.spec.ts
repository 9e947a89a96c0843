/** The card: everything it may have to say, each against a seller that brings it about. */
import type { Page } from '@playwright/test'
import type { Tuppence } from '../drive/chromium.ts'
import { PASSWORD } from '../drive/wallet.ts'
import type { World } from '../servers/world.ts'
import {
  becomes,
  CENT,
  expect,
  history,
  looksRight,
  press,
  refusePopups,
  setRule,
  shootWhole,
  test,
  visit,
} from './fixtures.ts'

test('six requests at once are one window, site by site; what is declined is declined, and the rest goes on', async ({
  page,
  tuppence,
  world,
}) => {
  await refusePopups(tuppence)
  await visit(page, `${world.origins.news}/article/tides`)
  const card = await tuppence.card()
  const many = await tuppence.context.newPage()
  await many.goto(`${world.origins.kinds}/`)
  const answers = many.evaluate(() =>
    Promise.all([1, 2, 3, 4, 5].map(async (n) => (await fetch(`/paid/text?${n}`)).status)),
  )
  await expect(card.getByText('1 of 6')).toBeVisible()
  expect(await tuppence.cards()).toHaveLength(1)
  await expect(card.getByRole('heading', { name: 'news.localhost' })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Decline all from this site' })).toHaveCount(0)

  await card.getByRole('button', { name: 'Next request' }).click()
  await expect(card.getByText('2 of 6')).toBeVisible()
  await card.getByRole('button', { name: 'Next request' }).click()
  await expect(card.getByText('3 of 6')).toBeVisible()
  await expect(card.getByRole('heading', { name: 'kinds.localhost' })).toBeVisible()
  await press(card, 'Not now')
  await expect.poll(async () => (await history(tuppence)).filter(({ outcome }) => outcome === 'refused').length).toBe(1)
  // One has gone, and the next has its place; what was only passed by waits on.
  await expect(card.getByText('3 of 5')).toBeVisible()
  await press(card, 'Decline all from this site')
  expect(await answers).toEqual([402, 402, 402, 402, 402])

  await expect(card.getByRole('heading', { name: 'news.localhost' })).toBeVisible()
  await press(card, 'Pay $0.01')
  await expect(page.getByRole('article')).toBeVisible()
  await expect.poll(() => tuppence.cards()).toEqual([])
  const ended = (await history(tuppence)).map(({ why }) => why.code)
  expect(ended).toEqual([...Array.from({ length: 5 }, () => 'declined'), 'clicked'])
  await becomes(tuppence, 'refused')
})

/** What each card says, brought about by a seller that gives it reason to. */
type Stage = { page: Page; tuppence: Tuppence; world: World }

/** A page that asks, and its card, at the size of a popup. */
async function ask({ page, tuppence, world }: Stage, url: string): Promise<Page> {
  await page.bringToFront()
  // Left, not declined: who is declined three times in a minute asks no more.
  await page.goto(`${world.origins.other}/`)
  await expect.poll(() => tuppence.cards()).toEqual([])
  await visit(page, url)
  const card = await tuppence.card()
  await card.setViewportSize({ width: 380, height: 640 })
  return card
}

async function pay(tuppence: Tuppence, card: Page, outcome: string): Promise<void> {
  await press(card, /^Pay \$/)
  await becomes(tuppence, outcome)
}

const states: Record<string, (stage: Stage) => Promise<Page>> = {
  normal: (stage) => ask(stage, `${stage.world.origins.news}/article/lighthouse`),

  async automatic(stage) {
    const card = await ask(stage, `${stage.world.origins.news}/article/tides`)
    const tick = card.getByRole('checkbox', { name: 'Pay this site automatically' })
    await expect(tick).not.toBeChecked()
    await tick.check()
    await expect(card.getByLabel('Most per payment')).toHaveValue('0.01')
    await expect(card.getByRole('combobox', { name: 'Ends' })).toBeVisible()
    return card
  },

  async locked(stage) {
    await stage.tuppence.call('lock')
    const card = await ask(stage, `${stage.world.origins.news}/article/lighthouse`)
    await expect(card.getByLabel('Password')).toBeFocused()
    await expect(card.getByRole('button', { name: /^Pay/ })).toHaveCount(0)
    return card
  },

  async 'cannot-afford'(stage) {
    await stage.tuppence.call('unlock', { password: PASSWORD })
    const card = await ask(stage, `${stage.world.origins.odd}/rich`)
    await expect(card.getByText('this needs $5,000.00, and there is $1.00')).toBeVisible()
    await expect(card.getByRole('button', { name: 'Add money' })).toBeVisible()
    return card
  },

  async 'over-a-limit'(stage) {
    await setRule(stage.tuppence, stage.world.origins.news, { perPayment: CENT, perDay: 500_000n })
    const card = await ask(stage, `${stage.world.origins.news}/article/harbour`)
    await expect(card.getByText('$0.02 is more than your limit of $0.01 a payment')).toBeVisible()
    await expect(card.getByRole('button', { name: 'Pay $0.02 anyway' })).toBeVisible()
    await expect(card.getByRole('button', { name: 'Raise limit' })).toBeVisible()
    return card
  },

  async 'price-up'(stage) {
    await pay(stage.tuppence, await ask(stage, `${stage.world.origins.odd}/dear?cents=1`), 'paid')
    const card = await ask(stage, `${stage.world.origins.odd}/dear?cents=5`)
    await expect(card.getByText('Last time this cost $0.01; now it asks $0.05.')).toBeVisible()
    return card
  },

  async 'payee-changed'(stage) {
    await pay(stage.tuppence, await ask(stage, `${stage.world.origins.odd}/moves?to=7`), 'paid')
    const card = await ask(stage, `${stage.world.origins.odd}/moves?to=8`)
    await expect(card.getByText(`0x${'7'.padStart(40, '0')}`)).toBeVisible()
    await expect(card.getByText(`0x${'8'.padStart(40, '0')}`).first()).toBeVisible()
    await expect(card.getByRole('checkbox', { name: /address changes often/ })).toBeVisible()
    return card
  },

  async 'several-offers'(stage) {
    const card = await ask(stage, `${stage.world.origins.odd}/picky`)
    await card.getByRole('radio').nth(1).check()
    await expect(card.getByRole('button', { name: 'Pay $0.02' })).toBeVisible()
    return card
  },

  async 'charged-first'(stage) {
    const card = await ask(stage, `${stage.world.origins.odd}/upfront`)
    await expect(card.getByText('takes the money before it answers')).toBeVisible()
    return card
  },

  async 'paid-nothing-came'(stage) {
    const card = await ask(stage, `${stage.world.origins.odd}/upfront?again`)
    await pay(stage.tuppence, card, 'unserved')
    await expect(card.getByRole('button', { name: 'Copy proof' })).toBeVisible()
    await expect(card.getByText('will not pay for it again without asking you')).toBeVisible()
    return card
  },

  async 'nothing-came-before'(stage) {
    const card = await ask(stage, `${stage.world.origins.odd}/upfront?again`)
    await expect(card.getByText(/You paid \$0\.01 for this .*, and nothing came/)).toBeVisible()
    return card
  },

  async 'request-changed'(stage) {
    const card = await ask(stage, `${stage.world.origins.odd}/rising?card`)
    await stage.page.reload({ waitUntil: 'commit' })
    await expect(card.getByText('The seller changed the request.')).toBeVisible()
    return card
  },

  async 'third-party'(stage) {
    const { page, tuppence, world } = stage
    await setRule(tuppence, world.origins.kinds, { perPayment: 50_000n, perDay: 500_000n })
    await page.goto(`${world.origins.kinds}/`)
    await expect.poll(() => tuppence.cards()).toEqual([])
    await page.evaluate((url) => void fetch(url).catch(() => undefined), `${world.origins.far}/paid/text?card`)
    const card = await tuppence.card()
    await card.setViewportSize({ width: 380, height: 640 })
    await expect(card.getByText(/far\.localhost.* is not a seller you allowed here/)).toBeVisible()
    return card
  },

  async 'network-silent'(stage) {
    const { tuppence, world } = stage
    await tuppence.call('set', { endpoint: { network: 'eip155:84532', url: '' } })
    await forgetBalances(tuppence)
    const card = await ask(stage, `${world.origins.odd}/clean?silent`)
    await expect(card.getByText('Base Sepolia does not answer just now')).toBeVisible()
    await expect(card.getByRole('button', { name: 'Refresh the balance' })).toBeVisible()
    await tuppence.call('set', { endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
    await expect(card.getByText(/Balance \$0\.\d\d → /)).toBeVisible()
    return card
  },
}

test('every state of the card is sound, in both themes, and names the next step', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  test.setTimeout(300_000)
  expect(await wallet.balance()).toBe(1_000_000n)
  await refusePopups(tuppence)
  for (const [name, bringAbout] of Object.entries(states)) {
    const card = await bringAbout({ page, tuppence, world })
    await looksRight(card)
    await shootWhole(card, `card-${name}`)
    // What is over stays until it has been read.
    const close = card.getByRole('button', { name: 'Close' })
    if (await close.isVisible()) await close.click()
  }
})

test('by keys alone: a rule with a cap is made and paid by; Escape is "Not now"', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  await refusePopups(tuppence)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  const card = await tuppence.card()
  await goTo(card, 'checkbox', 'Pay this site automatically')
  await card.keyboard.press('Space')
  await goTo(card, 'textbox', 'Most per day')
  await card.keyboard.press('ControlOrMeta+A')
  await card.keyboard.type('0.25')
  // In a field Enter is the field's.
  await card.keyboard.press('Enter')
  expect((await history(tuppence))[0]?.outcome).toBe('asking')
  await goTo(card, 'button', 'Pay $0.01')
  await card.keyboard.press('Enter')
  await becomes(tuppence, 'paid')
  await expect(page.getByRole('article')).toBeVisible()
  const { rules } = await tuppence.call<{ rules: { mode: string; caps: { day: string } }[] }>('rules')
  expect(rules).toMatchObject([{ mode: 'auto', caps: { day: '250000' } }])

  await expect.poll(() => tuppence.cards()).toEqual([])
  await visit(page, `${world.origins.odd}/clean`)
  const next = await tuppence.card()
  await expect(next.getByRole('button', { name: 'Not now' })).not.toHaveAttribute('aria-disabled', 'true')
  await next.keyboard.press('Escape')
  expect((await becomes(tuppence, 'refused')).why.code).toBe('declined')
  expect(before - (await wallet.balance())).toBe(CENT)
})

test('the limit in the way is raised, and what waited for it is paid', async ({ page, tuppence, wallet, world }) => {
  const before = await wallet.balance()
  await refusePopups(tuppence)
  await setRule(tuppence, world.origins.news, { perPayment: CENT, perDay: 500_000n })
  await visit(page, `${world.origins.news}/article/harbour`)
  const card = await tuppence.card()
  const opened = tuppence.context.waitForEvent('page')
  await press(card, 'Raise limit')
  const sites = await opened
  const field = sites.getByRole('row', { name: world.origins.news }).getByLabel('Most per payment')
  await expect(field).toBeFocused()
  await field.fill('0.02')
  await field.press('Enter')
  await expect(sites.getByText('Saved')).toBeVisible()
  await page.bringToFront()
  expect((await becomes(tuppence, 'paid')).why.code).toBe('rule')
  await expect(page.getByRole('article')).toBeVisible()
  expect(before - (await wallet.balance())).toBe(2n * CENT)
})

test('the popup says what is left, what this site may do and why nothing was paid, and asks again', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  expect(await wallet.balance()).toBeGreaterThan(0n)
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await press(await tuppence.card(), 'Not now')
  await becomes(tuppence, 'refused')
  await expect.poll(() => tuppence.cards()).toEqual([])

  const popup = await tuppence.toolbar()
  await expect(popup.getByText('$5.00 left today').first()).toBeVisible()
  await expect(popup.getByRole('combobox', { name: 'Mode' })).toHaveValue('ask')
  await expect(popup.getByText('You said not now.')).toBeVisible()
  await expect(popup.getByRole('switch', { name: 'Pause all payments' })).toBeVisible()
  await expect(popup.getByRole('button', { name: 'Lock' })).toBeVisible()
  await looksRight(popup)
  await shootWhole(popup, 'popup-declined')
  await popup.getByRole('button', { name: 'Ask me again' }).click()
  await press(popup, 'Pay $0.01')
  await becomes(tuppence, 'paid')

  // In a narrow menu, and magnified to twice its size.
  const narrow = await tuppence.open('popup.html')
  for (const size of [
    { width: 300, height: 600 },
    { width: 380, height: 300 },
  ]) {
    await narrow.setViewportSize(size)
    await expect(narrow.getByText('left today').first()).toBeVisible()
    await looksRight(narrow)
  }
})

/** Along the Tab key until the focus is there. */
async function goTo(card: Page, role: 'checkbox' | 'textbox' | 'button', name: string): Promise<void> {
  const wanted = card.getByRole(role, { name })
  await expect(wanted).not.toHaveAttribute('aria-disabled', 'true')
  for (let step = 0; step < 30; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await card.keyboard.press('Tab')
  }
  throw new Error(`${name} is not reached by the Tab key`)
}

/** As after a restart of the browser. */
async function forgetBalances(tuppence: Tuppence): Promise<void> {
  const ours = await tuppence.open('options.html#/settings')
  await ours.evaluate(() => chrome.storage.session.remove('balances'))
  await ours.close()
}

declare const chrome: { storage: { session: { remove(key: string): Promise<void> } } }
