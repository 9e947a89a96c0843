import { AxeBuilder } from '@axe-core/playwright'
import type { Worker } from '@playwright/test'
import type { Tuppence } from '../drive/chromium.ts'
import { becomes, booksAgree, CENT, expect, press, setRule, test, visit } from './fixtures.ts'

declare const chrome: {
  notifications: { getAll(): Promise<Record<string, true>>; clear(id: string): Promise<void> }
  contextMenus: { onClicked: { dispatch(info: object, tab: undefined): void } }
  action: { getTitle(of: object): Promise<string>; getBadgeText(of: object): Promise<string> }
}

/** The worker that lives now: it is another one after a death. */
function workerOf({ context }: Tuppence): Worker {
  const worker = context.serviceWorkers().at(-1)
  if (!worker) throw new Error('There is no worker')
  return worker
}

const notices = async (tuppence: Tuppence) =>
  Object.keys(await workerOf(tuppence).evaluate(() => chrome.notifications.getAll())).toSorted()

test('what was spent is drawn as the chain has it, limits are told of once, and a right click opens what it says', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const { kinds, news } = world.origins
  const before = await wallet.balance()
  const spent = async () => (before - (await wallet.balance())) / CENT
  await setRule(tuppence, kinds, { perPayment: CENT, perDay: 4n * CENT })
  await page.goto(`${kinds}/`)
  const fetched = (name: string) => page.evaluate(async (url) => (await fetch(url)).text(), `/paid/text?${name}`)
  const alert = `alert test site ${kinds} day`

  expect(await fetched('a')).toBe('paid text')
  await expect.poll(() => notices(tuppence)).toEqual(['paid test'])
  await visit(page, `${kinds}/paid/frame?b`)
  await expect(page.getByText('paid frame')).toBeVisible()
  await expect.poll(() => notices(tuppence)).toEqual([alert, 'paid test'])

  // Closed, it does not come back by another payment, nor by another worker.
  await workerOf(tuppence).evaluate((id) => chrome.notifications.clear(id), alert)
  expect(await fetched('c')).toBe('paid text')
  await becomes(tuppence, 'paid')
  await tuppence.killWorker()
  expect(await tuppence.call('view')).toMatchObject({ waiting: [] })
  expect(await notices(tuppence)).toEqual(['paid test'])
  expect(await fetched('d')).toBe('paid text')
  await expect.poll(() => notices(tuppence)).toEqual([alert, 'paid test'])
  await expect.poll(spent).toBe(4n)

  const overview = await tuppence.open('options.html#/overview')
  const today = overview.getByRole('link', { name: /: \$0\.04$/ })
  await expect(today).toHaveCount(1)
  await expect(overview.getByRole('figure')).toHaveAccessibleName(/^\$0\.04 in the last 30 days/)
  await expect(overview.getByRole('list', { name: 'Limits of which much is used' })).toHaveText(
    /Your limit of \$0\.04 a day is used up/,
  )
  await expect(overview.getByRole('list', { name: 'Spent by kind' }).getByRole('listitem')).toHaveText([
    'Requests of pages$0.03',
    'Pages$0.01',
  ])
  await overview.getByText('As a table').click()
  await expect(overview.getByRole('table', { name: 'Spent by day' }).getByRole('row')).toHaveCount(2)
  for (const colorScheme of ['light', 'dark'] as const) {
    // A colour on its way to another is neither.
    await overview.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page: overview }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
  await today.focus()
  await overview.keyboard.press('ArrowLeft')
  await expect(overview.getByRole('link', { name: /: \$0\.00$/ }).last()).toBeFocused()
  await overview.keyboard.press('End')
  await overview.keyboard.press('Enter')
  await expect(overview).toHaveURL(/#\/history\?from=(\d{4}-\d\d-\d\d)&to=\1$/)

  // "Pay for this link" pays nothing: it opens the link, whose page asks as any page does.
  const opened = tuppence.context.waitForEvent('page')
  await workerOf(tuppence).evaluate(
    (linkUrl) => chrome.contextMenus.onClicked.dispatch({ menuItemId: 'pay-link', linkUrl }, undefined),
    `${news}/article/harbour`,
  )
  const article = await opened
  const card = await tuppence.card()
  await expect
    .poll(() => workerOf(tuppence).evaluate(() => chrome.action.getTitle({})))
    .toBe('Tuppence: Waiting for your answer: 1')
  expect(await spent()).toBe(4n)
  const badge = () => workerOf(tuppence).evaluate(() => chrome.action.getBadgeText({}))
  await Promise.all([press(card, 'Pay $0.02'), expect.poll(badge).toBe('2¢')])
  await expect(article.getByRole('article')).toBeVisible()
  await expect.poll(badge).toBe('')
  expect(await spent()).toBe(6n)
  await overview.goBack()
  await expect(overview.getByRole('link', { name: /: \$0\.06$/ })).toHaveCount(1)

  const forSite = tuppence.context.waitForEvent('page')
  await workerOf(tuppence).evaluate(
    (pageUrl) => chrome.contextMenus.onClicked.dispatch({ menuItemId: 'this-site', pageUrl }, undefined),
    `${news}/article/harbour`,
  )
  await expect((await forSite).getByRole('textbox', { name: 'Origin' })).toHaveValue(news)
  await booksAgree(tuppence)
})

test('a request in a tab that nobody looks at is told of, and taken back when it is answered', async ({
  page,
  tuppence,
  world,
}) => {
  await visit(page, `${world.origins.news}/`)
  const behind = await tuppence.context.newPage()
  await page.bringToFront()
  await visit(behind, `${world.origins.news}/article/tides`)
  await expect.poll(() => notices(tuppence)).toEqual([expect.stringMatching(/^ask \d+$/)])
  await behind.close()
  await expect.poll(() => notices(tuppence)).toEqual([])
})
