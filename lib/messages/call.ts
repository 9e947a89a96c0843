import { browser } from 'wxt/browser'
import type { Answers, Kind, Message } from './contract'

type Reply<K extends Kind> = { answer: Answers[K] } | { failed: string }

/** Sends one message to the background and waits for its answer. A worker that is asleep is woken up by it. */
export async function call<K extends Kind>(kind: K, message: Message<K>): Promise<Answers[K]> {
  const reply = await browser.runtime.sendMessage<object, Reply<K> | undefined>({ kind, message })
  if (!reply) throw new Error(`No answer to ${kind}: is the background running?`)
  if ('failed' in reply) throw new Error(`${kind}: ${reply.failed}`)
  return reply.answer
}

export type Call = typeof call

const NEWS = 'tuppence'

/** Calls back whenever something saved has changed. Returns the way to stop it. */
export function onNews(listener: () => void): () => void {
  const channel = new BroadcastChannel(NEWS)
  channel.addEventListener('message', listener)
  return () => channel.close()
}

/** Tells every open page of ours that something saved has changed. */
export function tellNews(): void {
  const channel = new BroadcastChannel(NEWS)
  channel.postMessage(null)
  channel.close()
}

/** The name of the port by which the background knows that a card is on screen, and when it is closed. */
export const CARD_PORT = 'card:'
/** Said on that port before an answer leaves; anything else, once it has arrived. Ports and messages come by different ways. */
export const ANSWERING = 'answering'
