/**
 * Passkeys whose authenticator can keep a secret (WebAuthn PRF): it hashes a salt of ours with a key that never leaves it, and
 * the answer opens the wallet. Pages only: there is no WebAuthn in a worker.
 */
import { fromText, randomText, toText } from './seal'

export type Asked = { id: string; secret: string }

type Outputs = { prf?: { enabled?: boolean; results?: { first: BufferSource } } }

/** Is there any point in offering it? Whether an authenticator can do it only making one shows. */
export async function canHavePasskeys(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false
  const told = PublicKeyCredential as unknown as { getClientCapabilities?(): Promise<Record<string, boolean>> }
  const capabilities = await told.getClientCapabilities?.().catch(() => undefined)
  return capabilities?.['extension:prf'] !== false
}

/** Makes a passkey and asks it for its secret; undefined when the person changed their mind, or it cannot keep one. */
export async function makePasskey(): Promise<(Asked & { salt: string }) | undefined> {
  const salt = randomText(32)
  const made = await untilRefused(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Tuppence' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'Tuppence', displayName: 'Tuppence' },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: { eval: { first: fromText(salt) } } },
      },
    }),
  )
  if (!made) return undefined
  const { prf } = outputsOf(made)
  if (prf?.results) return { id: textOf(made), salt, secret: secretOf(prf.results.first) }
  // Many authenticators only answer once the passkey is there.
  const asked = prf?.enabled ? await askPasskey([{ id: textOf(made), salt }]) : undefined
  return asked && { ...asked, salt }
}

/** Asks whichever of these passkeys is at hand; undefined when none is, or the person changed their mind. */
export async function askPasskey(passkeys: { id: string; salt: string }[]): Promise<Asked | undefined> {
  const evalByCredential = Object.fromEntries(passkeys.map(({ id, salt }) => [urlSafe(id), { first: fromText(salt) }]))
  const found = await untilRefused(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        userVerification: 'required',
        allowCredentials: passkeys.map(({ id }) => ({ type: 'public-key', id: fromText(id) })),
        extensions: { prf: { evalByCredential } },
      },
    }),
  )
  const first = found && outputsOf(found).prf?.results?.first
  return found && first ? { id: textOf(found), secret: secretOf(first) } : undefined
}

async function untilRefused(work: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await work()) as PublicKeyCredential | null) ?? undefined
  } catch (error) {
    // The browser's words for "not now", "not here" and "no such thing".
    if (error instanceof DOMException) return undefined
    throw error
  }
}

function outputsOf(credential: PublicKeyCredential): Outputs {
  return credential.getClientExtensionResults()
}

function textOf(credential: PublicKeyCredential): string {
  return toText(new Uint8Array(credential.rawId))
}

function secretOf(result: BufferSource): string {
  const bytes = ArrayBuffer.isView(result)
    ? new Uint8Array(result.buffer.slice(result.byteOffset, result.byteOffset + result.byteLength))
    : new Uint8Array(result)
  return toText(bytes)
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
