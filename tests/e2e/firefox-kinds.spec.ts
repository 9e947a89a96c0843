/** Every kind of request, in a real Firefox (tests/kinds/cases.ts). */
import { cases } from '../kinds/cases.ts'
import { CENT, expect } from './fixtures.ts'
import { history, test } from './firefox-fixtures.ts'

for (const [index, { name, run, gives, givesFirefox, firefox: fate, asks, sends }] of cases.entries())
  test(`Firefox, ${name}: ${fate}`, async ({ firefox, address, world }) => {
    const { kinds: here, far, other } = world.origins
    world.clearHits()
    // All of them are bought at one site, and faster than anybody reads.
    const caps = { payment: '50000', day: '5000000', minute: 1000 }
    await firefox.call('set', { limits: { site: caps } })
    await firefox.call('setRule', { site: here, mode: 'auto', caps, sellers: [far], media: true })
    const before = await world.balance(address)
    const n = `fx${index}`
    const tab = await firefox.open(`${here}/`)
    const isThere = `location.href === ${JSON.stringify(`${here}/`)} && document.readyState === 'complete'`
    await expect.poll(() => firefox.evaluate<boolean>(tab, isThere).catch(() => false)).toBe(true)
    const ask = () => firefox.evaluate(tab, `(${run.toString()})(${JSON.stringify({ here, far, other, n })})`)
    const asked = ask()
    const latest = () => history(firefox, n)
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
