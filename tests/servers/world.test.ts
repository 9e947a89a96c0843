import { x402Client, x402HTTPClient } from '@x402/core/client'
import { decodePaymentRequiredHeader, decodePaymentSignatureHeader } from '@x402/core/http'
import type { PaymentPayload, PaymentRequired } from '@x402/core/types'
import { registerExactEvmScheme } from '@x402/evm/exact/client'
import { domainSeparator, isHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Ask, type Reply } from './ask.ts'
import { tokenAbi } from './chain.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 20_000)
afterAll(() => world.close())

const browser = { accept: 'text/html,*/*', 'user-agent': 'Mozilla/5.0' }

test('the token signs as Circle’s USDC on Base Sepolia does', async () => {
  const { client, token, chainId } = world
  const ours = await client.readContract({ address: token, abi: tokenAbi, functionName: 'DOMAIN_SEPARATOR' })
  expect(ours).toBe(domainSeparator({ domain: { name: 'USDC', version: '2', chainId, verifyingContract: token } }))
})

test.each([
  ['/article/lighthouse', 10_000n],
  ['/article/tides', 10_000n],
  ['/article/harbour', 20_000n],
  ['/article/annual', 500_000n],
  ['/api/weather', 1_000n],
  ['/picture/lighthouse.svg', 5_000n],
  ['/download/almanac.txt', 50_000n],
])('%s is served for its price, taken once', async (path, price) => {
  const buyer = await newBuyer()
  const { reply } = await buyer.buy(world.origins.news + path)
  expect(reply.status).toBe(200)
  expect(reply.headers['payment-response']).toBeDefined()
  expect(await buyer.spent()).toEqual([price])
})

test('a letter is printed as it was posted', async () => {
  const buyer = await newBuyer()
  const letter = { method: 'POST', headers: browser, body: 'name=Ada&letter=A+%3Cb%3Efine%3C%2Fb%3E+light' }
  const { reply } = await buyer.buy(`${world.origins.news}/letter`, letter)
  expect(reply.status).toBe(200)
  expect(reply.body).toContain('A &#60;b&#62;fine&#60;/b&#62; light')
  expect(await buyer.spent()).toEqual([10_000n])
})

test.each([
  ['gazette', '/article/ferry', 10_000n],
  ['gazette', '/api/ferries', 2_000n],
  ['plain', '/json-v1', 10_000n],
] as const)('version 1: %s%s is served for its price', async (shop, path, price) => {
  const buyer = await newBuyer()
  const { reply } = await buyer.buy(world.origins[shop] + path)
  expect(reply.status).toBe(200)
  expect(reply.headers['x-payment-response']).toBeDefined()
  expect(await buyer.spent()).toEqual([price])
})

test('a browser meets the three kinds of paywall without a header', async () => {
  const [wallet, attribute, json] = await Promise.all([
    ask(`${world.origins.gazette}/article/ferry`, { headers: browser }),
    ask(`${world.origins.widget}/article/mill`, { headers: browser }),
    ask(`${world.origins.plain}/json-v1`, { headers: browser }),
  ])
  expect([wallet.status, attribute.status, json.status]).toEqual([402, 402, 402])
  for (const { headers } of [wallet, attribute, json]) expect(headers).not.toHaveProperty('payment-required')
  expect(wallet.body).toContain('window.x402 =')
  expect(json.headers['content-type']).toContain('json')

  const found = /data-requirements='([^']*)'/.exec(attribute.body)?.[1] ?? ''
  const offered: PaymentRequired = JSON.parse(found)
  const buyer = await newBuyer()
  const reply = await ask(`${world.origins.widget}/article/mill`, { headers: await buyer.credential(offered) })
  expect(reply.status).toBe(200)
  expect(await buyer.spent()).toEqual([10_000n])
})

test('a spent credential buys nothing more', async () => {
  const buyer = await newBuyer()
  const { url, credential } = await buyer.buy(`${world.origins.news}/article/tides`)
  const nonce = nonceOf(credential)
  expect(await world.used(buyer.address, nonce)).toBe(true)
  expect(await world.used(buyer.address, `0x${'00'.repeat(32)}`)).toBe(false)
  const again = await ask(url, { headers: credential })
  expect(again.status).toBe(402)
  expect(decodePaymentRequiredHeader(again.headers['payment-required'] ?? '').error).toContain('nonce_already_used')
  expect(await buyer.spent()).toEqual([10_000n])
})

test('a nonce is unused until its payment settles', async () => {
  const buyer = await newBuyer()
  const url = `${world.origins.news}/article/tides`
  const credential = await buyer.credential(await offer(url))
  expect(await world.used(buyer.address, nonceOf(credential))).toBe(false)
  expect((await ask(url, { headers: credential })).status).toBe(200)
  expect(await world.used(buyer.address, nonceOf(credential))).toBe(true)
})

test('fifty buyers at once are all served', async () => {
  const buyer = await newBuyer()
  const urls = Array.from({ length: 50 }, (_, place) => `${world.origins.news}/api/weather?place=${place}`)
  const bought = await Promise.all(urls.map((url) => buyer.buy(url)))
  expect(bought.map(({ reply }) => reply.status)).toEqual(urls.map(() => 200))
  expect(await buyer.spent()).toEqual(urls.map(() => 1_000n))
})

