/** Making and importing wallets: heavy (BIP-39 word list, BIP-32), so only the options page loads it, never the worker. */
import * as Mnemonic from 'ox/Mnemonic'
import { privateKeyToAddress } from 'viem/accounts'
import { lockAway } from './keystore'
import type { Vault } from './vault'

export type Checked =
  | { kind: 'words' | 'key' }
  | { problem: 'bad_word' | 'bad_checksum' | 'bad_length' | 'bad_key'; detail?: string }

export const makeWallet = {
  /** Twelve new words from the browser's own randomness (BIP-39, 128 bits). */
  async create(): Promise<{ words: string }> {
    return { words: Mnemonic.random(Mnemonic.english, { strength: 128 }) }
  },

  async fromWords(words: string, password: string): Promise<Vault> {
    const phrase = tidy(words)
    return lockAway({ key: keyOf(phrase), words: phrase }, password)
  },

  async fromKey(key: string, password: string): Promise<Vault> {
    return lockAway({ key: tidy(key) as `0x${string}` }, password)
  },

  /** What a pasted secret is, or what is wrong with it. */
  check(text: string): Checked {
    const clean = tidy(text)
    if (clean.startsWith('0x')) return isKey(clean) ? { kind: 'key' } : { problem: 'bad_key' }
    const words = clean.split(' ')
    if (![12, 15, 18, 21, 24].includes(words.length))
      return { problem: 'bad_length', detail: String(clean ? words.length : 0) }
    const unknown = words.find((word) => !Mnemonic.english.includes(word))
    if (unknown) return { problem: 'bad_word', detail: unknown }
    return Mnemonic.validate(clean, Mnemonic.english) ? { kind: 'words' } : { problem: 'bad_checksum' }
  },
}

/** The first Ethereum account of the phrase, m/44'/60'/0'/0/0: any other wallet finds the same money. */
function keyOf(words: string): `0x${string}` {
  return Mnemonic.toPrivateKey(words, { as: 'Hex', path: "m/44'/60'/0'/0/0" })
}

function isKey(text: string): boolean {
  if (!/^0x[0-9a-f]{64}$/.test(text)) return false
  try {
    privateKeyToAddress(text as `0x${string}`)
    return true
  } catch {
    return false
  }
}

function tidy(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}
