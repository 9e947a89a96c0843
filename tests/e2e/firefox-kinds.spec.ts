/** Every kind of request, in a real Firefox (tests/kinds/cases.ts). */
import { makeWallet } from '../../lib/wallet/seed.ts'
import { type Firefox, launchFirefox } from '../drive/firefox.ts'
import { newKey, PASSWORD } from '../drive/wallet.ts'
import { cases } from '../kinds/cases.ts'
import { CENT, expect, worldTest } from './fixtures.ts'

type Row = { id: number; url: string; outcome: string }

const test = worldTest.extend<object, { firefox: Firefox; address: `0x${string}` }>({
  firefox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const firefox = await launchFirefox()
      await use(firefox)
      await firefox.close()
    },
    { scope: 'worker' },
  ],
  address: [
    async ({ firefox, world }, use) => {
      const vault = await makeWallet.fromKey(newKey(), PASSWORD)
      await firefox.call('adopt', { vault, password: PASSWORD })
      await firefox.call('set', { testNetworks: true, endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
      await world.fund(vault.address, 5_000_000n)
      const { kinds: site, far } = world.origins
      const caps = { payment: '50000', day: '5000000' }
      await firefox.call('setRule', { site, mode: 'auto', caps, sellers: [far], media: true })
      await use(vault.address)
    },
    { scope: 'worker' },
  ],
})

for (const [index, { name, run, gives, givesFirefox, firefox: fate, asks, sends }] of cases.entries())
  test(`Firefox, ${name}: ${fate}`, async ({ firefox, address, world }) => {
    const { kinds: here, far, other } = world.origins
    world.clearHits()
    const before = await world.balance(address)
    const n = `fx${index}`
    const tab = await firefox.open(`${here}/`)
    const isThere = `location.href === ${JSON.stringify(`${here}/`)} && document.readyState === 'complete'`
    await expect.poll(() => firefox.evaluate<boolean>(tab, isThere).catch(() => false)).toBe(true)
    const ask = () => firefox.evaluate(tab, `(${run.toString()})(${JSON.stringify({ here, far, other, n })})`)
    const asked = ask()
    const latest = async () =>
      (await firefox.call<Row[]>('history', { count: 10 })).filter(({ url }) => url.includes(n))
    if (asks) {
      await expect.poll(async () => (await latest())[0]?.outcome).toBe('asking')
      const [row] = await latest()
      await firefox.call('pay', { id: row?.id, chosen: 0, amount: '10000' })
    }
    expect(await asked).toEqual(givesFirefox ?? gives)
    const hits = world.hits().filter(({ path, method }) => path.includes(`?${n}`) && method !== 'OPTIONS')
    const paid = hits.filter(({ headers }) => headers['payment-signature'])
    if (fate === 'left') {
      expect(paid).toEqual([])
      expect(await world.balance(address)).toBe(before)
      return
    }
    const walls = hits.filter(({ status }) => status === 402)
    const purchases = new Set(paid.map(({ path, headers }) => `${path} ${headers['payment-signature']}`))
    expect(purchases.size).toBe(new Set(walls.map(({ path }) => path)).size)
    await expect.poll(async () => before - (await world.balance(address))).toBe(CENT * BigInt(purchases.size))
    await expect
      .poll(async () => (await latest()).map(({ outcome }) => outcome))
      .toEqual([...purchases].map(() => 'paid'))
    if (sends)
      expect(hits.map(({ method, body }) => ({ method, body }))).toEqual([0, 1].map(() => ({ body: '', ...sends })))
  })
