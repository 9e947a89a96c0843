import { createWalletClient, http, keccak256, parseEther, parseSignature } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mint } from '../../tests/servers/accounts.ts'
import { type Chain, network, startChain, TOKEN, tokenAbi } from '../../tests/servers/chain.ts'
import { offer, PAYEE } from '../../tests/make/offers'
import { cancellation, sendCancellation } from './cancel'
import { fateOf } from './chain'
import { nonceOf, sign } from './sign'

let chain: Chain
beforeAll(async () => {
  chain = await startChain()
}, 20_000)
afterAll(() => chain.close())

const CENT = offer({ amount: '10000' })

/** Somebody with a dollar and an authorization of a cent that a seller holds. */
async function authorized(seconds = 600) {
  const key = generatePrivateKey()
  const { address } = privateKeyToAccount(key)
  await chain.fund(address, 1_000_000n)
  const { timestamp } = await chain.client.getBlock()
  const since = Number(timestamp)
  const authorization = {
    from: address,
    nonce: nonceOf(key, `0x${'ab'.repeat(32)}`, 0),
    validAfter: 0,
    validBefore: since + seconds,
  }
  const redeem = async () => {
    const { r, s, v } = parseSignature(sign(CENT, authorization, key))
    const wallet = createWalletClient({ account: mint, chain: network, transport: http(chain.rpcUrl) })
    const hash = await wallet.writeContract({
      address: TOKEN,
      abi: [...tokenAbi, transferWithAuthorization],
      functionName: 'transferWithAuthorization',
      args: [address, PAYEE, CENT.amount, 0n, BigInt(authorization.validBefore), authorization.nonce, Number(v), r, s],
      gas: 200_000n,
    })
    return chain.client.waitForTransactionReceipt({ hash })
  }
  const fate = () => fateOf(chain.rpcUrl, TOKEN, authorization, since)
  const cancel = () => cancellation(chain.rpcUrl, CENT, authorization, key)
  return { address, authorization, redeem, fate, cancel }
}

const transferWithAuthorization = {
  type: 'function',
  name: 'transferWithAuthorization',
  stateMutability: 'nonpayable',
  outputs: [],
  inputs: ['address', 'address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint8', 'bytes32', 'bytes32'].map(
    (type) => ({ type, name: '' }),
  ),
} as const

test('an authorization that was taken is told with the transaction that took it', async () => {
  const { redeem, fate } = await authorized()
  const { transactionHash } = await redeem()
  expect(await fate()).toEqual({ state: 'used', transaction: transactionHash })
  // However long ago: looked for block by block, back to when it was signed.
  await chain.mine(3600)
  expect(await fate()).toEqual({ state: 'used', transaction: transactionHash })
})

test('one that was not taken is told as of a block that is safe, which is behind the latest', async () => {
  const { authorization, fate } = await authorized(60)
  const before = await fate()
  expect(before.state).toBe('unused')
  await chain.mine(200)
  const { timestamp } = await chain.client.getBlock()
  const after = await fate()
  if (after.state !== 'unused') throw new Error(after.state)
  expect(after.time).toBeGreaterThan(authorization.validBefore)
  expect(after.time).toBeLessThanOrEqual(Number(timestamp))
})

test('taking it back costs gas: without any it is said, and nothing is sent', async () => {
  const { cancel, fate } = await authorized()
  expect(await cancel()).toBe('no_gas')
  expect((await fate()).state).toBe('unused')
})

test('taken back, it can never be taken again, and the chain says which of the two it was', async () => {
  const { address, cancel, fate, redeem } = await authorized()
  await chain.gas(address, parseEther('0.01'))
  const taking = await cancel()
  if (taking === 'no_gas') throw new Error(taking)
  await sendCancellation(chain.rpcUrl, taking)
  // A worker that died in between sends it once more.
  await sendCancellation(chain.rpcUrl, taking)
  const hash = keccak256(taking)
  await chain.client.waitForTransactionReceipt({ hash })
  await sendCancellation(chain.rpcUrl, taking)
  expect(await fate()).toEqual({ state: 'cancelled', transaction: hash })
  expect((await redeem()).status).toBe('reverted')
  expect(await chain.balance(address)).toBe(1_000_000n)
})

test('what the seller took first cannot be taken back', async () => {
  const { address, cancel, fate, redeem } = await authorized()
  await chain.gas(address, parseEther('0.01'))
  const { transactionHash } = await redeem()
  await expect(cancel()).rejects.toThrow('eth_estimateGas')
  expect(await fate()).toEqual({ state: 'used', transaction: transactionHash })
})

test('a chain that cannot be asked is no answer', async () => {
  const { authorization } = await authorized()
  await expect(fateOf('http://127.0.0.1:9', TOKEN, authorization, 0)).rejects.toThrow()
})
