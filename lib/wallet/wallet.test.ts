import * as fc from 'fast-check'
import * as Hex from 'ox/Hex'
import { mnemonicToAccount, privateKeyToAddress, signTypedData } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { offer, PAYER } from '../../tests/make/offers'
import vectors from '../../tests/vectors/eip712.json'
import { tokens } from '../core/networks'
import old from '../../tests/vectors/vault-1.json'
import { isOld, isWhole, lockAway, sealedAnew, spendingKey, unlock, unlockWith, withPasskey, wordsOf } from './keystore'
import { importDataKey, newDataKey, newKdf, randomText, seal } from './seal'
import { makeWallet } from './seed'
import { nonceOf, sign } from './sign'
import { accountsOf, type FirstVault, payerAt, readVault } from './vault'

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
    expect(sign(offer(), authorization, KEY)).toBe(signature)
  })

  test('of any payment in any token, what is signed is what the standard’s own library signs', async () => {
    const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Hex.fromBytes(bytes))
    const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Hex.fromBytes(bytes))
    const seconds = fc.integer({ min: 0, max: 2 ** 40 })
    const amount = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tokens),
        fc.record({ payTo: address, amount }),
        fc.record({ from: address, nonce: word, validAfter: seconds, validBefore: seconds }),
        async ({ network, chainId, asset, name, version }, { payTo, amount }, authorization) => {
          const { from, nonce, validAfter, validBefore } = authorization
          const expected = await signTypedData({
            privateKey: KEY,
            domain: { name, version, chainId, verifyingContract: asset },
            types: { TransferWithAuthorization: vectors.exact_eip3009.types.TransferWithAuthorization },
            primaryType: 'TransferWithAuthorization',
            message: {
              from,
              to: payTo,
              value: amount,
              validAfter: BigInt(validAfter),
              validBefore: BigInt(validBefore),
              nonce,
            },
          })
          expect(sign({ ...offer(), network, asset, payTo, amount }, authorization, KEY)).toBe(expected)
        },
      ),
      { numRuns: 200 },
    )
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
  const cheap = () => newKdf(1000)

  test('opens with its password and with no other, and holds nothing readable', async () => {
    const vault = await makeWallet.fromWords(WORDS, 'correct horse')
    expect(JSON.stringify(vault)).not.toMatch(/junk|horse/)
    expect(await unlock(vault, 'wrong horse')).toBeUndefined()
    const dataKey = await unlock(vault, 'correct horse')
    const key = await spendingKey(vault, dataKey!)
    expect(privateKeyToAddress(key!)).toBe(mnemonicToAccount(WORDS).address)
    expect(vault.address).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
    expect(vault.kdf.iterations).toBeGreaterThanOrEqual(900_000)
    expect(isOld(vault)).toBe(false)
  })

  test('what is unlocked opens the spending key and never the seed', async () => {
    const vault = await lockAway({ key: KEY, words: WORDS }, 'one', cheap())
    const dataKey = await unlock(vault, 'one')
    const seed = { ...vault.accounts[0]!, spending: vault.seed! }
    expect(await spendingKey({ ...vault, accounts: [seed] }, dataKey!)).toBeUndefined()
    expect(await wordsOf(vault, dataKey!)).toBeUndefined()
    expect(await wordsOf(vault, 'one')).toBe(WORDS)
  })

  test('a record swapped with another wallet’s, or bound to another cost or address, does not open', async () => {
    const [mine, other] = await Promise.all([
      lockAway({ key: KEY, words: WORDS }, 'one', cheap()),
      lockAway({ key: `0x${'44'.repeat(32)}`, words: WORDS }, 'one', cheap()),
    ])
    const dataKey = await unlock(mine, 'one')
    const [account] = other.accounts
    const swapped = { ...mine.accounts[0]!, spending: account!.spending }
    expect(await spendingKey({ ...mine, accounts: [swapped] }, dataKey!)).toBeUndefined()
    expect(await spendingKey({ ...mine, address: other.address }, dataKey!)).toBeUndefined()
    expect(await spendingKey({ ...mine, accounts: other.accounts }, dataKey!, other.address)).toBeUndefined()
    expect(await unlock({ ...mine, dataKey: other.dataKey }, 'one')).toBeUndefined()
    expect(await unlock({ ...mine, dataKey: mine.seed! }, 'one')).toBeUndefined()
    expect(await unlock({ ...mine, kdf: { ...mine.kdf, iterations: 1 } }, 'one')).toBeUndefined()
    expect(await unlock({ ...mine, kdf: other.kdf }, 'one')).toBeUndefined()
    expect(await wordsOf({ ...mine, seed: other.seed }, 'one')).toBeUndefined()
    expect(await wordsOf({ ...mine, seed: mine.dataKey }, 'one')).toBeUndefined()
  })

  test('a key that is not that of its address, though sealed with the right data key, makes a vault that is not whole', async () => {
    const vault = await lockAway({ key: KEY }, 'one', cheap())
    const dataKey = (await unlock(vault, 'one'))!
    expect(await isWhole(vault, dataKey)).toBe(true)
    const address = privateKeyToAddress(`0x${'44'.repeat(32)}`)
    const bound = { schema: 2 as const, address, kdf: vault.kdf }
    const spending = await seal(await importDataKey(dataKey), KEY, bound, 'spending')
    const accounts = [...vault.accounts, { address, name: '', site: 'https://news.example', spending }]
    expect(await spendingKey({ ...vault, accounts }, dataKey, address)).toBe(KEY)
    expect(await isWhole({ ...vault, accounts }, dataKey)).toBe(false)
    expect(await isWhole(vault, newDataKey())).toBe(false)
  })

  test('one changed character anywhere in what is sealed is noticed; what is no vault is not read as one', async () => {
    const vault = await lockAway({ key: KEY, words: WORDS }, 'one', cheap())
    const dataKey = await unlock(vault, 'one')
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('iv', 'data'), async (at, part) => {
        const { spending } = vault.accounts[0]!
        const text = spending[part]
        const place = at % (text.length - 3)
        const other = text[place] === 'A' ? 'B' : 'A'
        const changed = { ...spending, [part]: text.slice(0, place) + other + text.slice(place + 1) }
        const account = { ...vault.accounts[0]!, spending: changed }
        expect(await spendingKey({ ...vault, accounts: [account] }, dataKey!)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    const text = JSON.stringify(vault)
    for (let end = 0; end < text.length; end += 17) expect(readVault(text.slice(0, end))).toBeUndefined()
    expect(readVault(JSON.parse(text))).toEqual(vault)
    fc.assert(fc.property(fc.jsonValue(), (value) => readVault(value) === undefined))
    for (const name of ['address', 'kdf', 'dataKey', 'accounts', 'passkeys', 'schema'])
      expect(readVault({ ...vault, [name]: undefined })).toBeUndefined()
    expect(readVault({ ...vault, schema: 3 })).toBeUndefined()
    expect(readVault({ ...vault, accounts: [] })).toBeUndefined()
  })

  test('no two seal alike: every initialisation vector and salt is new', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => lockAway({ key: KEY }, 'one', cheap())))
    const texts = many.flatMap(({ kdf, dataKey, accounts }) => [kdf.salt, dataKey.iv, accounts[0]!.spending.iv])
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('an imported private key has no phrase to show', async () => {
    expect((await makeWallet.fromKey(KEY, 'one')).seed).toBeUndefined()
    expect((await makeWallet.fromWords(WORDS, 'one')).seed).toBeDefined()
    expect(await wordsOf(await makeWallet.fromKey(KEY, 'one'), 'one')).toBeUndefined()
  })

  test('a passkey opens it too, one with another secret does not, and the password goes on opening it', async () => {
    const secret = randomText(32)
    const plain = await lockAway({ key: KEY, words: WORDS }, 'one', cheap())
    const passkey = { id: 'mine', salt: randomText(32), addedAt: 1 }
    const vault = await withPasskey(plain, (await unlock(plain, 'one'))!, { ...passkey, secret })
    expect(JSON.stringify(vault)).not.toContain(secret)
    const dataKey = await unlockWith(vault, 'mine', secret)
    expect(await spendingKey(vault, dataKey!)).toBe(KEY)
    expect(await unlockWith(vault, 'mine', randomText(32))).toBeUndefined()
    expect(await unlockWith(vault, 'other', secret)).toBeUndefined()
    expect(await unlock(vault, 'one')).toBe(dataKey)
    const moved = { ...vault.passkeys[0]!, salt: randomText(32) }
    expect(await unlockWith({ ...vault, passkeys: [moved] }, 'mine', secret)).toBeUndefined()
    // Another password, another salt: the passkey is not asked, and still opens it.
    const anew = await sealedAnew(vault, 'one', { password: 'two', kdf: cheap() })
    expect(await spendingKey(anew!, (await unlockWith(anew!, 'mine', secret))!)).toBe(KEY)
    expect(await unlock(anew!, 'one')).toBeUndefined()
    expect(await wordsOf(anew!, 'two')).toBe(WORDS)
  })
})

