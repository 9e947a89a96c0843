/** The requests that wait in pages, as their bridges tell of them. A page may only point at a 402 the browser reported. */
import { type Browser, browser } from 'wxt/browser'
import { isSamePlace, type Place, placeOf, type Sighting, type Via } from '../core/sighting'
import { originOf, withoutFragment } from '../core/site'
import { readTold, type Told } from '../messages/contract'
import { HOLDS_PORT, type Reply } from '../page/channel'
import type { Eyes } from './requests'
import type { Record402 } from './sight.chrome'
import { siteOf } from './tabs'

type Port = Browser.runtime.Port
type Hold = { name: string; n: number; port: Port; sighting?: Sighting }
type Kept = Record402 & { claim(): void; isClaimed: boolean }

/** Elements by what Resource Timing calls them. Whatever a style sheet fetches is taken for a picture, as most of it is. */
const VIAS: Record<string, Via | undefined> = {
  fetch: 'fetch',
  img: 'image',
  input: 'image',
  image: 'image',
  css: 'image',
  video: 'media',
  audio: 'media',
  script: 'script',
  link: 'style',
}

/** Milliseconds: how long a page may take to say that it waits, and a bridge to find its new worker. */
const PATIENCE = 1500
/** A page that has said nothing so soon may wait in a frame of another kind. */
const SOON = 300

