/** Reading and moving money on a real chain with Circle's own token. */
import { createServer, type Server } from 'node:http'
import { createTestClient, domainSeparator, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen, shut } from '../../tests/servers/listen.ts'
import { type Chain, network as local, startChain, TOKEN, tokenAbi } from '../../tests/servers/chain.ts'
import { tokenOf } from '../core/networks'
import { readBalances } from './balances'
import { rpc } from './chain'
import { fateOfSent, searchIncoming } from './logs'
import { quote } from './quote'
import { nameOf, signCall } from './transaction'
import { transferData } from './transfer'

const NETWORK = 'eip155:84532'
const asked: string[] = []
let chain: Chain
let counting: Server
let endpoint: { network: string; name: string; url: string }

beforeAll(async () => {
  chain = await startChain()
  // Counts what is asked, and asks the chain.
  counting = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString()
      asked.push((JSON.parse(body) as { method: string }).method)
      const answer = await fetch(chain.rpcUrl, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      response.setHeader('content-type', 'application/json').end(await answer.text())
    })()
  })
  endpoint = { network: NETWORK, name: 'Local', url: `http://127.0.0.1:${await listen(counting)}` }
}, 20_000)
afterAll(async () => {
  await shut(counting)
  await chain.close()
})

async function somebody(funds = 0n, coins = 0n) {
  const key = generatePrivateKey()
  const { address } = privateKeyToAccount(key)
  if (funds) await chain.fund(address, funds)
  if (coins) await chain.gas(address, coins)
  return { key, address }
}

async function send(from: Awaited<ReturnType<typeof somebody>>, to: `0x${string}`, amount: bigint) {
  const quoted = await quote(endpoint, { from: from.address, to, asset: TOKEN, amount })
  if ('problem' in quoted) throw new Error(quoted.problem)
  const [count, gas, maxFeePerGas, maxPriorityFeePerGas] = [
    BigInt(quoted.count),
    ...[quoted.gas, quoted.maxFeePerGas, quoted.maxPriorityFeePerGas].map(BigInt),
  ] as [bigint, bigint, bigint, bigint]
  const call = { chainId: 84532, to: TOKEN, data: transferData(to, amount) }
  const signed = signCall(call, { count, gas, maxFeePerGas, maxPriorityFeePerGas }, from.key)
  await rpc(chain.rpcUrl, 'eth_sendRawTransaction', [signed])
  await chain.client.waitForTransactionReceipt({ hash: nameOf(signed) })
  return { transaction: nameOf(signed), fee: BigInt(quoted.fee) }
}

test('the domain that is signed for is the token’s own, as the contract itself says', async () => {
  const { name, version, chainId, asset } = tokenOf({ network: NETWORK, asset: TOKEN })
  const said = await chain.client.readContract({ address: TOKEN, abi: tokenAbi, functionName: 'DOMAIN_SEPARATOR' })
  expect(domainSeparator({ domain: { name, version, chainId, verifyingContract: asset } })).toBe(said)
})

test('every token and coin of every account is read in one request', async () => {
  const [rich, poor] = [await somebody(5_000_000n, parseEther('0.5')), await somebody()]
  asked.length = 0
  const readings = await readBalances(endpoint, [rich.address, poor.address], [TOKEN])
  expect(asked).toEqual(['eth_call'])
  expect(readings).toEqual([
    { address: rich.address, network: NETWORK, atomic: `${parseEther('0.5')}` },
    { address: rich.address, network: NETWORK, asset: TOKEN, atomic: '5000000' },
    { address: poor.address, network: NETWORK, atomic: '0' },
    { address: poor.address, network: NETWORK, asset: TOKEN, atomic: '0' },
  ])
})

test('a token that cannot be read, and a chain that cannot be asked, are unread and never zero', async () => {
  const { address } = await somebody(1n)
  const nowhere = `0x${'12'.repeat(20)}` as const
  const readings = await readBalances(endpoint, [address], [TOKEN, nowhere])
  expect(readings[1]).toMatchObject({ asset: TOKEN, atomic: '1' })
  expect(readings[2]).toEqual({ address, network: NETWORK, asset: nowhere })
  const dead = await readBalances({ ...endpoint, url: 'http://127.0.0.1:9' }, [address], [TOKEN])
  expect(dead).toEqual([
    { address, network: NETWORK },
    { address, network: NETWORK, asset: TOKEN },
  ])
})

