/** Keeping a request of the page waiting, until it is to be sent again or left alone. */
import { FROM_PAGE, type Held, type Reply, type Saying, TO_PAGE } from './channel'
import {
  addEventListener,
  apply,
  digest,
  dispatchEvent,
  doc,
  getter,
  later,
  NativeEvent,
  parse,
  preventDefault,
  stopImmediatePropagation,
  stringify,
} from './natives'

/** Milliseconds after which nobody has come to hear of it: the page gets its 402. */
const PATIENCE = 3000

const detailOf = getter(CustomEvent.prototype, 'detail')

type Waiting = { held: Held; answer(name?: string): void }

/** A Map could be watched through its prototype. */
const waiting: Record<number, Waiting> = { __proto__: null } as never
let count = 0

/** Resolves to the name to ask again by, or to undefined: nothing is paid. `drop` says that the page waits no more. */
export function hold(held: Held): { answer: Promise<string | undefined>; drop(): void } {
  const n = ++count
  return {
    answer: new Promise((resolve) => {
      const answer = (name?: string) => {
        delete waiting[n]
        resolve(name)
      }
      waiting[n] = { held, answer }
      listenFirst()
      if (!say({ n, held })) later(() => waiting[n] && !say({ n, held }) && answer(), PATIENCE)
    }),
    drop() {
      say({ n })
      waiting[n]?.answer()
    },
  }
}

/** The same for a request of a script. */
export async function holdAsked(url: string, method: string, body: BodyInit | null | undefined, said = '') {
  return hold({
    kind: 'fetch',
    url,
    method,
    ...(body && { body: await digest(body) }),
    ...(said[0] === '{' && said.length < 65_536 && { said }),
  })
}

/**
 * Must run before any script of the page: the first to listen is the first to hear, and lets nobody else. A page that
 * begins its document anew takes the listener with it; there is only ever one.
 */
export function listenFirst(): void {
  apply(addEventListener, window, [TO_PAGE, hear as EventListener, true])
}

function hear(event: CustomEvent): void {
  apply(stopImmediatePropagation, event, [])
  const { n: about, name } = parse(apply(detailOf, event, []) as string) as Reply
  apply(preventDefault, event, [])
  if (about) return waiting[about]?.answer(name)
  for (const n in waiting) say({ n: +n, held: (waiting[n] as Waiting).held })
}

/** Whether anybody heard. Who hears of the same request twice knows it by its number. */
function say(saying: Saying): boolean {
  return !apply(dispatchEvent, doc, [new NativeEvent(FROM_PAGE, { detail: stringify(saying), cancelable: true })])
}
