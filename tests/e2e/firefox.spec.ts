import { expect } from '@playwright/test'
import { type Firefox, launchFirefox } from '../drive/firefox.ts'
import { PASSWORD, quickVault } from '../drive/wallet.ts'
import { worldTest } from './fixtures.ts'

const test = worldTest.extend<object, { firefox: Firefox }>({
  firefox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const firefox = await launchFirefox()
      await use(firefox)
      await firefox.close()
    },
    { scope: 'worker' },
  ],
})

const ARTICLE = `Boolean(document.querySelector('article'))`

type Row = { id: number; outcome: string; why: { code: string } }

test('Firefox: asks in a card, pays by click, then by rule; two cents move', async ({ firefox, world }) => {
  const vault = await quickVault()
  await firefox.call('adopt', { vault, password: PASSWORD })
  await firefox.call('set', { testNetworks: true, endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
  await world.fund(vault.address, 1_000_000n)
  const latest = async () => (await firefox.call<Row[]>('history', { count: 1 }))[0]

  const tab = await firefox.open(`${world.origins.news}/article/lighthouse`)
  await expect.poll(async () => (await latest())?.outcome).toBe('asking')
  // The popup opened by itself; it is no page to BiDi, so the same card is answered in the page of the small window.
  const contexts = `browser.runtime.getContexts({ contextTypes: ['POPUP'] }).then((all) => all.length)`
  const office = await firefox.openOurs('options.html#/history')
  await expect.poll(() => firefox.evaluate<number>(office, contexts)).toBe(1)
  const id = (await latest())?.id
  const card = await firefox.openOurs(`approve.html?payment=${id}`)
  const button = `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Pay $0.01' && each.getAttribute('aria-disabled') !== 'true')`
  await expect.poll(() => firefox.evaluate<boolean>(card, `Boolean(${button})`)).toBe(true)
  await firefox.evaluate(card, `${button}.click()`)
  await expect.poll(async () => (await latest())?.outcome, { timeout: 20_000 }).toBe('paid')
  await expect.poll(() => firefox.evaluate<boolean>(tab, ARTICLE).catch(() => false)).toBe(true)
  // A card closes by itself, and Firefox makes no tab beside one that is just closing.
  await expect.poll(() => firefox.evaluate<boolean>(card, 'true').catch(() => false)).toBe(false)

  await firefox.call('setRule', { site: world.origins.news, mode: 'auto', perPayment: '50000', perDay: '500000' })
  const second = await firefox.open(`${world.origins.news}/article/tides`)
  await expect.poll(async () => (await latest())?.why.code, { timeout: 20_000 }).toBe('rule')
  await expect.poll(async () => (await latest())?.outcome, { timeout: 20_000 }).toBe('paid')
  await expect.poll(() => firefox.evaluate<boolean>(second, ARTICLE).catch(() => false)).toBe(true)
  expect(await world.balance(vault.address)).toBe(1_000_000n - 20_000n)
})
