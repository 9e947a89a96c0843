/** Beside the wallet that a page finds, in our isolated world: it carries words to the worker and back, and decides nothing. */
import { type Asking, type Saying, WALLET_ASKS, WALLET_PORT, WALLET_SAYS } from './wallet-channel'

// The browser's own name, in either of them: a library that finds the right one would be most of this script.
declare const chrome: typeof import('wxt/browser').browser

/** Requests without an answer: a worker that died is told of them again. */
const open = new Map<number, Asking>()
/** Names this document to the worker, so that a request told of again is the same. */
const name = crypto.randomUUID()
let port: ReturnType<typeof chrome.runtime.connect> | undefined

document.addEventListener(WALLET_ASKS, (event) => {
  const asking = JSON.parse((event as CustomEvent<string>).detail) as Asking
  open.set(asking.n, asking)
  tell(asking)
})

function tell(asking: Asking): void {
  try {
    port ??= connect()
    port.postMessage({ name, ...asking })
  } catch {
    // Tuppence has been taken out of the browser.
    for (const n of open.keys()) answer({ n, error: { code: 4900, message: 'Tuppence is not there any more.' } })
  }
}

function connect() {
  const made = chrome.runtime.connect({ name: WALLET_PORT })
  made.onMessage.addListener((said: Saying) => answer(said))
  made.onDisconnect.addListener(() => {
    port = undefined
    setTimeout(() => {
      for (const asking of open.values()) tell(asking)
    }, 100)
  })
  return made
}

function answer(said: Saying): void {
  open.delete(said.n)
  document.dispatchEvent(new CustomEvent(WALLET_SAYS, { detail: JSON.stringify(said) }))
}
