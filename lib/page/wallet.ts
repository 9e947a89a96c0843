/**
 * The wallet a page finds when it looks for one (EIP-1193, announced as EIP-6963 says). It is only put into pages of sites
 * where the person has turned it on: anywhere else a page cannot tell that we are there. It knows nothing and decides nothing.
 */
import { type Asking, type Saying, WALLET_ASKS, WALLET_SAYS } from './wallet-channel'

type Listener = (value: unknown) => void
type Waiting = { resolve(result: unknown): void; reject(error: Error): void }

const waiting = new Map<number, Waiting>()
const listeners = new Map<string, Set<Listener>>()
let last = 0

document.addEventListener(WALLET_SAYS, (event) => {
  const { n, result, error } = JSON.parse((event as CustomEvent<string>).detail) as Saying
  const asked = waiting.get(n)
  waiting.delete(n)
  if (error) asked?.reject(Object.assign(new Error(error.message), { code: error.code }))
  else asked?.resolve(result)
})

function ask(method: string, params: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking: Asking = { n: ++last, method, params }
    waiting.set(asking.n, { resolve, reject })
    document.dispatchEvent(new CustomEvent(WALLET_ASKS, { detail: JSON.stringify(asking) }))
  })
}

function tell(event: string, value: unknown): void {
  for (const listener of listeners.get(event) ?? []) listener(value)
}

const provider = Object.freeze({
  async request({ method, params = [] }: { method: string; params?: unknown }): Promise<unknown> {
    const result = await ask(method, params)
    if (method === 'wallet_switchEthereumChain') tell('chainChanged', await ask('eth_chainId', []))
    if (method === 'eth_requestAccounts') tell('accountsChanged', result)
    return result
  },
  on(event: string, listener: Listener) {
    listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    return provider
  },
  removeListener(event: string, listener: Listener) {
    listeners.get(event)?.delete(listener)
    return provider
  },
})

const COIN =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><circle cx='16' cy='16' r='15' fill='%23a5461d'/><text x='16' y='21' text-anchor='middle' font-family='sans-serif' font-weight='700' font-size='14' fill='white'>2p</text></svg>"

const info = Object.freeze({
  uuid: crypto.randomUUID(),
  name: 'Tuppence',
  icon: `data:image/svg+xml,${COIN}`,
  rdns: 'example.tuppence',
})

function announce(): void {
  const detail = Object.freeze({ info, provider })
  window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
}

window.addEventListener('eip6963:requestProvider', announce)
announce()
