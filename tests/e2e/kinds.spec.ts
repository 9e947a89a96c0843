/** Every kind of request, in a real Chromium (tests/kinds/cases.ts). */
import { type Case, cases } from '../kinds/cases.ts'
import { CENT, expect, history, press, sharedTest as test, stamped } from './fixtures.ts'

const hitsOf = (world: Parameters<typeof stamped>[0], n: string) =>
  world.hits().filter(({ path, method }) => path.includes(`?${n}`) && method !== 'OPTIONS')

for (const [index, each] of cases.entries())
  test(`${each.name}: ${each.chromium}`, async ({ page, tuppence, wallet, world }) => {
    const { kinds: here, far, other } = world.origins
    world.clearHits()
    // All of them are bought at one site, and faster than anybody reads.
    const caps = { payment: '50000', day: '5000000', minute: 1000 }
    await tuppence.call('set', { limits: { site: caps } })
    await tuppence.call('setRule', { site: here, mode: 'auto', caps, sellers: [far], media: true })
    await page.goto(`${here}/`)
    const before = await wallet.balance()
    const n = `case${index}`
    const { run, gives, chromium, asks, sends }: Case = each
    const asked = page.evaluate(run as (where: object) => unknown, { here, far, other, n })
    if (asks) await press(await tuppence.card(), /^Pay/)
    if (chromium === 'again') {
      // Once it is paid for, whatever asks next gets it.
      if (JSON.stringify(await asked) !== JSON.stringify(gives)) {
        await expect.poll(() => history(tuppence, n).then(([row]) => row?.outcome)).toBe('paying')
        expect(await page.evaluate(run as (where: object) => unknown, { here, far, other, n })).toEqual(gives)
      }
    } else expect(await asked).toEqual(gives)
    const hits = hitsOf(world, n)
    const paid = hits.filter(({ headers }) => headers['payment-signature'])
    if (chromium === 'left') {
      expect(paid).toEqual([])
      expect(await wallet.balance()).toBe(before)
      return
    }
    const purchases = new Set(paid.map(({ path, headers }) => `${path} ${headers['payment-signature']}`))
    const walls = hits.filter(({ status }) => status === 402)
    expect(purchases.size).toBe(new Set(walls.map(({ path }) => path)).size)
    await expect.poll(async () => before - (await wallet.balance())).toBe(CENT * BigInt(purchases.size))
    await expect
      .poll(async () => (await history(tuppence, n)).map(({ outcome }) => outcome))
      .toEqual(Array.from({ length: purchases.size }, () => 'paid'))
    if (!sends) return
    expect(hits.map(({ method, body }) => ({ method, body }))).toEqual([0, 1].map(() => ({ body: '', ...sends })))
  })
