/** The wallet in Firefox, by its own screens: brought from the other browser, locked, filled, emptied, saved. */
import { expect } from '@playwright/test'
import { parseEther } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { type Firefox, launchFirefox } from '../drive/firefox.ts'
import { openBackup } from '../../lib/wallet/backup.ts'
import { makeWallet } from '../../lib/wallet/seed.ts'
import { PASSWORD, quickVault } from '../drive/wallet.ts'
import { typedData } from '../make/typed.ts'
import { worldTest } from './fixtures.ts'

type View = { wallet: string; address: `0x${string}` }

/** A page of ours, worked as a person works it: by what stands on it. */
async function pageOf(firefox: Firefox, path: string) {
  const page = await firefox.openOurs(path)
  const run = <T>(script: string) => firefox.evaluate<T>(page, script)
  const buttons = (name: string) =>
    `[...document.querySelectorAll('button')].filter((each) => each.textContent.trim() === ${JSON.stringify(name)} && each.getAttribute('aria-disabled') !== 'true')`
  return {
    run,
    sees: async (text: string) =>
      expect.poll(() => run<string>('document.body.innerText'), { timeout: 20_000 }).toContain(text),
    press: async (name: string) => {
      await expect.poll(() => run<number>(`${buttons(name)}.length`), { timeout: 20_000 }).toBeGreaterThan(0)
      await run(`${buttons(name)}.at(-1).click()`)
    },
    fill: async (label: string, text: string) => {
      const field = `[...document.querySelectorAll('label')].find((each) => each.textContent === ${JSON.stringify(label)})?.control`
      await expect.poll(() => run<boolean>(`Boolean(${field})`), { timeout: 20_000 }).toBe(true)
      await run(`(() => {
        const field = ${field}
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)})
        field.dispatchEvent(new Event('input', { bubbles: true }))
      })()`)
    },
  }
}

