/** The worker is killed at every moment of a payment, and the seller does its worst. REPEAT=5 does each five times. */
import { test } from '@playwright/test'
import { launch } from '../drive/chromium.ts'
import { moments } from '../drive/stop.ts'
import { openWallet } from '../drive/wallet.ts'
import { treacherous } from '../servers/odd.ts'
import { startWorld } from '../servers/world.ts'
import { booksAgree, CENT, expect, history, setRule, submit, visit } from './fixtures.ts'

test.describe.configure({ mode: 'parallel' })

const REPEAT = Number(process.env['REPEAT'] ?? 1)
/** The last moments may never come: a seller that does not answer has no answer that could be saved. */
const patienceFor = (number: number) => (number < 6 ? 20_000 : 2500)

for (const method of ['GET', 'POST'] as const) {
  for (const path of treacherous) {
    test(`killed at any moment, ${method} ${path} is paid at most once, and the books are the chain’s`, async () => {
      test.setTimeout(120_000 + 60_000 * REPEAT)
      const world = await startWorld()
      const tuppence = await launch()
      try {
        await openWallet(tuppence, world, 10_000_000n)
        await tuppence.call('set', { limits: { site: { payment: '50000', day: '9000000' }, all: { day: '9000000' } } })
        await setRule(tuppence, world.origins.odd, { perPayment: 50_000n, perDay: 9_000_000n })
        const page = await tuppence.context.newPage()
        let stops = 0
        for (let time = 0; time < REPEAT; time++) {
          for (const [number, moment] of moments.entries()) {
            const url = `${world.origins.odd}${path}?ms=200&run=${time}-${number}`
            await tuppence.call('view')
            await page.bringToFront()
            const { stopped } = await tuppence.stopWorkerAt(moment)
            const going = method === 'GET' ? visit(page, url) : submit(page, world.origins.odd, url)
            const has = await Promise.race([stopped.then(() => true), pause(patienceFor(number)).then(() => false)])
            if (has) stops += 1
            await tuppence.killWorker()
            await Promise.race([going.catch(() => undefined), pause(1000)])
            // The next worker goes on where this one stopped; then the person loads the page once more.
            await tuppence.call('view')
            await page.bringToFront()
            await Promise.race([page.reload({ waitUntil: 'commit' }).catch(() => undefined), pause(1500)])
          }
        }
        // Once no authorization can be taken any more, the chain has the last word on every payment.
        await page.goto('about:blank').catch(() => undefined)
        await world.mine(3600)
        await expect
          .poll(
            async () => {
              await tuppence.killWorker()
              await tuppence.call('view')
              await pause(300)
              const rows = await history(tuppence)
              return rows.filter(({ outcome }) => ['paying', 'confirming'].includes(outcome)).length
            },
            { timeout: 30_000 },
          )
          .toBe(0)
        const rows = await history(tuppence)
        const paid = rows.filter(({ outcome }) => outcome === 'paid' || outcome === 'unserved')
        const perPurchase = new Map<string, number>()
        for (const { nonce, success } of world.settlements())
          if (success) perPurchase.set(nonce, (perPurchase.get(nonce) ?? 0) + 1)
        expect(Math.max(0, ...perPurchase.values())).toBeLessThanOrEqual(1)
        const urls = paid.map(({ url }) => url)
        expect(urls).toHaveLength(new Set(urls).size)
        const transfers = await world.transfers()
        expect(transfers.reduce((sum, { value }) => sum + value, 0n)).toBe(BigInt(paid.length) * CENT)
        expect(transfers).toHaveLength(paid.length)
        await booksAgree(tuppence)
        // Or this test has tested nothing.
        expect(stops).toBeGreaterThanOrEqual(6 * REPEAT)
        console.log(
          `${method} ${path}: ${REPEAT * moments.length} kills, ${stops} at their moment, ${paid.length} paid`,
        )
      } finally {
        await tuppence.close()
        await world.close()
      }
    })
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
