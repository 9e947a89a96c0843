/**
 * Stops a service worker at a moment of a payment: a breakpoint set from outside, in the browser's own functions, so that
 * what runs is the built extension as people get it. Whoever stopped it then kills it.
 */
import { WebSocket } from 'ws'

/** The moments between which a worker may die, in the order in which one payment comes to them. */
export const moments = [
  'before the decision is saved',
  'after the decision is saved',
  'before the signature is saved',
  'after the signature is saved',
  'before the sending is saved',
  'after the sending is saved',
  'after the request has left',
  'before the answer is saved',
] as const
export type Moment = (typeof moments)[number]

export async function stopAt(debuggerUrl: string, moment: Moment): Promise<{ stopped: Promise<void> }> {
  const socket = new WebSocket(debuggerUrl)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const replies = new Map<number, (reply: Reply) => void>()
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply
    if (reply.method === 'Debugger.paused') stop()
    replies.get(reply.id ?? 0)?.(reply)
  })
  let last = 0
  const send = (method: string, params: object = {}) =>
    new Promise<Reply>((resolve) => {
      replies.set(++last, resolve)
      socket.send(JSON.stringify({ id: last, method, params }))
    })
  await send('Debugger.enable')
  const { result } = await send('Runtime.evaluate', { expression: `(${watch.toString()})(${JSON.stringify(moment)})` })
  if (result?.exceptionDetails) throw new Error(JSON.stringify(result.exceptionDetails))
  return { stopped }
}

type Reply = { id?: number; method?: string; result?: { exceptionDetails?: unknown } }

/** Runs in the worker. */
function watch(moment: string): void {
  const [, when, what] = /^(before|after) the (\w+)/.exec(moment) ?? []
  const states: Record<string, string[]> = {
    decision: ['approved'],
    signature: ['signed'],
    sending: ['issued'],
    answer: ['settled', 'issued'],
  }
  const isWanted = (row: { state?: string; answer?: unknown }) =>
    states[what ?? '']?.includes(row.state ?? '') && (what === 'answer') === (row.answer !== undefined)
  const halt = () => {
    // oxlint-disable-next-line no-debugger -- where the worker stops
    debugger
  }
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
    const isIt = this.name === 'payments' && isWanted(given[0] as object)
    if (isIt && when === 'before') halt()
    if (isIt && when === 'after') this.transaction.addEventListener('complete', halt)
    return put.apply(this, given)
  }
  if (what !== 'request') return
  const api = (globalThis as unknown as { chrome: { tabs: Leaving; scripting: Leaving } }).chrome
  const { reload } = api.tabs
  const { executeScript } = api.scripting
  api.tabs.reload = async (...given) => {
    await reload?.(...given)
    halt()
  }
  // A form is sent again from the page itself; what else is run in pages has nothing to do with sending.
  api.scripting.executeScript = async (...given) => {
    const done = await executeScript?.(...given)
    if (String((given[0] as { func?: unknown }).func).includes('reload')) halt()
    return done
  }
}

type Leaving = Record<string, (...given: unknown[]) => Promise<unknown>>
