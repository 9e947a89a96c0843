/**
 * Our isolated world in a page that met a 402: it names the requests that wait, tells the worker of them, and brings the
 * answers. It decides nothing. A worker that dies is woken up and told again.
 */
import { FROM_PAGE, type Held, HOLDS_PORT, type Reply, type Saying, TO_PAGE } from './channel'

// Chrome's own name: a library that finds the right one would be a third of this script.
declare const chrome: typeof import('wxt/browser').browser
declare global {
  var tuppence: true | undefined
}

/** Names of the requests that wait, by their numbers. */
const names = new Map<number, string>()
let port: ReturnType<typeof chrome.runtime.connect> | undefined

// Sent to where a request waits as often as need be: the first stays.
if (!globalThis.tuppence) {
  globalThis.tuppence = true
  document.addEventListener(FROM_PAGE, (event) => {
    const { n, held } = JSON.parse((event as CustomEvent<string>).detail) as Saying
    event.preventDefault()
    const name = names.get(n)
    if (held && !name) {
      names.set(n, crypto.randomUUID())
      tell('hold', n, held)
    }
    if (!held && name) {
      tell('drop', n)
      names.delete(n)
    }
  })
  reply({})
}

function tell(say: string, n: number, held?: Held): void {
  try {
    port ??= connect()
    port.postMessage({ say, n, name: names.get(n), ...held })
  } catch {
    // Tuppence has been taken out of the browser: the page has its own 402s.
    for (const each of names.keys()) reply({ n: each })
    names.clear()
  }
}

function connect() {
  const made = chrome.runtime.connect({ name: HOLDS_PORT })
  made.onMessage.addListener((said: Reply) => {
    names.delete(said.n as number)
    reply(said)
  })
  made.onDisconnect.addListener(() => {
    port = undefined
    setTimeout(() => {
      for (const n of names.keys()) tell('again', n)
    }, 100)
  })
  return made
}

function reply(said: Reply): void {
  document.dispatchEvent(new CustomEvent(TO_PAGE, { detail: JSON.stringify(said), cancelable: true }))
}
