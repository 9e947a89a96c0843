/** Making and importing wallets: heavy (BIP-39 word list, BIP-32), so only pages load it, never the worker. */
import * as Mnemonic from 'ox/Mnemonic'
import { addressOf } from './key'
import { lockAway, unlock, withAccount, wordsOf } from './keystore'
import type { Vault } from './vault'

export type Checked =
  | { kind: 'words' | 'key' }
  | { problem: 'bad_word'; detail: string; place: number; meant?: string }
  | { problem: 'bad_length'; detail: string }
  | { problem: 'bad_checksum' | 'bad_key' }

const LENGTHS = [12, 15, 18, 21, 24]

export const makeWallet = {
  /** Twelve new words from the browser's own randomness (BIP-39, 128 bits). */
  async create(): Promise<{ words: string }> {
    return { words: Mnemonic.random(Mnemonic.english, { strength: 128 }) }
  },

  async fromWords(words: string, password: string): Promise<Vault> {
    const phrase = tidy(words)
    return lockAway({ key: keyOf(phrase, 0), words: phrase }, password)
  },

  async fromKey(key: string, password: string): Promise<Vault> {
    return lockAway({ key: keyed(tidy(key)) }, password)
  },

  /** What a pasted secret is, or what is wrong with it. */
  check(text: string): Checked {
    const clean = tidy(text)
    if (clean.startsWith('0x') || /^[0-9a-f]{64}$/.test(clean))
      return isKey(keyed(clean)) ? { kind: 'key' } : { problem: 'bad_key' }
    const words = clean.split(' ')
    const place = words.findIndex((word) => !Mnemonic.english.includes(word))
    const unknown = words[place]
    if (unknown) return { problem: 'bad_word', detail: unknown, place: place + 1, ...meant(unknown) }
    if (!LENGTHS.includes(words.length)) return { problem: 'bad_length', detail: String(clean ? words.length : 0) }
    return Mnemonic.validate(clean, Mnemonic.english) ? { kind: 'words' } : { problem: 'bad_checksum' }
  },

  /**
   * The vault with one account more, derived from its seed at the first place that is free; `wrong_password`, or
   * `no_seed` where the wallet came from a private key, from which nothing can be derived.
   */
  async addAccount(
    vault: Vault,
    password: string,
    { name, site }: { name: string; site?: string },
  ): Promise<Vault | 'wrong_password' | 'no_seed'> {
    if (!vault.seed) return 'no_seed'
    const [dataKey, words] = [await unlock(vault, password), await wordsOf(vault, password)]
    if (!dataKey || !words) return 'wrong_password'
    const index = Math.max(...vault.accounts.map((each) => each.index ?? 0)) + 1
    return withAccount(vault, dataKey, { key: keyOf(words, index), index, name, ...(site ? { site } : {}) })
  },
}

/**
 * The key of one account, m/44'/60'/n'/0/0: the first is the first account of any other wallet. Each has a hardened step of
 * its own, so that the key of one account gives away no other.
 */
export function keyOf(words: string, index: number): `0x${string}` {
  return Mnemonic.toPrivateKey(words, { as: 'Hex', path: `m/44'/60'/${index}'/0/0` })
}

function isKey(text: `0x${string}`): boolean {
  if (!/^0x[0-9a-f]{64}$/.test(text)) return false
  try {
    addressOf(text)
    return true
  } catch {
    return false
  }
}

/** Some wallets leave out the 0x. */
function keyed(text: string): `0x${string}` {
  return text.startsWith('0x') ? (text as `0x${string}`) : `0x${text}`
}

/** The word that begins with the same four letters, which are its own in this list, or that is one letter away. */
function meant(typed: string): { meant?: string } {
  const found =
    Mnemonic.english.find((word) => typed.length > 3 && word.slice(0, 4) === typed.slice(0, 4)) ??
    Mnemonic.english.find((word) => isOneOff(word, typed))
  return found ? { meant: found } : {}
}

/** One letter changed, left out, put in, or two exchanged. */
function isOneOff(word: string, typed: string): boolean {
  let start = 0
  while (start < word.length && word[start] === typed[start]) start++
  let [a, b] = [word.length, typed.length]
  while (a > start && b > start && word[a - 1] === typed[b - 1]) [a, b] = [a - 1, b - 1]
  const [left, right] = [word.slice(start, a), typed.slice(start, b)]
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === right.charAt(1) + right.charAt(0))
}

function tidy(text: string): string {
  return text
    .normalize('NFKD')
    .trim()
    .toLowerCase()
    .replace(/^\d+[.)]\s*|\s+\d+[.)]\s*/g, ' ')
    .trim()
    .replace(/[\s,]+/g, ' ')
}
