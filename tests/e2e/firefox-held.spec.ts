/** Firefox: what is held back leaks nothing, and outlives nobody. */
import type { Firefox } from '../drive/firefox.ts'
import { expect, stamped } from './fixtures.ts'
import { history, test } from './firefox-fixtures.ts'

const automatic = (firefox: Firefox, site: string) =>
  firefox.call('setRule', { site, mode: 'auto', caps: { payment: '50000', day: '5000000' } })

async function openAt(firefox: Firefox, url: string): Promise<string> {
  const tab = await firefox.open(url)
  const isThere = `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`
  await expect.poll(() => firefox.evaluate<boolean>(tab, isThere).catch(() => false)).toBe(true)
  return tab
}

for (const status of [302, 303, 307, 308])
  test(`Firefox: what was paid for and sends a ${status} elsewhere takes nothing along`, async ({
    firefox,
    address: _address,
    world,
  }) => {
    world.clearHits()
    await automatic(firefox, world.origins.kinds)
    const tab = await openAt(firefox, `${world.origins.kinds}/`)
    const to = encodeURIComponent(`${world.origins.other}/there`)
    const ask = `fetch('/paid/text?after=${status}&to=${to}').then(async (r) => [r.status, await r.text()])`
    expect(await firefox.evaluate(tab, ask)).toEqual([200, expect.stringContaining('Another shop')])
    expect(stamped(world).map(({ host }) => host)).toEqual([new URL(world.origins.kinds).host])
  })

test('Firefox: while one request is paid, nothing else of its address carries the payment', async ({
  firefox,
  address: _address,
  world,
}) => {
  world.clearHits()
  await firefox.call('forget', { site: world.origins.kinds })
  const tab = await openAt(firefox, `${world.origins.kinds}/`)
  await firefox.evaluate(
    tab,
    `(fetch('/paid/text?one').then(async (r) => (window.ended = [r.status, await r.text()])), 1)`,
  )
  await expect.poll(async () => (await history(firefox, '?one'))[0]?.outcome).toBe('asking')
  const [row] = await history(firefox, '?one')
  const other = await openAt(firefox, `${world.origins.kinds}/`)
  await firefox.evaluate(
    other,
    `(['/paid/text?one', '/paid/text?one1'].forEach((path) => {
    fetch(path, { method: 'PUT' }).catch(() => 0); navigator.sendBeacon(path, 'x') }), 1)`,
  )
  await firefox.call('pay', { id: row?.id, chosen: 0, amount: '10000' })
  await expect.poll(() => firefox.evaluate(tab, 'window.ended ?? null')).toEqual([200, 'paid text'])
  expect(stamped(world).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /paid/text?one'])
  await firefox.evaluate(other, `(location.href = 'about:blank', 1)`)
})

test('Firefox: what is sent tells purchases apart, and the same sent again at once is asked about', async ({
  firefox,
  address,
  world,
}) => {
  const before = await world.balance(address)
  await automatic(firefox, world.origins.kinds)
  const tab = await openAt(firefox, `${world.origins.kinds}/`)
  const post = (text: string) => `fetch('/paid/json?sent', { method: 'POST', body: '${text}' })`
  const body = (text: string) => firefox.evaluate(tab, `${post(text)}.then(async (r) => (await r.json()).body)`)
  expect(await body('one')).toBe('one')
  expect(await body('two')).toBe('two')
  await firefox.evaluate(tab, `(${post('two')}, 1)`)
  await expect
    .poll(async () => (await history(firefox, '?sent')).map(({ outcome }) => outcome))
    .toEqual(['asking', 'paid', 'paid'])
  expect((await history(firefox, '?sent'))[0]?.why.code).toBe('bought_already')
  expect(before - (await world.balance(address))).toBe(20_000n)
  await firefox.call('forget', { site: world.origins.kinds })
  await firefox.evaluate(tab, `(location.href = 'about:blank', 1)`)
})

test('Firefox: an event page that dies lets go of what it held, and what was asked is paid by a later click', async ({
  firefox,
  address,
  world,
}) => {
  world.clearHits()
  const before = await world.balance(address)
  const url = `${world.origins.news}/article/lighthouse`
  const tab = await firefox.open(url)
  await expect.poll(async () => (await history(firefox, '/article/lighthouse'))[0]?.outcome).toBe('asking')
  await firefox.killBackground()
  await expect.poll(() => firefox.evaluate<string>(tab, 'location.href').catch(() => '')).toBe(url)
  const [row] = await history(firefox, '/article/lighthouse')
  expect(row?.outcome).toBe('asking')
  await firefox.call('pay', { id: row?.id, chosen: 0, amount: '10000' })
  const isPaid = `Boolean(document.querySelector('article'))`
  await expect.poll(() => firefox.evaluate<boolean>(tab, isPaid).catch(() => false), { timeout: 20_000 }).toBe(true)
  await expect.poll(async () => before - (await world.balance(address))).toBe(10_000n)
  // A request of a script has nobody left to wait for: its page has its 402, and the question goes with it.
  const page = await openAt(firefox, `${world.origins.kinds}/`)
  await firefox.evaluate(page, `(fetch('/paid/text?dies').then((r) => (window.ended = r.status)), 1)`)
  await expect.poll(async () => (await history(firefox, '?dies'))[0]?.outcome).toBe('asking')
  await firefox.killBackground()
  await expect.poll(() => firefox.evaluate(page, 'window.ended ?? null')).toBe(402)
  await expect.poll(async () => (await history(firefox, '?dies'))[0]?.why.code).toBe('left')
})
