import { type Firefox, launchFirefox } from '../drive/firefox.ts'
import { PASSWORD, quickVault } from '../drive/wallet.ts'
import { worldTest } from './fixtures.ts'

/**
 * One Firefox, slow to start, for all tests of a worker, with a funded, unlocked wallet. What leaves it changed says whose
 * it is, by a name that no other file has.
 */
export const test = worldTest.extend<object, { whose: string; firefox: Firefox; address: `0x${string}` }>({
  whose: ['everybody’s', { scope: 'worker', option: true }],
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
      const vault = await quickVault()
      await firefox.call('adopt', { vault, password: PASSWORD })
      await firefox.call('set', { testNetworks: true, endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
      await world.fund(vault.address, 5_000_000n)
      await use(vault.address)
    },
    { scope: 'worker' },
  ],
})

export type Row = { id: number; url: string; outcome: string; why: { code: string } }

export const history = (firefox: Firefox, about: string) =>
  firefox.call<Row[]>('history', { count: 50 }).then((rows) => rows.filter(({ url }) => url.includes(about)))
