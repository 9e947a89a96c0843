import { safeParse } from 'valibot'
import { browser } from 'wxt/browser'
import { type Answers, type Kind, type Message, pages } from './contract'

export type Handlers = { [K in Kind]: (message: Message<K>) => Promise<Answers[K]> }

type Sender = { id?: string | undefined; url?: string | undefined; origin?: string | undefined }

/**
 * Listens for the messages of our own pages. Must be called in the first tick of the worker. Anything that is not a
 * page of ours, or not in the contract, is not answered at all.
 */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((received: unknown, sender, respond) => {
    const request = isOurs(sender) ? parse(received) : undefined
    if (!request) return undefined
    void answer(handlers, request).then(respond)
    return true
  })
}

/** A page of ours: our id, and a document under our own origin (a content script has our id, but its page's URL). */
export function isOurs(sender: Sender): boolean {
  const home = browser.runtime.getURL('/')
  return sender.id === browser.runtime.id && sender.url !== undefined && sender.url.startsWith(home)
}

type Request = { [K in Kind]: { kind: K; message: Message<K> } }[Kind]

function parse(received: unknown): Request | undefined {
  if (typeof received !== 'object' || received === null || !('kind' in received) || !('message' in received))
    return undefined
  const { kind, message } = received
  if (typeof kind !== 'string' || !Object.hasOwn(pages, kind)) return undefined
  const parsed = safeParse(pages[kind as Kind], message)
  return parsed.success ? ({ kind, message: parsed.output } as Request) : undefined
}

async function answer<K extends Kind>(
  handlers: Handlers,
  { kind, message }: { kind: K; message: Message<K> },
): Promise<object> {
  try {
    return { answer: await handlers[kind](message) }
  } catch (error) {
    console.error(`Tuppence could not handle "${kind}"`, error)
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}
