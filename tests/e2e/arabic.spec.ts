/** Tuppence in Arabic: every page, the popup and the card, from right to left, with nothing left in English. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { becomes, expect, looksRight, refusePopups, setRule, shoot, shootWhole, test, visit } from './fixtures.ts'

type Messages = Record<string, { message: string }>
const messages = (language: string) =>
  JSON.parse(
    readFileSync(new URL(`../../public/_locales/${language}/messages.json`, import.meta.url), 'utf8'),
  ) as Messages

const arabic = new Set(Object.values(messages('ar')).map(({ message }) => message))
const english = Object.values(messages('en'))
  .map(({ message }) => message)
  .filter((message) => /[a-z]{2}/.test(message) && !arabic.has(message))
/** What stands between the facts of a sentence, where that is enough to know it by. */
const phrases = english
  .flatMap((message) => message.split(/\$[A-Z_]+\$/))
  .map((part) => part.trim())
  .filter((part) => /[a-z]{2}.* .*[a-z]{2}/.test(part))
const words = new Set(english)

/** Every text there is for the eye or the ear, but for what others wrote: sellers, and licences. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = ['title', 'placeholder', 'aria-label', 'aria-valuetext'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    )
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode())
      if (!walker.currentNode.parentElement?.closest('[dir=auto], [lang=en], script'))
        texts.push(walker.currentNode.nodeValue ?? '')
    return texts.map((text) => text.replaceAll(/[\u2066-\u2069\u200E\u200F]/g, '').trim()).filter(Boolean)
  })
}

/** From right to left, with no sentence in English, sound, and nothing standing out at a side of windows this wide. */
async function looksArabic(page: Page, widths: number[]) {
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(page.locator('main')).toContainText(/\p{Script=Arabic}/u)
  const texts = await textsOf(page)
  expect(texts.filter((text) => words.has(text) || phrases.some((phrase) => text.includes(phrase)))).toEqual([])
  await looksRight(page)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }
}

/** Whatever is folded away is read too, but for licences, which are in English everywhere. */
async function unfold(page: Page) {
  const folded = page.locator(
    ':is(details:not([open]) > summary, [aria-expanded=false]:not([aria-haspopup])):not([lang=en] *)',
  )
  for (let left = await folded.count(); left > 0; left--) await folded.first().click()
}

test('every page, the popup and the card are in Arabic, from right to left, and sound in light and in dark', async ({
  tuppence,
  wallet,
  world,
  page,
}) => {
  test.slow()
  expect(await wallet.balance()).toBeGreaterThan(0n)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  await tuppence.call('set', { language: 'ar' })

  // In a window of its own, which does not close when something else has the focus.
  await refusePopups(tuppence)
  await visit(page, `${world.origins.news}/article/annual`)
  const cards = () => tuppence.context.pages().filter((each) => each.url().includes('/approve.html'))
  await expect.poll(() => cards().length).toBe(1)
  for (const card of cards()) {
    await expect(card.locator('.pay')).toHaveText(/0\.50/)
    await card.setViewportSize({ width: 380, height: 600 })
    await shootWhole(card, 'arabic-card')
    await card.getByRole('checkbox').first().check()
    await unfold(card)
    await looksArabic(card, [380])
    // Addresses of sites and of money are read from the left wherever they stand.
    for (const one of await card.locator('.origin, .mono').all()) await expect(one).toHaveCSS('direction', 'ltr')
    await card.close()
  }
  await becomes(tuppence, 'refused')

  for (const route of ['welcome', 'overview', 'sites', 'history', 'learn', 'wallet', 'settings']) {
    const ours = await tuppence.open(`options.html#/${route}`)
    await expect(ours.locator('h1')).toBeVisible()
    if (route === 'history') await expect(ours.getByText('news.localhost').first()).toBeVisible()
    await shoot(ours, `arabic-${route}`)
    await unfold(ours)
    await looksArabic(ours, [380, 800])
    await ours.close()
  }
  const popup = await tuppence.open('popup.html')
  await expect(popup.getByRole('switch')).toBeVisible()
  await popup.setViewportSize({ width: 380, height: 700 })
  await shoot(popup, 'arabic-popup')
  await looksArabic(popup, [380])
})
