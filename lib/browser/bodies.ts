/** What was sent with a request, as far as it tells two purchases at one address apart: two letters, two searches. */
import { browser } from 'wxt/browser'
import * as Hash from 'ox/Hash'
import * as Hex from 'ox/Hex'

/** As the browser tells it: a form's fields, or bytes as they are. */
type Body = { formData?: object; raw?: { bytes?: ArrayBuffer; file?: string }[] }
type Sent = { requestId: string; requestBody?: Body | null | undefined }
type Event = { addListener(listener: (sent: Sent) => undefined, filter: Filter, extra: string[]): void }
type Filter = { urls: string[]; types: string[] }

export type Bodies = {
  /** A digest of what the request sent; undefined where it sent nothing, or left before this worker woke up. */
  of(request: { requestId: string; method: string }): string | undefined
}

/** So many of the latest requests are remembered: a 402 comes soon after its request. */
const REMEMBERED = 100

/** Must be called in the first tick of the worker. */
export function watchBodies(filter: Filter): Bodies {
  const digests = new Map<string, string>()
  const { onBeforeRequest } = browser.webRequest as unknown as { onBeforeRequest: Event }
  onBeforeRequest.addListener(
    ({ requestId, requestBody }) => {
      // A redirect keeps its number, and what was sent first.
      if (!requestBody || digests.has(requestId)) return
      digests.set(requestId, digestOf(requestBody))
      const [oldest = ''] = digests.keys()
      if (digests.size > REMEMBERED) digests.delete(oldest)
    },
    filter,
    ['requestBody'],
  )
  // What is redirected to a GET has left its body behind.
  return { of: ({ requestId, method }) => (method === 'GET' ? undefined : digests.get(requestId)) }
}

function digestOf({ formData, raw = [] }: Body): string {
  const parts = formData ? [JSON.stringify(formData, withBytes)] : raw.map(({ bytes, file }) => bytes ?? file ?? '')
  return Hash.sha256(
    Hex.concat(...parts.map((part) => (typeof part === 'string' ? Hex.fromString(part) : hexOf(part)))),
  )
}

/** A field that is no text comes as its bytes. */
function withBytes(_name: string, value: unknown): unknown {
  return value instanceof ArrayBuffer ? hexOf(value) : value
}

function hexOf(bytes: ArrayBuffer): `0x${string}` {
  return Hex.fromBytes(new Uint8Array(bytes))
}