test.each([
  ['/fails', 500],
  ['/upfront', 500],
  ['/again', 402],
  ['/redirect', 302],
  ['/no-receipt', 200],
  ['/slow?ms=50', 200],
  ['/liar', 200],
])('odd%s takes the money and answers %i', async (path, status) => {
  const buyer = await newBuyer()
  const { reply } = await buyer.buy(world.origins.odd + path)
  expect(reply.status).toBe(status)
  expect('payment-response' in reply.headers).toBe(['/upfront', '/redirect', '/slow?ms=50', '/liar'].includes(path))
  expect('payment-required' in reply.headers).toBe(path === '/again')
  expect(await buyer.spent()).toEqual([10_000n])
})

test('the silent seller and the dropping one take the money and say nothing', async () => {
  const [silent, drops] = await Promise.all([newBuyer(), newBuyer()])
  const impatient = { signal: AbortSignal.timeout(700) }
  await expect(silent.buy(`${world.origins.odd}/silent`, impatient)).rejects.toThrow('aborted')
  await expect(drops.buy(`${world.origins.odd}/drops`)).rejects.toThrow('socket hang up')
  expect(await silent.spent()).toEqual([10_000n])
  expect(await drops.spent()).toEqual([10_000n])
  const paid = world.hits().filter(({ path, headers }) => /silent|drops/.test(path) && headers['payment-signature'])
  expect(paid.map(({ status }) => status)).toEqual([0, 0])
})

test('the rising price goes up by a cent at each unpaid ask', async () => {
  const url = `${world.origins.odd}/rising?for=test`
  const first = await offer(url)
  expect(first.accepts[0]?.amount).toBe('10000')
  expect((await offer(url)).accepts[0]?.amount).toBe('20000')
  const buyer = await newBuyer()
  const late = await ask(url, { headers: await buyer.credential(first) })
  expect(late.status).toBe(402)
  expect(decodePaymentRequiredHeader(late.headers['payment-required'] ?? '').error).toMatch(/no matching/i)
  expect(await buyer.spent()).toEqual([])
})

test('strange offers are made as they were asked for', async () => {
  expect((await offer(`${world.origins.odd}/huge`)).accepts).toHaveLength(40)
  expect((await offer(`${world.origins.odd}/rich`)).accepts[0]?.amount).toBe('5000000000')
  expect((await offer(`${world.origins.odd}/unknown`)).accepts[0]?.scheme).toBe('barter')
  const liar = await offer(`${world.origins.odd}/liar`)
  expect(liar.resource.description?.length).toBeGreaterThan(4000)
  const given = Buffer.from('{"x402Version":2,"accepts":">>>???"}').toString('base64')
  const hostile = await ask(`${world.origins.odd}/hostile?offer=${given}`)
  expect([hostile.status, hostile.headers['payment-required']]).toEqual([402, given])
  expect((await ask(`${world.origins.odd}/hostile?offer=a%0Ab`)).status).toBe(400)
})

test('every request is on record, with what it carried', async () => {
  world.clearHits()
  await ask(`${world.origins.other}/landing?a=1`, { method: 'POST', headers: { 'X-Secret': 'leak' }, body: 'hush' })
  const [hit] = world.hits()
  expect(hit).toMatchObject({ method: 'POST', path: '/landing?a=1', body: 'hush', status: 200 })
  expect(hit?.headers['x-secret']).toBe('leak')
  expect(hit?.host).toBe(new URL(world.origins.other).host)
})

test('the chain’s clock can be moved on', async () => {
  const before = (await world.client.getBlock()).timestamp
  await world.mine(900)
  const after = (await world.client.getBlock()).timestamp
  expect(after - before).toBeGreaterThanOrEqual(900n)
})

type Bought = { url: string; credential: Record<string, string>; reply: Reply }

// The official client, with money of its own so that tests do not see each other's.
async function newBuyer(): Promise<{
  address: Hex
  credential: (offered: PaymentRequired) => Promise<Record<string, string>>
  buy: (url: string, ask?: Ask) => Promise<Bought>
  spent: () => Promise<bigint[]>
}> {
  const account = privateKeyToAccount(generatePrivateKey())
  const client = new x402Client()
  registerExactEvmScheme(client, { signer: account })
  const http = new x402HTTPClient(client)
  await world.fund(account.address, 1_000_000n)

  const credential = async (offered: PaymentRequired): Promise<Record<string, string>> =>
    http.encodePaymentSignatureHeader(await client.createPaymentPayload(offered))
  const buy = async (url: string, { signal, ...how }: Ask = {}): Promise<Bought> => {
    const header = await credential(await offer(url, how))
    const reply = await ask(url, { ...how, headers: { ...how.headers, ...header }, ...(signal && { signal }) })
    return { url, credential: header, reply }
  }
  const spent = async (): Promise<bigint[]> =>
    (await world.transfers())
      .filter(({ from, to }) => from === account.address && to === world.payTo)
      .map(({ value }) => value)
  return { address: account.address, credential, buy, spent }
}

async function offer(url: string, how: Ask = {}): Promise<PaymentRequired> {
  const reply = await ask(url, how)
  expect(reply.status).toBe(402)
  const body: unknown = reply.headers['content-type']?.includes('json') ? JSON.parse(reply.body) : undefined
  return new x402HTTPClient(new x402Client()).getPaymentRequiredResponse(
    (name) => reply.headers[name.toLowerCase()],
    body,
  )
}

function nonceOf(credential: Record<string, string>): Hex {
  const { payload }: PaymentPayload = decodePaymentSignatureHeader(credential['PAYMENT-SIGNATURE'] ?? '')
  const { authorization } = payload as { authorization: { nonce: string } }
  if (!isHex(authorization.nonce)) throw new Error('no nonce')
  return authorization.nonce
}
