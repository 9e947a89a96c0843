/** Sealing secrets under a password or a passkey: AES-256-GCM, bound to what they are for (docs/wallet.md). WebCrypto only. */
import * as Base64 from 'ox/Base64'
import type { Address, Kdf, Sealed } from './vault'

/** What a record belongs to. Moved to another address, purpose, schema or cost, it does not open. */
export type Bound = { schema: 1 | 2; address: Address; kdf: Kdf | { name: 'PRF'; hash: 'SHA-256'; salt: string } }
export type Purpose = 'data key' | 'spending' | 'seed' | 'backup'
type Bytes = Uint8Array<ArrayBuffer>

/** As long a wait as argon2id with 64 MiB, natively; measured in docs/wallet.md. OWASP asks for 600,000. */
export const ITERATIONS = 2_000_000

export function newKdf(iterations = ITERATIONS): Kdf {
  return { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: randomText(16) }
}

/** The keys a password opens, one for each purpose. */
export async function keysOf(password: string, { hash, iterations, salt }: Kdf): Promise<KeyFor> {
  const typed = encode(password.normalize('NFKC'))
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits'])
  typed.fill(0)
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, iterations, salt: fromText(salt) }, material, 256)
  return keysFrom(new Uint8Array(bits))
}

export type KeyFor = (purpose: Purpose) => Promise<CryptoKey>

/** Keys from 256 bits that nobody can guess, which are forgotten here. */
export async function keysFrom(bits: Bytes): Promise<KeyFor> {
  const root = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
  bits.fill(0)
  return (purpose) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(purpose) },
      root,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    )
}

export async function importDataKey(raw: string): Promise<CryptoKey> {
  const bytes = fromText(raw)
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  bytes.fill(0)
  return key
}

export async function seal(key: CryptoKey, secret: string, bound: Bound, purpose: Purpose): Promise<Sealed> {
  const bytes = encode(secret)
  const sealed = await sealBytes(key, bytes, bound, purpose)
  bytes.fill(0)
  return sealed
}

export async function sealBytes(key: CryptoKey, secret: Bytes, bound: Bound, purpose: Purpose): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: binding(bound, purpose) }
  const data = await crypto.subtle.encrypt(algorithm, key, secret)
  return { iv: toText(iv), data: toText(new Uint8Array(data)) }
}

/** The secret, or undefined when the key is wrong or the record was changed or swapped. */
export async function unseal(
  key: CryptoKey,
  sealed: Sealed,
  bound: Bound,
  purpose: Purpose,
): Promise<string | undefined> {
  const bytes = await unsealBytes(key, sealed, bound, purpose)
  if (!bytes) return undefined
  const secret = new TextDecoder().decode(bytes)
  bytes.fill(0)
  return secret
}

export async function unsealBytes(
  key: CryptoKey,
  sealed: Sealed,
  bound: Bound,
  purpose: Purpose,
): Promise<Bytes | undefined> {
  const [iv, data] = [read(sealed.iv), read(sealed.data)]
  if (!iv || !data) return undefined
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: binding(bound, purpose) }
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, data))
  } catch (error) {
    // WebCrypto's one word for "this ciphertext does not open with this key".
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

export function newDataKey(): string {
  return randomText(32)
}

export function randomText(size: number): string {
  return toText(crypto.getRandomValues(new Uint8Array(size)))
}

export function toText(bytes: Bytes): string {
  return Base64.fromBytes(bytes)
}

export function fromText(text: string): Bytes {
  return new Uint8Array(Base64.toBytes(text))
}

/** Text that is no base64 is damage, not a bug. */
function read(text: string): Bytes | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? fromText(text) : undefined
}

function binding({ schema, address, kdf }: Bound, purpose: Purpose): Bytes {
  const cost = 'iterations' in kdf ? [kdf.iterations] : []
  return encode(JSON.stringify([schema, purpose, address, kdf.name, kdf.hash, ...cost, kdf.salt]))
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text)
}