/** Must be called in the first tick of the worker. */
export function watchHolds(eyes: Eyes) {
  const holds = new Map<string, Hold>()
  const ports = new Set<Port>()
  let records: Kept[] = []
  /** Whoever waits for a record, or for a hold, to come. */
  let curious: (() => void)[] = []

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== HOLDS_PORT || port.sender?.tab?.id === undefined) return
    ports.add(port)
    port.onMessage.addListener((said: unknown) => {
      const told = readTold(said)
      if (told) void hear(told, port)
    })
    port.onDisconnect.addListener(() => {
      ports.delete(port)
      for (const hold of holds.values()) if (hold.port === port) drop(hold.name)
    })
  })

  function news(): void {
    for (const look of curious) look()
  }

  /** What `find` finds, now or within a while. */
  function soon<T>(find: () => T | undefined, milliseconds = PATIENCE): Promise<T | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find()
        if (found !== undefined) done(found)
      }
      const done = (found: T | undefined) => {
        clearTimeout(timer)
        curious = curious.filter((each) => each !== look)
        resolve(found)
      }
      const timer = setTimeout(() => done(undefined), milliseconds)
      curious.push(look)
      look()
    })
  }

  async function hear(told: Told, port: Port): Promise<void> {
    const { name, n } = told
    if (told.say === 'drop') return drop(name)
    if (holds.has(name)) return
    const hold: Hold = { name, n, port }
    holds.set(name, hold)
    news()
    if (told.say === 'again') {
      if (!(await eyes.isWaiting(name))) order(name, 'pass')
      return
    }
    const sighting = await sightingOf(told, port)
    // It may have been dropped meanwhile.
    if (!holds.has(name)) return
    if (!sighting) return order(name, 'pass')
    hold.sighting = sighting
    eyes.met(sighting)
  }

  async function sightingOf(told: Extract<Told, { say: 'hold' }>, port: Port): Promise<Sighting | undefined> {
    const { name, kind, method, url, body, said } = told
    const via = VIAS[kind]
    const { tab, frameId = 0, documentId, origin = 'null' } = port.sender ?? {}
    if (tab?.id === undefined || !via) return undefined
    const plain = withoutFragment(url)
    const fits = (record: Kept) =>
      !record.isClaimed &&
      record.url === plain &&
      record.method === method &&
      (record.tab === -1
        ? record.initiator === origin
        : record.tab === tab.id &&
          (record.document === documentId || record.frame === frameId || record.initiator === origin))
    const record = await soon(() => records.find(fits))
    if (!record) return undefined
    record.claim()
    const seller = originOf(record.url)
    const site = (frameId === 0 ? originOf(`${origin}/`) : undefined) ?? (await siteOf(tab.id))
    if (!seller || !site) return undefined
    const from = record.initiator ?? 'null'
    return {
      via,
      tab: tab.id,
      site,
      seller,
      method,
      url: record.url,
      hold: name,
      ...(frameId > 0 ? { frame: frameId } : {}),
      ...(from === site ? {} : { from }),
      ...(body ? { body } : {}),
      ...(record.header === undefined ? (said ? { wall: { body: said } } : {}) : { header: record.header }),
      others: record.others,
    }
  }

  function order(name: string, kind: 'go' | 'pass'): void {
    const hold = holds.get(name)
    holds.delete(name)
    if (!hold) return
    const { n, port } = hold
    port.postMessage((kind === 'go' ? { n, name } : { n }) satisfies Reply)
  }

  function drop(name: string): void {
    if (holds.delete(name)) eyes.dropped(name)
  }

  return {
    /** A 402 that some script met: a bridge is sent to where it waits. What nobody waits for is met as it is. */
    async recorded(record: Record402): Promise<void> {
      const kept: Kept = {
        ...record,
        isClaimed: false,
        claim() {
          kept.isClaimed = true
          records = records.filter((each) => each !== kept)
        },
      }
      records.push(kept)
      news()
      await sendBridge(record, ports)
      await pause(SOON)
      if (!kept.isClaimed && record.tab >= 0) await sendBridges(record.tab)
      await pause(PATIENCE - SOON)
      if (kept.isClaimed) return
      kept.claim()
      // A request of a worker, or one that a page cannot wait for. Others than the site's own are nobody's business.
      const seller = originOf(record.url)
      const site = record.tab < 0 ? undefined : await siteOf(record.tab)
      if (!seller || site !== seller || record.initiator !== site) return
      const { url, method, tab, header, others } = record
      const facts = { via: 'worker' as const, tab, site, seller, url, method, others }
      eyes.met(header === undefined ? facts : { ...facts, header })
    },

    waits: (name: string) => holds.has(name),
    /** After a death, a bridge that finds its new worker says so within a moment. */
    isWaiting: async (name: string) => (await soon(() => holds.has(name) || undefined)) === true,
    go: (name: string) => order(name, 'go'),

    /** Nothing is sent for that place: it gets its own 402, and the next that asks for the same gets its turn. */
    ended(place: Place): void {
      if (place.hold) order(place.hold, 'pass')
      for (const { sighting } of holds.values())
        if (sighting && isSamePurchase(sighting, place) && !isSamePlace(placeOf(sighting), place))
          return eyes.met(sighting)
    },
  }
}

function isSamePurchase(a: Place, b: Place): boolean {
  return a.site === b.site && a.url === withoutFragment(b.url) && a.method === b.method && a.body === b.body
}

/** To the document that asked; where a service worker of the page asked for it, to the pages of its origin. */
async function sendBridge({ tab, document, initiator }: Record402, ports: Set<Port>): Promise<void> {
  if (tab >= 0) {
    if (document === undefined || [...ports].some(({ sender }) => sender?.documentId === document)) return
    return inject({ tabId: tab, documentIds: [document] })
  }
  if (!initiator?.startsWith('http')) return
  const tabs = await browser.tabs.query({ url: `${initiator}/*` })
  await Promise.all(tabs.map(async ({ id }) => id !== undefined && sendBridges(id)))
}

async function sendBridges(tabId: number): Promise<void> {
  await inject({ tabId, allFrames: true })
}

async function inject(target: Browser.scripting.InjectionTarget): Promise<void> {
  try {
    await browser.scripting.executeScript({ target, files: ['/bridge.js'], injectImmediately: true })
  } catch {
    // The document has gone meanwhile, or is one that takes no scripts: nobody waits there.
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
