/** The card: everything it may have to say, each against a seller that brings it about. */
import { becomes, expect, history, press, refusePopups, test, visit } from './fixtures.ts'

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