describe('a vault of the first Tuppence', () => {
  const { fromWords, fromKey, password, words } = old as unknown as Record<'fromWords' | 'fromKey', FirstVault> &
    Record<'password' | 'words', string>

  test('opens as it is', async () => {
    expect(readVault(fromWords)).toEqual(fromWords)
    const dataKey = await unlock(fromWords, password)
    expect(privateKeyToAddress((await spendingKey(fromWords, dataKey!))!)).toBe(fromWords.address)
    expect(await wordsOf(fromWords, password)).toBe(words)
    expect(await unlock(fromWords, 'wrong')).toBeUndefined()
    expect(accountsOf(fromWords)).toEqual([{ address: fromWords.address, name: '', index: 0 }])
  })

  test.each([
    ['made from words', fromWords],
    ['made from a key', fromKey],
  ])('%s: is written anew with its password, harder to guess, with all that was in it', async (_made, before) => {
    expect(isOld(before)).toBe(true)
    const after = await sealedAnew(before, password)
    expect(after).toMatchObject({ schema: 2, address: before.address })
    expect(isOld(after!)).toBe(false)
    expect(readVault(structuredClone(after))).toEqual(after)
    const dataKey = await unlock(after!, password)
    const [key, keyBefore] = await Promise.all([
      spendingKey(after!, dataKey!),
      spendingKey(before, (await unlock(before, password))!),
    ])
    expect(key).toBe(keyBefore)
    expect(await wordsOf(after!, password)).toBe(before.seed && words)
    expect(await sealedAnew(before, 'wrong')).toBeUndefined()
  })
})

