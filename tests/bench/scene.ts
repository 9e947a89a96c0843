/** What the figures of payments and of the popup have in common. */
import type { Tuppence } from '../drive/chromium.ts'
import { openWallet } from '../drive/wallet.ts'
import type { World } from '../servers/world.ts'

/** A wallet with more than is needed, and a site that is paid by a rule as wide as there can be. */
export async function payByRule(tuppence: Tuppence, world: World, site: string): Promise<void> {
  await openWallet(tuppence, world, 100_000_000n)
  const limits = { site: { payment: '50000', day: '90000000' }, all: { day: '90000000' } }
  await tuppence.call('set', { limits })
  const caps = { payment: '50000', day: '90000000', minute: 10_000 }
  await tuppence.call('setRule', { site, mode: 'auto', caps })
}

/** No page of ours stays open, as none is while people read: what reads everything anew at each payment would be measured too. */
export async function closeOurs({ context }: Tuppence): Promise<void> {
  const ours = context.pages().filter((page) => page.url().startsWith('chrome-extension:'))
  await Promise.all(ours.map((page) => page.close()))
}
