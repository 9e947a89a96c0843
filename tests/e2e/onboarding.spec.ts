/** Setting up, by keyboard alone and with breaks: it goes on where it was left, and sets what it says. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { newKey, PASSWORD, useLocalChain } from '../drive/wallet.ts'
import { becomes, expect, press, visit, worldTest } from './fixtures.ts'
import { launch, type Tuppence } from '../drive/chromium.ts'

const test = worldTest.extend<{ tuppence: Tuppence }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
  tuppence: async ({}, use) => {
    const tuppence = await launch()
    await use(tuppence)
    await tuppence.close()
  },
})

async function looksRight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(() => document.getAnimations().forEach((each) => each.finish()))
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
}

/** Goes to something by Tab, as far as a person would follow. */
async function tabTo(page: Page, goal: Locator) {
  await goal.waitFor()
  for (let far = 0; far < 40; far++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(goal).toBeFocused()
}

async function enter(page: Page, name: string) {
  await tabTo(page, page.getByRole('button', { name }))
  await page.keyboard.press('Enter')
}

test('setting up by keyboard, left and taken up again, with a payment for practice', async ({ tuppence, world }) => {
  const open = () => tuppence.open('options.html#/welcome')
  const again = async (before: Page) => {
    await before.close()
    return open()
  }
  const type = async (page: Page, label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }))
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })

  let page = await open()
  await expect(heading(page, 'Welcome to Tuppence')).toBeVisible()
  await expect(page.getByText('Step 1 of 4')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'On every site' })).toBeChecked()
  await tabTo(page, page.getByText('What it needs, and why'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('the encrypted wallet on this computer')).toBeVisible()
  await looksRight(page)
  await enter(page, 'Import a wallet')
  await expect(heading(page, 'Import a wallet')).toBeFocused()

  page = await again(page)
  await expect(heading(page, 'Welcome to Tuppence')).toBeVisible()
  await enter(page, 'Import a wallet')
  await type(page, 'Recovery phrase or private key', newKey())
  await type(page, 'Password', PASSWORD)
  await type(page, 'Repeat password', PASSWORD)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Set your limits')).toBeFocused()
  await looksRight(page)
  await tabTo(page, page.getByLabel('What to do at a new site'))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Logs what would have been paid')).toBeVisible()

  page = await again(page)
  await expect(heading(page, 'Set your limits')).toBeVisible()
  await type(page, 'Most per payment', '0.05')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Put some money in')).toBeFocused()
  await expect(page.getByRole('img', { name: 'My address' })).toBeVisible()
  await looksRight(page)
  await enter(page, 'Back')
  await expect(page.getByLabel('Most per payment')).toHaveValue('0.05')
  await enter(page, 'Save limits')

  page = await again(page)
  await expect(heading(page, 'Put some money in')).toBeVisible()
  await enter(page, 'Try it with play money first')
  await expect(heading(page, 'A payment for practice')).toBeFocused()
  await tabTo(page, page.getByRole('switch', { name: 'Show test networks' }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('link', { name: 'faucet.circle.com' })).toBeVisible()
  await looksRight(page)

  // Neither faucet nor public page is to be had here: a chain and a newspaper of our own stand in for them.
  await useLocalChain(tuppence, world)
  const { address } = await tuppence.call<{ address: `0x${string}` }>('view')
  await world.fund(address, 1_000_000n)
  await tuppence.call('setRule', { site: world.origins.news, mode: 'ask' })
  await expect(page.getByText('You made a practice payment')).toHaveCount(0)
  const paper = await tuppence.context.newPage()
  await visit(paper, `${world.origins.news}/article/lighthouse`)
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
  await expect(page.getByText('You made a practice payment')).toBeVisible()

  const overview = await tuppence.open('options.html#/overview')
  await expect(overview.getByText('Setting up is not finished yet.')).toBeVisible()
  await page.bringToFront()
  await enter(page, 'Done')
  await expect(page).toHaveURL(/#\/overview$/)
  await expect(overview.getByText('Setting up is not finished yet.')).toHaveCount(0)
  type Settings = { limits: { site: { payment: string } }; newSite: string }
  const { limits, newSite } = await tuppence.call<Settings>('settings')
  expect(limits.site.payment).toBe('50000')
  expect(newSite).toBe('learn')

  page = await again(page)
  await expect(heading(page, 'Welcome to Tuppence')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create a wallet' })).toHaveCount(0)
  await enter(page, 'Continue')
  await expect(heading(page, 'Set your limits')).toBeFocused()
})