describe('accounts', () => {
  test('are derived side by side, each behind a hardened step of its own, as other wallets do it', async () => {
    const first = await makeWallet.fromWords(WORDS, 'one')
    const second = await makeWallet.addAccount(first, 'one', { name: 'Books' })
    if (typeof second === 'string') throw new Error(second)
    const third = await makeWallet.addAccount(second, 'one', { name: '', site: 'https://a.example' })
    if (typeof third === 'string') throw new Error(third)
    const expected = [0, 1, 2].map((accountIndex) => mnemonicToAccount(WORDS, { accountIndex }).address)
    expect(third.accounts.map(({ address }) => address)).toEqual(expected)
    const dataKey = await unlock(third, 'one')
    for (const address of expected)
      expect(privateKeyToAddress((await spendingKey(third, dataKey!, address))!)).toBe(address)
    expect(payerAt(third, 'https://a.example')).toBe(expected[2])
    expect(payerAt(third, 'https://b.example')).toBe(expected[0])
    expect(payerAt(third, undefined)).toBe(expected[0])
    expect(payerAt({ ...third, address: expected[1]! }, 'https://b.example')).toBe(expected[1])
    // And all of them come through a new password.
    const anew = await sealedAnew(third, 'one', { password: 'two', kdf: newKdf(1000) })
    const again = await unlock(anew!, 'two')
    for (const address of expected) expect(await spendingKey(anew!, again!, address)).toBeDefined()
  })

  test('need the password and the words', async () => {
    const vault = await makeWallet.fromWords(WORDS, 'one')
    expect(await makeWallet.addAccount(vault, 'wrong', { name: '' })).toBe('wrong_password')
    expect(await makeWallet.addAccount(await makeWallet.fromKey(KEY, 'one'), 'one', { name: '' })).toBe('no_seed')
  })
})

describe('what a person pastes', () => {
  test.each([
    [WORDS, { kind: 'words' }],
    [`  ${WORDS.toUpperCase().replaceAll(' ', '\n')} `, { kind: 'words' }],
    [KEY, { kind: 'key' }],
    ['test test test', { problem: 'bad_length', detail: '3' }],
    ['', { problem: 'bad_length', detail: '0' }],
    [`${WORDS} test`, { problem: 'bad_length', detail: '13' }],
    [`1. ${WORDS.split(' ').join(' 2. ')}`, { kind: 'words' }],
    [KEY.slice(2), { kind: 'key' }],
    [WORDS.replace('junk', 'junkk'), { problem: 'bad_word', detail: 'junkk', place: 12, meant: 'junk' }],
    [WORDS.replace('test', 'tset'), { problem: 'bad_word', detail: 'tset', place: 1, meant: 'test' }],
    ['abandon abandom', { problem: 'bad_word', detail: 'abandom', place: 2, meant: 'abandon' }],
    ['zebra qqqq', { problem: 'bad_word', detail: 'qqqq', place: 2 }],
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
