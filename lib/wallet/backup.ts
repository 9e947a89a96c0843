/** The backup file: everything Tuppence keeps, sealed under the wallet's password, readable by any Tuppence in any browser. */
import * as v from 'valibot'
import { keysOf, newKdf, sealBytes, unsealBytes } from './seal'
import type { AnyVault, Kdf } from './vault'

/** What is in it: the encrypted wallet, the books as they are stored, and the settings. */
export type Contents = {
  vault: AnyVault
  books: { version: number; stores: Record<string, { key?: unknown; value: unknown }[]> }
  settings: Record<string, unknown>
}

const KIND = 'tuppence backup'
const text = v.string()
const file = v.object({
  kind: v.literal(KIND),
  schema: v.literal(1),
  at: v.string(),
  address: v.custom<`0x${string}`>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)),
  kdf: v.object({
    name: v.literal('PBKDF2'),
    hash: v.literal('SHA-256'),
    iterations: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000_000)),
    salt: text,
  }),
  iv: text,
  data: text,
})

export async function sealBackup(contents: Contents, password: string, at: Date, kdf: Kdf = newKdf()): Promise<string> {
  const { address } = contents.vault
  const bound = { schema: 2 as const, address, kdf }
  const packed = await through(new TextEncoder().encode(JSON.stringify(contents)), new CompressionStream('gzip'))
  const key = await (await keysOf(password, kdf))('backup')
  const sealed = await sealBytes(key, packed, bound, 'backup')
  return JSON.stringify({ kind: KIND, schema: 1, at: at.toISOString(), address, kdf, ...sealed })
}

export type Opened = Contents | { problem: 'not_a_backup' | 'newer' | 'wrong_password' }

export async function openBackup(written: string, password: string): Promise<Opened> {
  const parsed = parse(written)
  if (!parsed || typeof parsed !== 'object' || (parsed as { kind?: unknown }).kind !== KIND)
    return { problem: 'not_a_backup' }
  const { schema } = parsed as { schema?: unknown }
  if (typeof schema === 'number' && schema > 1) return { problem: 'newer' }
  const read = v.safeParse(file, parsed)
  if (!read.success) return { problem: 'not_a_backup' }
  const { address, kdf, iv, data } = read.output
  const key = await (await keysOf(password, kdf))('backup')
  const packed = await unsealBytes(key, { iv, data }, { schema: 2, address, kdf }, 'backup')
  if (!packed) return { problem: 'wrong_password' }
  return JSON.parse(new TextDecoder().decode(await through(packed, new DecompressionStream('gzip')))) as Contents
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const flow = new Blob([bytes]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(flow).arrayBuffer())
}