worldTest(
  'Firefox: a phrase of another wallet is brought, locked, filled, sent from, saved and locked by time',
  async ({ world }) => {
    const { words } = await makeWallet.create()
    const { address } = mnemonicToAccount(words)
    const firefox = await launchFirefox()
    try {
      const welcome = await pageOf(firefox, 'options.html#/welcome')
      await welcome.press('Import a wallet')
      await welcome.fill('Recovery phrase or private key', words.replace(/^\w+/, 'abandonn'))
      await welcome.fill('Password', PASSWORD)
      await welcome.fill('Repeat password', PASSWORD)
      await welcome.press('Continue')
      await welcome.sees('“abandonn”')
      await welcome.sees('Is it “abandon”?')
      await welcome.fill('Recovery phrase or private key', words)
      await welcome.press('Continue')
      await welcome.press('Save limits')
      expect((await firefox.call<View>('view')).address).toBe(address)

      const { networks } = await firefox.call<{ networks: { network: string }[] }>('settings')
      const networksOff = networks.map(({ network }) => network).filter((network) => network !== 'eip155:84532')
      await firefox.call('set', { testNetworks: true, networksOff })
      await firefox.call('set', { endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
      await world.fund(address, 2_000_000n)
      await world.gas(address, parseEther('0.01'))

      const wallet = await pageOf(firefox, 'options.html#/wallet')
      await wallet.sees('$2.00')
      await wallet.sees('Received')
      const friend = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
      const before = await world.balance(friend)
      await wallet.fill('To address', friend)
      await wallet.fill('Amount', '0.75')
      await wallet.press('Review')
      await wallet.press('Send $0.75')
      await wallet.sees('On its way')
      await expect.poll(() => world.balance(friend)).toBe(before + 750_000n)
      await wallet.press('Refresh')
      await wallet.sees('$1.25')
      await wallet.sees('Arrived')

      // The file is not saved to a disk here, but taken from where the browser would take it.
      await wallet.run(`(() => {
      URL.createObjectURL = (blob) => ((globalThis.saved = blob), '')
      HTMLAnchorElement.prototype.click = () => {}
    })()`)
      await wallet.press('Save a backup file')
      await wallet.fill('Password', PASSWORD)
      await wallet.press('Save a backup file')
      await wallet.sees('Saved.')
      const file = await wallet.run<string>('saved.text()')
      expect(await openBackup(file, 'not this')).toEqual({ problem: 'wrong_password' })
      expect(await openBackup(file, PASSWORD)).toMatchObject({ vault: { address } })

      await wallet.press('Lock')
      await wallet.sees('Locked')
      await wallet.fill('Password', 'not this')
      await wallet.press('Unlock')
      await wallet.sees('That is not the password.')
      await wallet.fill('Password', PASSWORD)
      await wallet.press('Unlock')
      await wallet.sees('Unlocked')
      // Its minutes are over, by the clock it has itself written down.
      await wallet.run(`(async () => {
      const { unlocked } = await browser.storage.session.get('unlocked')
      await browser.storage.session.set({ unlocked: { ...unlocked, until: Math.floor(Date.now() / 1000) } })
    })()`)
      expect((await firefox.call<View>('view')).wallet).toBe('locked')
      expect(await wallet.run('browser.storage.session.get("unlocked")')).toEqual({})
    } finally {
      await firefox.close()
    }
  },
)

worldTest(
  'Firefox: a page finds the wallet only where it is turned on, and gets a payment signed by rule, once',
  async ({ world }) => {
    const firefox = await launchFirefox()
    try {
      const vault = await quickVault()
      await firefox.call('adopt', { vault, password: PASSWORD })
      await firefox.call('set', { testNetworks: true, endpoint: { network: 'eip155:84532', url: world.rpcUrl } })
      await world.fund(vault.address, 1_000_000n)
      const site = world.origins.other
      const found = `new Promise((resolve) => {
      window.addEventListener('eip6963:announceProvider', ({ detail }) => resolve(detail.info.name), { once: true })
      window.dispatchEvent(new Event('eip6963:requestProvider'))
      setTimeout(() => resolve('nobody'), 500)
    })`
      const look = async (url: string) => {
        const page = await firefox.open(url)
        await expect
          .poll(() => firefox.evaluate<string>(page, 'document.readyState + location.href'))
          .toBe(`complete${url}`)
        return [page, await firefox.evaluate<string>(page, found)] as const
      }
      expect((await look(`${site}/free`))[1]).toBe('nobody')
      await firefox.call('setWalletSite', { site, isOn: true })
      expect((await look(`${world.origins.news}/`))[1]).toBe('nobody')
      // The last tab opened is the one that is looked at, and only there a rule pays.
      const [page, name] = await look(`${site}/free?again`)
      expect(name).toBe('Tuppence')

      const ask = (method: string, params: unknown[] = []) =>
        firefox.evaluate<{ result?: unknown; code?: number }>(
          page,
          `new Promise((resolve) => {
          window.addEventListener('eip6963:announceProvider', ({ detail }) =>
            detail.provider.request(${JSON.stringify({ method, params })}).then(
              (result) => resolve({ result }),
              ({ code }) => resolve({ code }),
            ), { once: true })
          window.dispatchEvent(new Event('eip6963:requestProvider'))
        })`,
        )
      expect(await ask('eth_requestAccounts')).toEqual({ result: [vault.address] })
      expect(await ask('personal_sign', ['0x00', vault.address])).toEqual({ code: 4200 })
      await firefox.call('setRule', { site, mode: 'auto', caps: { payment: '20000', day: '20000' } })
      const sign = () => ask('eth_signTypedData_v4', [vault.address, JSON.stringify(typedData(vault.address, {}))])
      expect((await sign()).result).toMatch(/^0x[0-9a-f]{130}$/)
      expect(await sign()).toEqual({ code: 4001 })
    } finally {
      await firefox.close()
    }
  },
)
