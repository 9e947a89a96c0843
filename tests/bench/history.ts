/** Does the history stand still where it is long? Scrolled, jumped through and filtered, in the extension as it is built. */
import type { Page } from '@playwright/test'
import { launch } from '../drive/chromium.ts'
import { inPage } from './in-page-text.ts'
import type { Line } from './table.ts'

/** Milliseconds: the longest time without a new picture, and the longest piece of work at once (0: none over 50). */
type Pauses = { picture: number; task: number }

export async function lookingThrough(few: number, many: number): Promise<Line[]> {
  const [short, long] = [await pausesWith(few), await pausesWith(many)]
  const what = `the longest pause of the history at ${many.toLocaleString('en')} rows`
  const more = (pauses: Pauses) => `${Math.round(pauses.picture)} ms (longest task ${Math.round(pauses.task)} ms)`
  return [
    { what: `${what}, against 100 ms`, ratio: long.picture / 100, goal: 1, more: more(long) },
    {
      what: `${what}, against ${few.toLocaleString('en')}`,
      ratio: long.picture / short.picture,
      goal: Infinity,
      more: `${more(short)} and ${more(long)}`,
    },
  ]
}

async function pausesWith(rows: number): Promise<Pauses> {
  const tuppence = await launch()
  try {
    const office = await tuppence.open('options.html#/settings')
    await office.evaluate(await inPage())
    await office.evaluate((size) => bench.fill('tuppence', size), rows)
    await office.close()
    const page = await tuppence.open('options.html#/history')
    await page.getByText(`${rows.toLocaleString('en')} payments`).waitFor({ timeout: 120_000 })
    await page.evaluate(watch)
    await lookThrough(page)
    return await page.evaluate(() => pauses)
  } finally {
    await tuppence.close()
  }
}

/** As a person in a hurry does: with the wheel, the scrollbar and the keys, then with every kind of filter. */
async function lookThrough(page: Page): Promise<void> {
  const table = page.getByRole('table', { name: 'Payments' })
  const wheel = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      await page.mouse.wheel(0, turn % 3 === 2 ? -300 : 700)
      await page.waitForTimeout(30)
    }
  }
  await table.hover()
  await wheel(40)
  for (let jump = 1; jump <= 20; jump++) {
    const share = (jump * 7) % 20
    await page
      .locator('.scroller')
      .evaluate((element, share) => (element.scrollTop = element.scrollHeight * share), share / 20)
    await page.waitForTimeout(60)
  }
  await table.getByRole('button').first().focus()
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown', 'ArrowDown']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(60)
  }
  await page.getByLabel('Search').pressSequentially('article/77', { delay: 60 })
  await table.hover()
  await wheel(40)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await page.getByLabel('State').selectOption('paid')
  await wheel(20)
  await page.getByLabel('State').selectOption('refused')
  await wheel(5)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await page.getByText('More filters').click()
  await page.getByLabel('Site', { exact: true }).fill('site-7.example')
  await page.keyboard.press('Enter')
  await page.getByLabel('From').fill('2026-01-01')
  await wheel(20)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await wheel(10)
}

/** Runs in the page: notes how long it is without a new picture. */
function watch(): void {
  const seen = { picture: 0, task: 0 }
  Object.assign(globalThis, { pauses: seen })
  let before = performance.now()
  const look = (now: number) => {
    seen.picture = Math.max(seen.picture, now - before)
    before = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration)
  }).observe({ type: 'longtask' })
}

declare const bench: typeof import('./in-page.ts')
declare const pauses: Pauses
