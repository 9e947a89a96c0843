/** Setting up, by keyboard alone and with breaks: it goes on where it was left, and sets what it says. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { newKey, PASSWORD } from '../drive/wallet.ts'
import { becomes, expect, press, test, visit } from './fixtures.ts'

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

test('setting up by keyboard, left and taken up again', async ({ tuppence }) => {
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
  await enter(page, 'Back')
  await expect(page.getByLabel('Most per payment')).toHaveValue('0.05')
  await enter(page, 'Save limits')
  await expect(heading(page, 'Put some money in')).toBeFocused()

  page = await again(page)
  await expect(heading(page, 'Put some money in')).toBeVisible()
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

test('a payment for practice is seen as made once it was, and not before', async ({ tuppence, page, world }) => {
  const welcome = await tuppence.open('options.html#/welcome')
  await welcome.getByRole('button', { name: 'Continue' }).click()
  await welcome.getByRole('button', { name: 'Save limits' }).click()
  await enter(welcome, 'Try it with play money first')
  await expect(welcome.getByRole('heading', { name: 'A payment for practice' })).toBeFocused()
  await expect(welcome.getByRole('link', { name: 'faucet.circle.com' })).toBeVisible()
  await looksRight(welcome)
  await tabTo(welcome, welcome.getByRole('switch', { name: 'Show test networks' }))
  await welcome.keyboard.press('Space')
  await expect(welcome.getByRole('link')).toHaveCount(0)
  await welcome.keyboard.press('Space')
  await expect(welcome.getByRole('link')).toHaveCount(2)

  // Neither faucet nor public page is to be had here: a chain and a newspaper of our own stand in for them.
  await expect(welcome.getByText('You made a practice payment')).toHaveCount(0)
  await page.bringToFront()
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
  await expect(welcome.getByText('You made a practice payment')).toBeVisible()
})
