import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { offer, PAYER } from '../../tests/make/offers'
import vectors from '../../tests/vectors/eip712.json'
import { lockAway, spendingKey, unlock } from './keystore'
import { makeWallet } from './seed'
import { nonceOf, sign } from './sign'

const KEY = vectors.privateKey.slice(0, 66) as `0x${string}`
const WORDS = 'test test test test test test test test test test test junk'

describe('signing', () => {
  test('the signature is that of the golden vector', async () => {
    const { message, signature } = vectors.exact_eip3009
    const authorization = {
      from: PAYER,
      nonce: message.nonce as `0x${string}`,
      validAfter: 0,
      validBefore: Number(message.validBefore),
    } as const
    expect(await sign(offer(), authorization, KEY)).toBe(signature)
  })

  test('a nonce is one purchase’s: the same again for the same, another for any other', () => {
    const intents = ['11', '22'].map((byte) => `0x${byte.repeat(32)}` as const)
    const nonces = intents.flatMap((intent) => [0, 1].map((seq) => nonceOf(KEY, intent, seq)))
    expect(new Set(nonces).size).toBe(4)
    for (const nonce of nonces) expect(nonce).toMatch(/^0x[0-9a-f]{64}$/)
    expect(nonceOf(KEY, intents[0]!, 0)).toBe(nonces[0])
    expect(nonceOf(`0x${'33'.repeat(32)}`, intents[0]!, 0)).not.toBe(nonces[0])
  })
})

describe('the vault', () => {
  test('opens with its password and with no other, and holds nothing readable', async () => {
    const vault = await makeWallet.fromWords(WORDS, 'correct horse')
    expect(JSON.stringify(vault)).not.toMatch(/junk|horse/)
    expect(await unlock(vault, 'wrong horse')).toBeUndefined()
    const dataKey = await unlock(vault, 'correct horse')
    const key = await spendingKey(vault, dataKey!)
    expect(privateKeyToAddress(key!)).toBe(mnemonicToAccount(WORDS).address)
    expect(vault.address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
    expect(vault.kdf.iterations).toBeGreaterThanOrEqual(900_000)
  })

  test('a record swapped with another wallet’s, or bound to another cost or address, does not open', async () => {
    const [mine, other] = await Promise.all([
      lockAway({ key: KEY }, 'one'),
      lockAway({ key: `0x${'44'.repeat(32)}` }, 'one'),
    ])
    const dataKey = await unlock(mine, 'one')
    expect(await spendingKey({ ...mine, spending: other.spending }, dataKey!)).toBeUndefined()
    expect(await spendingKey({ ...mine, address: other.address }, dataKey!)).toBeUndefined()
    expect(await unlock({ ...mine, dataKey: other.dataKey }, 'one')).toBeUndefined()
    expect(await unlock({ ...mine, kdf: { ...mine.kdf, iterations: 1 } }, 'one')).toBeUndefined()
  })

  test('an imported private key has no phrase to show', async () => {
    expect((await makeWallet.fromKey(KEY, 'one')).seed).toBeUndefined()
    expect((await makeWallet.fromWords(WORDS, 'one')).seed).toBeDefined()
  })
})

describe('what a person pastes', () => {
  test.each([
    [WORDS, { kind: 'words' }],
    [`  ${WORDS.toUpperCase().replaceAll(' ', '\n')} `, { kind: 'words' }],
    [KEY, { kind: 'key' }],
    ['test test test', { problem: 'bad_length', detail: '3' }],
    ['', { problem: 'bad_length', detail: '0' }],
    [WORDS.replace('junk', 'junkk'), { problem: 'bad_word', detail: 'junkk' }],
    ['abandon '.repeat(12), { problem: 'bad_checksum' }],
    ['0x1234', { problem: 'bad_key' }],
    [`0x${'0'.repeat(64)}`, { problem: 'bad_key' }],
    [`0x${'f'.repeat(64)}`, { problem: 'bad_key' }],
  ])('%j', (text, expected) => expect(makeWallet.check(text)).toEqual(expected))

  test('a new phrase is twelve words that can be read back', async () => {
    const [first, second] = await Promise.all([makeWallet.create(), makeWallet.create()])
    expect(first.words.split(' ')).toHaveLength(12)
    expect(makeWallet.check(first.words)).toEqual({ kind: 'words' })
    expect(first.words).not.toBe(second.words)
  })
})
