/** `fetch` of the page: an answer of 402 is held, and asked for again once it is paid for. */
import { FRAGMENT } from './channel'
import { holdAsked } from './hold'
import {
  addEventListener,
  apply,
  doc,
  getter,
  hasHeader,
  isPaying,
  NativeResponse,
  NativeURL,
  stringify,
  withFragment,
} from './natives'

const native = window.fetch
const [NativeRequest, NativeHeaders, NativeForm, NativeParams] = [Request, Headers, FormData, URLSearchParams]
const NativeStream = ReadableStream
const { clone } = Response.prototype
const { clone: cloneRequest, arrayBuffer: bytesOf } = Request.prototype
const statusOf = getter(NativeResponse.prototype, 'status')
const urlOf = getter(NativeResponse.prototype, 'url')

/** What makes a Request, besides its address and its body. */
const PARTS = [
  'method',
  'headers',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'referrerPolicy',
  'integrity',
  'keepalive',
  'signal',
] as const

/** How a request is sent once more, exactly as it was. */
type Again = {
  url: string
  method: string
  signal: AbortSignal | null | undefined
  /** What tells it from others of its address. */
  body(): BodyInit | null | undefined | Promise<BodyInit | null | undefined>
  send(name: string): Promise<Response>
}

export function patchFetch(): void {
  window.fetch = new Proxy(native, {
    apply: (_target, self, parameters: Parameters<typeof fetch>) => held(self, parameters),
  })
}

/** Asks past our own patch. */
export function ask(url: string, init: RequestInit): Promise<Response> {
  return apply(native, window, [url, init])
}

async function held(self: unknown, parameters: Parameters<typeof fetch>): Promise<Response> {
  let again: Again | undefined
  try {
    again = prepare(self, ...parameters)
  } catch {
    // Whatever is wrong with it, the page's own call will say.
  }
  const response = await apply(native, self, parameters)
  if (!again || apply(statusOf, response, []) !== 402) return response
  const name = await decided(again, response)
  return name === undefined ? response : again.send(name)
}

async function decided({ url, method, signal, body }: Again, response: Response): Promise<string | undefined> {
  const { answer, drop } = await holdAsked(
    apply(urlOf, response, []) || url,
    method,
    await body(),
    // The offers of x402 v1 are in the body of the 402.
    hasHeader(response.headers, 'payment-required') ? '' : await apply(clone, response, []).text(),
  )
  return signal
    ? Promise.race([
        answer,
        new Promise<never>((_resolve, reject) => {
          const abort = () => {
            reject(signal.reason as Error)
            drop()
          }
          if (signal.aborted) abort()
          apply(addEventListener, signal, ['abort', abort])
        }),
      ])
    : answer
}

/** Undefined for what can only be sent once, and for a page that pays by itself. */
function prepare(self: unknown, input: RequestInfo | URL, init?: RequestInit): Again | undefined {
  if (init?.body instanceof NativeStream || isPaying(init?.headers)) return undefined
  return input instanceof NativeRequest ? ofRequest(self, input, init) : ofUrl(self, `${input}`, init)
}

function ofUrl(self: unknown, url: string, init?: RequestInit): Again {
  // A page may go on to fill in the same form while its request is under way.
  const kept = init && { ...init, headers: new NativeHeaders(init.headers), body: copyOf(init.body) ?? null }
  const { method = 'GET', signal, body } = kept ?? {}
  return {
    url: new NativeURL(url, doc.baseURI).href,
    method: method.toUpperCase(),
    signal,
    // A form is sent with other boundaries each time: what is in it tells it from others.
    body: () => (body instanceof NativeForm ? stringify([...body], (_key, value: Blob) => value.size ?? value) : body),
    send: (name) => apply(native, self, [withFragment(url, FRAGMENT + name), kept]),
  }
}

function ofRequest(self: unknown, input: Request, init?: RequestInit): Again | undefined {
  if (isPaying(input.headers)) return undefined
  const kept = new NativeRequest(input.body ? apply(cloneRequest, input, []) : input, init)
  let read: Promise<ArrayBuffer> | undefined
  const body = () => kept.body && (read ??= apply(bytesOf, kept, []))
  return {
    url: kept.url,
    method: kept.method,
    signal: kept.signal,
    body,
    // A Request made of another would send its body as a stream, which not every server takes.
    async send(name) {
      const parts: Record<string, unknown> = { body: await body() }
      for (const part of PARTS) parts[part] = kept[part]
      if (kept.mode === 'navigate') delete parts['mode']
      return apply(native, self, [new NativeRequest(withFragment(kept.url, FRAGMENT + name), parts)])
    },
  }
}

function copyOf(body: RequestInit['body']): RequestInit['body'] {
  if (body instanceof NativeParams) return new NativeParams(body)
  if (!(body instanceof NativeForm)) return body
  const copy = new NativeForm()
  for (const [name, value] of body) copy.append(name, value as string)
  return copy
}
