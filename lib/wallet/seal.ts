/** Sealing secrets under a password: AES-256-GCM, bound to what they are for (security.md §3). WebCrypto only. */
import * as Base64 from 'ox/Base64'
import type { Sealed, Vault } from './vault'

type Bound = Pick<Vault, 'schema' | 'address' | 'kdf'>
type Purpose = 'data key' | 'spending' | 'seed'
type Bytes = Uint8Array<ArrayBuffer>

/** OWASP asks for 600,000 of PBKDF2-HMAC-SHA-256; kept with each vault, so that it can be raised later. */
const ITERATIONS = 900_000

export function newKdf(): Vault['kdf'] {
  return {
    name: 'PBKDF2',
    hash: 'SHA-256',
    iterations: ITERATIONS,
    salt: toText(crypto.getRandomValues(new Uint8Array(16))),
  }
}

/** The two keys a password opens: one for the data key, one for the recovery phrase. */
export async function keysOf(password: string, { kdf }: Bound): Promise<Record<'data key' | 'seed', CryptoKey>> {
  const material = await crypto.subtle.importKey('raw', encode(password.normalize('NFKC')), 'PBKDF2', false, [
    'deriveBits',
  ])
  const { hash, iterations, salt } = kdf
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, iterations, salt: fromText(salt) }, material, 256)
  const root = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
  const derive = (info: Purpose) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(info) },
      root,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    )
  const [dataKey, seed] = await Promise.all([derive('data key'), derive('seed')])
  return { 'data key': dataKey, seed }
}

export async function importDataKey(raw: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromText(raw), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

export async function seal(key: CryptoKey, secret: string, bound: Bound, purpose: Purpose): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: binding(bound, purpose) },
    key,
    encode(secret),
  )
  return { iv: toText(iv), data: toText(new Uint8Array(data)) }
}

/** The secret, or undefined when the key is wrong or the record was changed or swapped. */
export async function unseal(
  key: CryptoKey,
  sealed: Sealed,
  bound: Bound,
  purpose: Purpose,
): Promise<string | undefined> {
  try {
    const algorithm = { name: 'AES-GCM', iv: fromText(sealed.iv), additionalData: binding(bound, purpose) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromText(sealed.data)))
  } catch (error) {
    // WebCrypto's one word for "this ciphertext does not open with this key".
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

export function newDataKey(): string {
  return toText(crypto.getRandomValues(new Uint8Array(32)))
}

/** A record moved to another address, purpose or cost does not open. */
function binding({ schema, address, kdf }: Bound, purpose: Purpose): Bytes {
  return encode(JSON.stringify([schema, purpose, address, kdf.name, kdf.hash, kdf.iterations, kdf.salt]))
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text)
}

function toText(bytes: Bytes): string {
  return Base64.fromBytes(bytes)
}

function fromText(text: string): Bytes {
  return new Uint8Array(Base64.toBytes(text))
}
