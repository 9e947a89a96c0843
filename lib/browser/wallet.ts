/** The wallet that pages with a pay button of their own find: on which sites it is there, and what it answers. */
import { type Browser, browser } from 'wxt/browser'
import { networks } from '../core/networks'
import type { In } from '../core/payment'
import { isOn, type Settings } from '../core/policy'
import { readTyped } from '../core/protocols/eip-3009'
import type { Place, Sighting } from '../core/sighting'
import { originOf, withoutFragment } from '../core/site'
import { readAsking } from '../messages/page-wallet'
import { type Saying, WALLET_PORT } from '../page/wallet-channel'
import type { Requests } from './requests'

type Port = Browser.runtime.Port
type Address = `0x${string}`

export type WalletPorts = {
  /** Where the person has turned it on. */
  sites(): Promise<string[]>
  settings(): Promise<Settings>
  /** The account that pays at a site; undefined without a wallet. */
  address(site: string): Promise<Address | undefined>
  now(): number
  met(sighting: Sighting): void
  dropped(hold: string): void
}

type Hold = { port: Port; n: number; nonce: string }

/** EIP-1193 and EIP-1474. */
const ERRORS = {
  declined: [4001, 'The payment was not made.'],
  not_allowed: [4100, 'Tuppence is not turned on for this site.'],
  unsupported: [4200, 'Tuppence signs x402 payments and nothing else.'],
  unknown_chain: [4902, 'Tuppence does not pay on that network.'],
  malformed: [-32602, 'That is not a payment Tuppence can make.'],
  other_account: [4100, 'That account is not the one that pays here.'],
} as const

/** Milliseconds. */
const PATIENCE = 1500
const GLANCE = 50

const IDS = ['wallet-page', 'wallet-bridge']

/** Must be called in the first tick of the worker. */
export function pageWallet(ports: WalletPorts) {
  const holds = new Map<string, Hold>()
  /** The network each page has chosen; the first we pay on until it has. */
  const chosen = new WeakMap<Port, string>()

  browser.runtime.onConnect.addListener((port) => {
    const { tab, frameId = 0, url = '' } = port.sender ?? {}
    const site = originOf(url)
    if (port.name !== WALLET_PORT || tab?.id === undefined || frameId !== 0 || !site) return
    const { id } = tab
    port.onMessage.addListener((said: unknown) => void hear(said, { port, site, tab: id, url }))
    port.onDisconnect.addListener(() => {
      for (const [name, hold] of holds) if (hold.port === port) drop(name)
    })
  })

  function drop(name: string): void {
    if (holds.delete(name)) ports.dropped(name)
  }

  async function hear(said: unknown, page: { port: Port; site: string; tab: number; url: string }): Promise<void> {
    const asking = readAsking(said)
    if (!asking) return
    const { port, site } = page
    const reply = (answer: Omit<Saying, 'n'>) => port.postMessage({ n: asking.n, ...answer } satisfies Saying)
    const refuse = (why: keyof typeof ERRORS) => reply({ error: errorOf(why) })
    if (!(await ports.sites()).includes(site)) return refuse('not_allowed')
    const address = await ports.address(site)
    if (!address) return refuse('not_allowed')
    const settings = await ports.settings()
    const isUsable = (network: string) => isOn(network, settings)
    switch (asking.method) {
      case 'eth_requestAccounts':
      case 'eth_accounts':
        return reply({ result: [address] })
      case 'wallet_requestPermissions':
      case 'wallet_getPermissions':
        return reply({ result: [{ parentCapability: 'eth_accounts' }] })
      case 'wallet_revokePermissions':
        return reply({ result: null })
      case 'eth_chainId':
      case 'net_version': {
        const known = networks.filter(({ network }) => isUsable(network))
        const main = settings.testNetworks ? known.find(({ purse }) => purse === 'test') : known[0]
        const id = Number((chosen.get(port) ?? main?.network ?? networks[0]?.network ?? '').replace('eip155:', ''))
        return reply({ result: asking.method === 'net_version' ? `${id}` : `0x${id.toString(16)}` })
      }
      case 'wallet_switchEthereumChain':
      case 'wallet_addEthereumChain': {
        const network = networkIn(asking.params)
        if (!network || !isUsable(network)) return refuse('unknown_chain')
        chosen.set(port, network)
        return reply({ result: null })
      }
      case 'eth_signTypedData_v4':
        return sign(asking, page, address)
      default:
        return refuse('unsupported')
    }
  }

  async function sign(
    { n, name, params }: NonNullable<ReturnType<typeof readAsking>>,
    { port, site, tab, url }: { port: Port; site: string; tab: number; url: string },
    address: Address,
  ): Promise<void> {
    const refuse = (why: keyof typeof ERRORS) => port.postMessage({ n, error: errorOf(why) } satisfies Saying)
    const typed = Array.isArray(params) ? (params as unknown[])[1] : undefined
    const text = typeof typed === 'string' ? typed : JSON.stringify(typed ?? null)
    const asked = readTyped(text, ports.now())
    if (asked === 'other') return refuse('unsupported')
    if (typeof asked === 'string' || asked.demand.offers.length === 0) return refuse('malformed')
    if (asked.from.toLowerCase() !== address.toLowerCase()) return refuse('other_account')
    const hold = `${name}-${n}`
    holds.set(hold, { port, n, nonce: asked.demand.given?.nonce ?? '' })
    const place = { via: 'wallet', tab, site, seller: site, method: 'GET', url: withoutFragment(url), hold } as const
    ports.met({ ...place, others: [], asked: asked.demand })
  }

  const end = (name: string | undefined, answer: Omit<Saying, 'n'>) => {
    const hold = name === undefined ? undefined : holds.get(name)
    if (!hold || name === undefined) return
    holds.delete(name)
    hold.port.postMessage({ n: hold.n, ...answer } satisfies Saying)
  }

  return {
    waits: ({ hold }: Place) => hold !== undefined && holds.has(hold),

    /** After a death, a bridge that finds its new worker says so within a moment. */
    async isWaiting({ hold = '' }: Place): Promise<boolean> {
      const deadline = Date.now() + PATIENCE
      while (!holds.has(hold) && Date.now() < deadline)
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        await new Promise((resolve) => setTimeout(resolve, GLANCE))
      return holds.has(hold)
    },

    /** Gives the page its signature: only for the very numbers it asked for. */
    give({ place, authorization, credential }: In<'issued'>): void {
      const isSame = holds.get(place.hold ?? '')?.nonce === authorization.nonce
      end(place.hold, isSame ? { result: credential.value } : { error: errorOf('declined') })
    },

    /** Nothing is signed for that place. */
    refuse: ({ hold }: Place) => end(hold, { error: errorOf('declined') }),
  }
}

