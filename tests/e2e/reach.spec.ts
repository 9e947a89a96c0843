/** Everywhere, or only on chosen sites: what may not be looked at is left alone, and asked for in words. */
import { becomes, expect, history, hitsAt, press, stamped, test, visit } from './fixtures.ts'

test('only chosen sites are looked at; a card whose site is taken away ends in words', async ({
  tuppence,
  page,
  world,
}) => {
  const { news } = world.origins
  const article = `${news}/article/lighthouse`
  const settings = await tuppence.open('options.html#/settings')
  await settings.getByRole('radio', { name: 'Only on sites I choose' }).check()
  await expect(settings.getByText('No site is chosen yet.')).toBeVisible()

  // Met and left alone: a page of its own script, and a page.
  await page.bringToFront()
  await visit(page, `${news}/`)
  expect(await page.evaluate(() => fetch.toString())).toContain('native code')
  expect(await page.evaluate(async (url) => (await fetch(url)).status, `${news}/api/weather`)).toBe(402)
  await visit(page, article)
  const popup = await tuppence.toolbar()
  await expect(popup.getByText(`may not look at ${new URL(news).host}`)).toBeVisible()
  await popup.getByRole('button', { name: 'Allow here' }).click()
  await expect(popup.getByText('may not look at')).toHaveCount(0)

  // What could not be seen then can be now.
  await popup.getByRole('button', { name: 'Load it again' }).click()
  const card = await tuppence.card()
  expect(await history(tuppence)).toHaveLength(1)
  await settings.getByRole('button', { name: 'Remove' }).click()
  await expect(card.getByText('Tuppence may not look at this site any more, so nothing was sent.')).toBeVisible()
  expect((await becomes(tuppence, 'refused')).why.code).toBe('no_access')
  expect(stamped(world)).toEqual([])

  await settings.getByRole('radio', { name: 'On every site' }).check()
  await page.bringToFront()
  await visit(page, article)
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
})

test('where the browser withholds access, Tuppence says so, and goes on where it is given back', async ({
  tuppence,
  page,
  world,
}) => {
  const { news } = world.origins
  const overview = await tuppence.open('options.html#/overview')
  const notice = overview.getByText('may not look at any site')
  await expect(overview.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await expect(notice).toHaveCount(0)
  await tuppence.allow('nowhere')
  await expect(notice).toBeVisible()
  await expect(overview.getByRole('button', { name: 'Allow everywhere' })).toBeVisible()
  await visit(page, `${news}/article/lighthouse`)
  await expect.poll(() => hitsAt(world, '/article/lighthouse').length).toBe(1)

  // Given back for one site.
  await tuppence.allow(`${news.replace(/:\d+$/, '')}/*`)
  await expect(notice).toHaveCount(0)
  await page.bringToFront()
  await visit(page, `${news}/article/tides`)
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')
  expect(await history(tuppence)).toHaveLength(1)

  await tuppence.allow('everywhere')
  await page.bringToFront()
  await visit(page, `${news}/article/lighthouse`)
  await press(await tuppence.card(), 'Pay $0.01')
  await expect.poll(async () => (await history(tuppence)).length).toBe(2)
})

test('a page that asked before Tuppence might look is loaded again from the popup; what was answered is not', async ({
  tuppence,
  page,
  world,
}) => {
  const article = `${world.origins.news}/article/lighthouse`
  await tuppence.call('lookAt', { site: null, isAllowed: false })
  await visit(page, article)
  await tuppence.call('lookAt', { site: null, isAllowed: true })
  await page.bringToFront()
  let popup = await tuppence.toolbar()
  const loadAgain = () => popup.getByRole('button', { name: 'Load it again' })
  const isNotOffered = async () => {
    // The tab is asked once the popup is there.
    await popup.waitForTimeout(500)
    await expect(loadAgain()).toHaveCount(0)
  }
  await expect(loadAgain()).toBeVisible()
  await popup.getByRole('switch', { name: 'Pause all payments' }).click()
  await expect(loadAgain()).toHaveCount(0)
  await popup.getByRole('switch', { name: 'Pause all payments' }).click()
  await loadAgain().click()
  await press(await tuppence.card(), 'Not now')
  await becomes(tuppence, 'refused')

  await page.bringToFront()
  popup = await tuppence.toolbar()
  await expect(popup.getByRole('button', { name: 'Ask me again' })).toBeVisible()
  await isNotOffered()
  await popup.getByRole('button', { name: 'Ask me again' }).click()
  await press(await tuppence.card(), 'Pay $0.01')
  await becomes(tuppence, 'paid')

  // Nothing is asked by what has come.
  await expect(page.getByRole('article')).toBeVisible()
  await page.bringToFront()
  popup = await tuppence.toolbar()
  await expect(popup.getByText('Spent here today')).toBeVisible()
  await isNotOffered()

  // Nor where it would be of no use.
  await visit(page, `${world.origins.odd}/unknown`)
  await becomes(tuppence, 'refused')
  await page.bringToFront()
  popup = await tuppence.toolbar()
  await expect(popup.getByText('Spent here today')).toBeVisible()
  await isNotOffered()
})
