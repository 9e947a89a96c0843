/** `XMLHttpRequest` of the page: the events of a 402 are kept back, and the same object asks again once it is paid for. */
import { FRAGMENT } from './channel'
import { holdAsked } from './hold'
import {
  addEventListener,
  apply,
  dispatchEvent,
  doc,
  isPaying,
  later,
  NativeURL,
  stopImmediatePropagation,
  withFragment,
} from './natives'

const Native = XMLHttpRequest
const [NativeEvent, NativeProgress] = [Event, ProgressEvent]
const { open, send, setRequestHeader, abort } = Native.prototype
const { get, set } = WeakMap.prototype
const EVENTS = ['readystatechange', 'loadstart', 'progress', 'load', 'loadend']

type Sending = {
  method: string
  url: string
  /** The page waits for it, and everything stops meanwhile: it cannot be held. */
  isSync: boolean
  login: [user?: string | null, password?: string | null]
  headers: [name: string, value: string][]
  body?: Document | XMLHttpRequestBodyInit | null | undefined
  /** `held`: the events of a 402 are kept back; `again`: those of asking again, until it has left; `open`: all pass. */
  phase: 'first' | 'held' | 'again' | 'open'
  drop?(): void
}

const sendings = new WeakMap<XMLHttpRequest, Sending>()
const of = (request: XMLHttpRequest) => apply(get, sendings, [request]) as Sending | undefined

export function patchXhr(): void {
  // Listeners are heard in the order in which they came: ours must be there before the page has the object.
  window.XMLHttpRequest = new Proxy(Native, {
    construct(target, parameters, made) {
      const request = Reflect.construct(target, parameters, made) as XMLHttpRequest
      for (const type of EVENTS) apply(addEventListener, request, [type, (event) => heard(request, event), true])
      return request
    },
  })
  Object.assign(Native.prototype, {
    open(this: XMLHttpRequest, ...parameters: [unknown, string, boolean?, ...Sending['login']]) {
      of(this)?.drop?.()
      const [method, url, isAsync = true, ...login] = parameters
      const isSync = !isAsync
      const sending: Sending = { method: String(method).toUpperCase(), url, isSync, login, headers: [], phase: 'first' }
      apply(set, sendings, [this, sending])
      apply(open, this, parameters as Parameters<typeof open>)
    },
    setRequestHeader(this: XMLHttpRequest, ...header: [string, string]) {
      apply(setRequestHeader, this, header)
      of(this)?.headers.push(header)
    },
    send(this: XMLHttpRequest, body?: Document | XMLHttpRequestBodyInit | null) {
      const sending = of(this)
      if (sending) sending.body = body
      apply(send, this, [body])
    },
    abort(this: XMLHttpRequest) {
      const sending = of(this)
      // To the browser it had ended already; to the page it is under way.
      if (sending?.phase === 'held') giveUp(this, sending, 'abort')
      else apply(abort, this, [])
    },
  })
}

function heard(request: XMLHttpRequest, event: Event): void {
  const sending = of(request)
  if (!sending || sending.isSync || sending.phase === 'open') return
  if (sending.phase === 'first') {
    if (event.type !== EVENTS[0] || request.readyState !== 2 || request.status !== 402) return
    if (isPaying(sending.headers)) return
    sending.phase = 'held'
  }
  apply(stopImmediatePropagation, event, [])
  if (sending.phase === 'held' && event.type === 'loadend') void decide(request, sending)
}

async function decide(request: XMLHttpRequest, sending: Sending): Promise<void> {
  const { method, url, body, login, headers } = sending
  const { responseType, timeout, withCredentials, responseURL } = request
  if (timeout) later(() => sending.phase === 'held' && giveUp(request, sending, 'timeout'), timeout)
  const { answer, drop } = await holdAsked(
    responseURL || new NativeURL(url, doc.baseURI).href,
    method,
    body as BodyInit,
    responseType ? '' : request.responseText,
  )
  sending.drop = drop
  if (sending.phase !== 'held') return drop()
  const name = await answer
  if (sending.phase !== 'held') return
  if (name === undefined) {
    sending.phase = 'open'
    return tell(request, 'load')
  }
  sending.phase = 'again'
  apply(open, request, [method, withFragment(url, FRAGMENT + name), true, ...login])
  Object.assign(request, { responseType, timeout, withCredentials })
  for (const header of headers) apply(setRequestHeader, request, header)
  apply(send, request, [body])
  sending.phase = 'open'
}

function giveUp(request: XMLHttpRequest, sending: Sending, type: 'abort' | 'timeout'): void {
  sending.phase = 'open'
  sending.drop?.()
  apply(abort, request, [])
  tell(request, type)
}

function tell(request: XMLHttpRequest, type: string): void {
  for (const event of [new NativeEvent('readystatechange'), new NativeProgress(type), new NativeProgress('loadend')])
    apply(dispatchEvent, request, [event])
}
