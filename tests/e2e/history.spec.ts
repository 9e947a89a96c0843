/** The history as a person uses it: found, opened, noted, taken along. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { becomes, expect, history, setRule, stamped, test, visit } from './fixtures.ts'

async function looksRight(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
}

test('a payment is found by what is known of it, tells its life, keeps a note, and goes into files as it is', async ({
  tuppence,
  wallet,
  world,
  page,
}) => {
  expect(await wallet.balance()).toBeGreaterThan(0n)
  for (const site of [world.origins.news, world.origins.odd])
    await setRule(tuppence, site, { perPayment: 50_000n, perDay: 500_000n })
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  await visit(page, `${world.origins.odd}/upfront`)
  await becomes(tuppence, 'unserved')
  await tuppence.call('pause', { paused: true })
  await visit(page, `${world.origins.news}/article/annual`)
  await becomes(tuppence, 'refused')
  await tuppence.call('pause', { paused: false })
  await visit(page, `${world.origins.odd}/hold`)
  await expect.poll(() => stamped(world).length).toBe(3)
  const rows = await history(tuppence)

  const books = await tuppence.open('options.html#/history')
  const table = books.getByRole('table', { name: 'Payments' })
  const found = books.getByRole('status')
  await expect(found).toHaveText('4 payments')
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Site', 'Amount', 'State', 'Why'])
  await expect(table).toHaveAttribute('aria-rowcount', '5')
  await expect(table.getByRole('row').nth(4)).toHaveAttribute('aria-rowindex', '5')
  await looksRight(books)

  // By keys alone: down to the first payment, in, and out again to where one was.
  const details = table.getByRole('button', { name: 'Details' })
  await details.first().focus()
  await books.keyboard.press('End')
  await expect(details.last()).toBeFocused()
  await books.keyboard.press('ArrowUp')
  await expect(details.nth(2)).toBeFocused()
  await books.keyboard.press('End')
  await books.keyboard.press('Enter')
  const panel = books.getByRole('dialog')
  await expect(panel.getByRole('list', { name: 'What happened' }).getByRole('listitem')).toHaveText([
    /The site asked for \$0\.01\.$/,
    new RegExp(`Paid by your rule for ${world.origins.news}\\.$`),
    /Sent 1 time/,
    /The page came\.$/,
    /The money was taken|receipt/,
  ])
  await looksRight(books)
  await panel.getByLabel('Note').fill('For the essay')
  await books.keyboard.press('Tab')
  await books.keyboard.press('Enter')
  await expect(panel.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('switch', { name: 'I got nothing for this' }).press('Space')
  await books.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(details.last()).toBeFocused()

  // Two say that they were paid for nothing: the seller's answer of the one, the person of the other.
  await books.getByLabel('State').selectOption('Paid, but nothing came')
  await expect(found).toHaveText('2 payments')
  await expect(details).toHaveCount(2)
  await books.reload()
  await expect(found).toHaveText('2 payments')
  await books.getByLabel('Search').fill('ESSAY')
  await expect(found).toHaveText('1 payment')
  const save = async (name: string) => {
    const [download] = await Promise.all([books.waitForEvent('download'), books.getByRole('button', { name }).click()])
    return readFile(await download.path(), 'utf8')
  }
  expect(JSON.parse(await save('Export JSON'))).toEqual([
    expect.objectContaining({ ...rows.at(-1), note: 'For the essay', gotNothing: true }),
  ])
  await books.getByLabel('Search').fill('essay nonsense')
  await expect(books.getByText('Nothing matches')).toBeVisible()
  await looksRight(books)
  await books.getByRole('button', { name: 'Remove filter: essay nonsense' }).click()
  await expect(found).toHaveText('2 payments')
  await books.getByRole('button', { name: 'Clear all' }).click()
  await expect(found).toHaveText('4 payments')
  const [head, ...lines] = (await save('Export CSV')).trimEnd().split('\n')
  expect(head).toBe('time,site,seller,method,url,amount,asset,network,usd,state,reason,rule,payTo,transaction,nonce')
  expect(lines.at(-1)).toContain(rows.at(-1)?.transaction)
  expect(lines.map((line) => line.split(',').slice(4, 11))).toEqual(
    rows.map(({ url, money, outcome, why }) => {
      const dollars = (Number(money?.micros) / 1e6).toFixed(2)
      return [url, dollars, 'USDC', 'eip155:84532', dollars, outcome, why.code]
    }),
  )

  // What may still be taken is money: its credential is not shown unasked.
  await books.goto(`${books.url().split('#')[0]}#/history?${new URLSearchParams({ site: world.origins.odd })}`)
  await expect(found).toHaveText('2 payments')
  await details.first().click()
  await panel.getByText('For experts').click()
  await expect(panel.getByText('"scheme": "exact"')).toBeVisible()
  await expect(panel.getByText(/^PAYMENT-SIGNATURE: /)).toHaveCount(0)
  await panel.getByRole('button', { name: 'Show it all the same' }).click()
  await expect(panel.getByText(/^PAYMENT-SIGNATURE: /)).toBeVisible()
})
