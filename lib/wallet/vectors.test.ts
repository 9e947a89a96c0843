/** The official vectors of the standards the wallet stands on. */
import * as HdKey from 'ox/HdKey'
import * as Mnemonic from 'ox/Mnemonic'
import { hashTypedData } from 'viem'
import { privateKeyToAddress, signTypedData } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import vectors from '../../tests/vectors/bip39-bip32.json'
import { keyOf, makeWallet } from './seed'

describe('BIP-39', () => {
  test.each(vectors.bip39.map(([entropy = '', words = '', seed]) => ({ entropy, words, seed })))(
    '$words',
    ({ entropy, words, seed }) => {
      expect(makeWallet.check(words)).toEqual({ kind: 'words' })
      expect(entropyOf(words)).toBe(entropy)
      if (seed) expect(Mnemonic.toSeed(words, { as: 'Hex', passphrase: 'TREZOR' })).toBe(`0x${seed}`)
      // The last word carries the checksum: most others in its place are refused.
      const others = Mnemonic.english.slice(0, 200).map((last) => [...words.split(' ').slice(0, -1), last].join(' '))
      const passed = others.filter((each) => 'kind' in makeWallet.check(each)).length
      expect(passed).toBeLessThanOrEqual(words.split(' ').length === 12 ? 40 : 10)
    },
  )
})

test.each(vectors.bip32.chain.map(([path = '', key = '']) => ({ path, key })))('BIP-32: $path', ({ path, key }) => {
  const root = HdKey.fromSeed(`0x${vectors.bip32.seed}`)
  expect((path === 'm' ? root : root.derive(path)).privateExtendedKey).toBe(key)
})

test('BIP-44: the published accounts of a published phrase', () => {
  const words = 'test test test test test test test test test test test junk'
  expect(keyOf(words, 0)).toBe('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
  expect(privateKeyToAddress(keyOf(words, 0))).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
  expect(keyOf(words, 1)).not.toBe(keyOf(words, 0))
})

test('EIP-712: the example of the standard', async () => {
  const { privateKey, address, digest, signature } = vectors.eip712
  const typed = {
    domain: {
      name: 'Ether Mail',
      version: '1',
      chainId: 1,
      verifyingContract: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC',
    },
    types: {
      Person: [
        { name: 'name', type: 'string' },
        { name: 'wallet', type: 'address' },
      ],
      Mail: [
        { name: 'from', type: 'Person' },
        { name: 'to', type: 'Person' },
        { name: 'contents', type: 'string' },
      ],
    },
    primaryType: 'Mail',
    message: {
      from: { name: 'Cow', wallet: address as `0x${string}` },
      to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' },
      contents: 'Hello, Bob!',
    },
  } as const
  expect(privateKeyToAddress(privateKey as `0x${string}`)).toBe(address)
  expect(hashTypedData(typed)).toBe(digest)
  expect(await signTypedData({ ...typed, privateKey: privateKey as `0x${string}` })).toBe(signature)
})

/** Eleven bits a word; the last bits, one for every 32 before them, are the checksum. */
function entropyOf(words: string): string {
  const places = words.split(' ').map((word) => Mnemonic.english.indexOf(word))
  const bits = places.map((place) => place.toString(2).padStart(11, '0')).join('')
  const length = (bits.length / 33) * 32
  return BigInt(`0b${bits.slice(0, length)}`)
    .toString(16)
    .padStart(length / 4, '0')
}