test('a chain without Multicall3 is read one by one', async () => {
  const { address } = await somebody(7n)
  const tool = createTestClient({ mode: 'anvil', chain: local, transport: http(chain.rpcUrl) })
  const multicall = '0xcA11bde05977b3631167028862bE2a173976CA11'
  const code = await chain.client.getCode({ address: multicall })
  await tool.setCode({ address: multicall, bytecode: '0x' })
  expect(await readBalances(endpoint, [address], [TOKEN])).toEqual([
    { address, network: NETWORK, atomic: '0' },
    { address, network: NETWORK, asset: TOKEN, atomic: '7' },
  ])
  await tool.setCode({ address: multicall, bytecode: code ?? '0x' })
})

test('what came in is found in the logs, once, and the search goes on where it ended', async () => {
  const [sender, receiver] = [await somebody(1_000_000n, parseEther('0.1')), await somebody()]
  const { transaction } = await send(sender, receiver.address, 250_000n)
  const first = await searchIncoming(endpoint, receiver.address, [TOKEN], undefined)
  expect(first?.movements).toMatchObject([
    {
      kind: 'in',
      network: NETWORK,
      asset: TOKEN,
      account: receiver.address,
      other: sender.address,
      atomic: '250000',
      transaction,
    },
  ])
  const again = await searchIncoming(endpoint, receiver.address, [TOKEN], first?.last)
  expect(again?.movements).toEqual([])
  const next = await send(sender, receiver.address, 50_000n)
  const more = await searchIncoming(endpoint, receiver.address, [TOKEN], again?.last)
  expect(more?.movements.map((each) => each.transaction)).toEqual([next.transaction])
  // What the mint gave counts as come in, what went out does not.
  const sent = await searchIncoming(endpoint, sender.address, [TOKEN], undefined)
  expect(sent?.movements.map(({ atomic }) => atomic)).toEqual(['1000000'])
  expect(await searchIncoming({ ...endpoint, url: 'http://127.0.0.1:9' }, receiver.address, [TOKEN], 3)).toBeUndefined()
})

test('sending moves exactly the amount, for no more than the fee that was shown', async () => {
  const [sender, receiver] = [await somebody(1_000_000n, parseEther('0.1')), await somebody()]
  const { transaction, fee } = await send(sender, receiver.address, 999_999n)
  expect(await chain.balance(receiver.address)).toBe(999_999n)
  expect(await chain.balance(sender.address)).toBe(1n)
  const left = await chain.client.getBalance({ address: sender.address })
  expect(parseEther('0.1') - left).toBeLessThanOrEqual(fee)
  expect(await fateOfSent(endpoint, transaction)).toBe('done')
  expect(await fateOfSent(endpoint, `0x${'ab'.repeat(32)}`)).toBeUndefined()
})

test('without the coin for the fee, with too little of the token, or to where it is not let, it is said before anything is signed', async () => {
  const [broke, sender, receiver] = [await somebody(5n), await somebody(5n, parseEther('0.1')), await somebody()]
  const ask = (from: `0x${string}`, to: `0x${string}`, amount: bigint) =>
    quote(endpoint, { from, to, asset: TOKEN, amount })
  expect(await ask(broke.address, receiver.address, 5n)).toMatchObject({ problem: 'no_gas', coins: '0' })
  await chain.gas(broke.address, 1n)
  expect(await ask(broke.address, receiver.address, 5n)).toMatchObject({ problem: 'no_gas', coins: '1' })
  expect(await ask(sender.address, receiver.address, 6n)).toEqual({ problem: 'too_much' })
  // Circle's token refuses transfers to itself.
  expect(await ask(sender.address, TOKEN, 5n)).toMatchObject({ problem: 'refused' })
  const nowhere = { ...endpoint, url: 'http://127.0.0.1:9' }
  const lost = await quote(nowhere, { from: sender.address, to: receiver.address, asset: TOKEN, amount: 5n })
  expect(lost).toEqual({ problem: 'unreachable' })
})
