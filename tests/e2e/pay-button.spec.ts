/** Pages with a pay button of their own: the official paywall finds us where it may, and pays by our rules. */
import type { Page } from '@playwright/test'
import { typedData } from '../make/typed.ts'
import type { World } from '../servers/world.ts'
import { becomes, CENT, expect, history, press, setRule, test, visit } from './fixtures.ts'

/** The page reads the chain by a public address; here that is ours. */
async function answerForTheChain(page: Page, world: World) {
  await page.route('https://sepolia.base.org/**', async (route) => {
    const asked = route.request()
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    if (asked.method() === 'OPTIONS') return route.fulfill({ status: 204, headers })
    const body = asked.postData() ?? ''
    const answer = await fetch(world.rpcUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    return route.fulfill({ status: 200, headers, contentType: 'application/json', body: await answer.text() })
  })
}

/** What a page finds when it asks for wallets as EIP-6963 says. */
function walletsIn(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const found: string[] = []
        window.addEventListener('eip6963:announceProvider', (event) => {
          found.push((event as CustomEvent<{ info: { name: string } }>).detail.info.name)
        })
        window.dispatchEvent(new Event('eip6963:requestProvider'))
        setTimeout(() => resolve(found), 300)
      }),
  )
}

type Request = { method: string; params?: unknown }

/** Says something to the wallet that the page has found, as the page would. */
function ask(page: Page, request: Request): Promise<{ result?: unknown; code?: number; message?: string }> {
  return page.evaluate(
    (request) =>
      new Promise((resolve) => {
        type Found = { provider: { request(request: Request): Promise<unknown> } }
        const listener = (event: Event) => {
          window.removeEventListener('eip6963:announceProvider', listener)
          ;(event as CustomEvent<Found>).detail.provider.request(request).then(
            (result) => resolve({ result }),
            ({ code, message }: { code: number; message: string }) => resolve({ code, message }),
          )
        }
        window.addEventListener('eip6963:announceProvider', listener)
        window.dispatchEvent(new Event('eip6963:requestProvider'))
      }),
    request,
  )
}

test('the official paywall finds us once the site is turned on, and its button pays by our card, once', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const url = `${world.origins.lamp}/article/mill`
  await answerForTheChain(page, world)
  await visit(page, url)
  await (await tuppence.card()).getByRole('button', { name: 'Not now' }).click()
  expect(await walletsIn(page)).toEqual([])

  const ours = await tuppence.open('options.html#/wallet')
  await ours.getByLabel('Site', { exact: true }).fill(world.origins.lamp)
  await ours.getByRole('button', { name: 'Turn on' }).click()
  await expect(ours.getByRole('button', { name: 'Turn off' })).toBeVisible()
  await ours.close()

  await visit(page, url)
  await (await tuppence.card()).getByRole('button', { name: 'Not now' }).click()
  expect(await walletsIn(page)).toContain('Tuppence')
  const before = await wallet.balance()
  await expect(page.getByText(`${wallet.address.slice(0, 6)}...${wallet.address.slice(-4)}`)).toBeVisible()
  await page.getByRole('button', { name: 'Pay now' }).click()
  const card = await tuppence.card()
  await expect(card.getByText('$0.01').first()).toBeVisible()
  await press(card, 'Pay $0.01')
  await expect(page.getByRole('article')).toBeVisible()
  const row = await becomes(tuppence, 'paid')
  expect(row.url).toBe(url)
  expect(before - (await wallet.balance())).toBe(CENT)
  expect((await history(tuppence)).filter(({ outcome }) => outcome === 'paid')).toHaveLength(1)
})

test('a page gets its address and its payments signed, nothing else, and never past what the rule says', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const site = world.origins.other
  await tuppence.call('setWalletSite', { site, isOn: true })
  await page.goto(`${site}/free`)
  expect(await ask(page, { method: 'eth_requestAccounts' })).toEqual({ result: [wallet.address] })
  expect(await ask(page, { method: 'eth_chainId' })).toEqual({ result: '0x14a34' })
  expect(await ask(page, { method: 'wallet_switchEthereumChain', params: [{ chainId: '0x2105' }] })).toEqual({
    result: null,
  })
  expect(await ask(page, { method: 'wallet_switchEthereumChain', params: [{ chainId: '0xdead' }] })).toMatchObject({
    code: 4902,
  })
  for (const method of [
    'personal_sign',
    'eth_sign',
    'eth_sendTransaction',
    'eth_signTypedData',
    'eth_getEncryptionPublicKey',
    'nonsense',
  ])
    expect([method, await ask(page, { method, params: ['0x00', wallet.address] })]).toMatchObject([
      method,
      { code: 4200 },
    ])

  const sign = (change: Parameters<typeof typedData>[1]) =>
    ask(page, {
      method: 'eth_signTypedData_v4',
      params: [wallet.address, JSON.stringify(typedData(wallet.address, change))],
    })
  expect(await sign({ primaryType: 'Permit' })).toMatchObject({ code: 4200 })
  expect(await sign({ domain: { name: 'Permit2' } })).toMatchObject({ code: -32602 })
  expect(await sign({ domain: { verifyingContract: `0x${'12'.repeat(20)}` } })).toMatchObject({ code: -32602 })
  expect(await sign({ message: { from: `0x${'34'.repeat(20)}` } })).toMatchObject({ code: 4100 })
  expect(await sign({ message: { validBefore: `${Math.floor(Date.now() / 1000) + 86_400}` } })).toMatchObject({
    code: -32602,
  })
  expect(await history(tuppence)).toEqual([])

  // Within its rule it is paid without a question, and the same thing is not signed for twice.
  await setRule(tuppence, site, { perPayment: 20_000n, perDay: 20_000n })
  const { result } = await sign({})
  expect(result).toMatch(/^0x[0-9a-f]{130}$/)
  await expect.poll(async () => (await history(tuppence))[0]?.why.code).toBe('rule')
  expect(await sign({})).toMatchObject({ code: 4001 })
  expect((await history(tuppence)).filter(({ outcome }) => outcome !== 'refused')).toHaveLength(1)

  // Elsewhere nobody is there, and turned off it is gone.
  await page.goto(`${world.origins.news}/`)
  expect(await walletsIn(page)).toEqual([])
  await tuppence.call('setWalletSite', { site, isOn: false })
  await page.goto(`${site}/free`)
  expect(await walletsIn(page)).toEqual([])
})