/** A browser's ways of waiting and sending, with those of a page that sends for itself. */
export function alsoForWallets(requests: Requests, wallet: ReturnType<typeof pageWallet>): Requests {
  const isOwn = ({ via }: Pick<Place, 'via'>) => via === 'wallet'
  return {
    isInFront: requests.isInFront,
    wall: async (sighting) => (isOwn(sighting) ? undefined : requests.wall(sighting)),
    ready: async (payment) => (isOwn(payment.place) ? wallet.isWaiting(payment.place) : requests.ready(payment)),
    isAt: async (payment) => (isOwn(payment.place) ? wallet.isWaiting(payment.place) : requests.isAt(payment)),
    shown: async (payment) => (isOwn(payment.place) ? undefined : requests.shown(payment)),
    holds: (place) => (isOwn(place) ? wallet.waits(place) : requests.holds(place)),
    ended: (payment) => (isOwn(payment.place) ? wallet.refuse(payment.place) : requests.ended(payment)),
    async issue(payment) {
      if (!payment.demand.given) return requests.issue(payment)
      // Chrome listens for the answer from here on; Firefox knows a page that pays by itself by its header.
      if (isOwn(payment.place) && !import.meta.env.FIREFOX) await requests.issue(payment)
      wallet.give(payment)
    },
  }
}

function errorOf(why: keyof typeof ERRORS): { code: number; message: string } {
  const [code, message] = ERRORS[why]
  return { code, message }
}

function networkIn(params: unknown): string | undefined {
  const first = Array.isArray(params) ? (params as unknown[])[0] : undefined
  const id = typeof first === 'object' && first !== null && 'chainId' in first ? first.chainId : undefined
  return typeof id === 'string' && /^0x[0-9a-f]{1,12}$/i.test(id) ? `eip155:${Number(id)}` : undefined
}

/** Registers the wallet for just these sites, or takes it away. What is registered outlives worker and browser. */
export async function placeWallet(sites: string[]): Promise<void> {
  const { scripting } = browser
  const registered = await scripting.getRegisteredContentScripts({ ids: IDS })
  const matches = sites.map(patternOf)
  if (registered[0]?.matches?.toSorted().join() === matches.toSorted().join()) return
  if (registered.length > 0) await scripting.unregisterContentScripts({ ids: IDS })
  if (matches.length === 0) return
  const common = { matches, runAt: 'document_start' as const, persistAcrossSessions: true }
  await scripting.registerContentScripts([
    { ...common, id: 'wallet-bridge', js: ['wallet-bridge.js'] },
    { ...common, id: 'wallet-page', js: ['wallet.js'], world: 'MAIN' },
  ])
}

/** Firefox knows no ports in patterns: there the worker alone tells one from the other. */
function patternOf(site: string): string {
  return `${import.meta.env.FIREFOX ? site.replace(/:\d+$/, '') : site}/*`
}
