/** Chromium with Tuppence in it, for the e2e tests and for the demo. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page, type Worker } from '@playwright/test'
import { heapOf } from './heap.ts'
import { type Moment, stopAt } from './stop.ts'
import { findChromium } from '../setup/browsers.mjs'

const EXTENSION = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url))

export type Tuppence = {
  context: BrowserContext
  id: string
  /** Opens a page of ours, e.g. `options.html#/history`. */
  open(path: string): Promise<Page>
  /** The card that opened by itself: in the toolbar popup, or in a small window. */
  card(): Promise<Page>
  /** The popup of the button in the toolbar, over the tab in front. */
  toolbar(): Promise<Page>
  /** Sets host access as people do on the browser's page of extensions: `nowhere`, `everywhere`, or for a pattern. */
  allow(where: string): Promise<void>
  /** The cards on screen now, by address. */
  cards(): Promise<string[]>
  /** Says something to the background as our own pages do. */
  call<T = unknown>(kind: string, message?: object): Promise<T>
  /** Ends the service worker as the browser does when it is idle. */
  killWorker(): Promise<void>
  /** What the worker has written to its log since it was as new. */
  said(): string[]
  /** What is left in the memory of the worker. */
  workerHeap(): Promise<string>
  /** Stops the worker dead in its tracks when it comes to that moment of a payment; resolves when it has. */
  stopWorkerAt(moment: Moment): Promise<{ stopped: Promise<void> }>
  /** As if it had just been installed in a browser that has been nowhere: nothing is stored, and no page is open. */
  renew(): Promise<void>
  /** Ends the whole browser at once, as a power cut does. */
  crash(): Promise<void>
  close(): Promise<void>
}

export type Options = { headless?: boolean; colorScheme?: 'light' | 'dark'; profile?: string; args?: string[] }

export async function launch({
  headless = true,
  colorScheme = 'light',
  profile,
  args = [],
}: Options = {}): Promise<Tuppence> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium here: run node tests/setup/ready.mjs --browsers=chromium')
  const directory = profile ?? (await mkdtemp(join(tmpdir(), 'tuppence-')))
  const downloads = join(directory, 'downloads')
  const context = await chromium.launchPersistentContext(directory, {
    executablePath,
    headless,
    chromiumSandbox: false,
    viewport: headless ? { width: 1280, height: 900 } : null,
    colorScheme,
    locale: 'en-US',
    downloadsPath: downloads,
    // Playwright would hide the dialog that people get when a form is sent again.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-prompt-on-repost'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=en-US',
      '--remote-debugging-port=0',
      `--disable-extensions-except=${EXTENSION}`,
      `--load-extension=${EXTENSION}`,
      ...args,
    ],
  })
  const cdp = await context.browser()?.newBrowserCDPSession()
  if (!cdp) throw new Error('The browser cannot be asked for its targets')
  let connections: Browser[] = []
  const [port = ''] = (await readFile(join(directory, 'DevToolsActivePort'), 'utf8')).split('\n')
  const id = await idOf(cdp)

  let office: Page | undefined
  let said: string[] = []
  const listen = (worker: Worker) => worker.on('console', (message) => said.push(message.text()))
  for (const worker of context.serviceWorkers()) listen(worker)
  context.on('serviceworker', listen)

  const open = async (path: string) => {
    const page = await context.newPage()
    await page.goto(`chrome-extension://${id}/${path}`)
    return page
  }
  const cards = async () => {
    const { targetInfos } = await cdp.send('Target.getTargets')
    return targetInfos.map(({ url }) => url).filter((url) => /\/(popup|approve)\.html/.test(url) && url.includes(id))
  }
  /** The toolbar popup is no page of the context that launched it; a connection made after it opened sees it. */
  const popup = async () => {
    const eyes = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    connections.push(eyes)
    return eyes
      .contexts()[0]
      ?.pages()
      .find((page) => page.url().includes('/popup.html'))
  }

  const ours = async () => {
    if (office && !office.isClosed()) return office
    const front = context.pages().at(-1)
    office = await open('manifest.json')
    await front?.bringToFront()
    return office
  }

  const workerAddress = async () => {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[]
    const worker = targets.find(({ type, url }) => type === 'service_worker' && url.includes(id))
    if (!worker) throw new Error('There is no worker')
    return worker.webSocketDebuggerUrl
  }

  const killWorker = async () => {
    const target = await workerTarget(cdp)
    if (target) await cdp.send('Target.closeTarget', { targetId: target.targetId })
  }

  return {
    context,
    id,
    open,
    cards,

    async card() {
      const deadline = Date.now() + 25_000
      while (Date.now() < deadline) {
        const [url] = await cards()
        const page = url?.includes('/popup.html') ? await popup() : context.pages().find((each) => each.url() === url)
        const button = page?.getByRole('button', { name: 'Not now' })
        if (
          page &&
          (await button?.waitFor({ timeout: 3000 }).then(
            () => true,
            () => false,
          ))
        )
          return page
        await moment()
      }
      throw new Error(
        `No card came up; open are: ${context
          .pages()
          .map((page) => page.url())
          .join(', ')}`,
      )
    },

    async toolbar() {
      const page = await ours()
      await page.evaluate(() => chrome.action.openPopup())
      const deadline = Date.now() + 15_000
      while (Date.now() < deadline) {
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        const found = await popup()
        if (found) return found
      }
      throw new Error('The popup did not open')
    },

    async allow(where) {
      const page = await context.newPage()
      await page.goto('chrome://extensions')
      await page.evaluate(
        async ([extensionId, where]) => {
          const { developerPrivate } = chrome
          if (where.startsWith('http')) return developerPrivate.addHostPermission(extensionId, where)
          const hostAccess = where === 'everywhere' ? 'ON_ALL_SITES' : 'ON_SPECIFIC_SITES'
          return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess })
        },
        [id, where] as const,
      )
      await page.close()
    },

    async call<T>(kind: string, message: object = {}) {
      const page = await ours()
      const reply = await page.evaluate((sent) => chrome.runtime.sendMessage(sent), { kind, message })
      if ('failed' in reply) throw new Error(`${kind}: ${reply.failed}`)
      return reply.answer as T
    },

    killWorker,

    said: () => said,
    workerHeap: async () => heapOf(await workerAddress()),
    stopWorkerAt: async (moment) => stopAt(await workerAddress(), moment),

    async renew() {
      said = []
      await Promise.all(connections.map((connection) => connection.close()))
      connections = []
      // Each connection turned downloads to a folder of its own, and took that along.
      await cdp.send('Browser.setDownloadBehavior', {
        behavior: 'allowAndName',
        downloadPath: downloads,
        eventsEnabled: true,
      })
      const before = context.pages()
      const page = await context.newPage()
      await Promise.all(before.map((each) => each.close()))
      const session = await context.newCDPSession(page)
      await session.send('Network.clearBrowserCache')
      await context.clearCookies()
      office = page
      await page.goto(`chrome-extension://${id}/manifest.json`)
      await killWorker()
      await page.evaluate(forgetAll)
      // What it was woken for by this it holds in memory.
      await killWorker()
      // A card that it was opening as it was ended is nobody's any more.
      const late = context.pages().filter((each) => each !== page)
      await Promise.all(late.map((each) => each.close()))
    },

    async crash() {
      const gone = new Promise((resolve) => context.once('close', resolve))
      // The answer to this never comes.
      void cdp.send('Browser.crash').catch(() => undefined)
      await gone
    },

    async close() {
      await Promise.all(connections.map((connection) => connection.close()))
      await context.close()
      if (!profile) await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

type Target = { type: string; url: string; webSocketDebuggerUrl: string }

declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<{ answer: unknown } | { failed: string }> }
  storage: { local: { clear(): Promise<void> }; session: { clear(): Promise<void> } }
  alarms: { clearAll(): Promise<boolean> }
  declarativeNetRequest: {
    getSessionRules(): Promise<{ id: number }[]>
    updateSessionRules(update: { removeRuleIds: number[] }): Promise<void>
  }
  action: { openPopup(): Promise<void> }
  /** What the browser's own page of extensions works with. */
  developerPrivate: {
    addHostPermission(extensionId: string, pattern: string): Promise<void>
    updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>
  }
}

/** The browser gives an unpacked extension an id of its own making; its worker's address tells it. */
async function idOf(cdp: CDPSession): Promise<string> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    const worker = await workerTarget(cdp)
    if (worker) return new URL(worker.url).host
    await moment()
  }
  throw new Error('Tuppence did not start in Chromium: is it built?')
}

async function workerTarget(cdp: CDPSession) {
  const { targetInfos } = await cdp.send('Target.getTargets')
  return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'))
}

/** Milliseconds between two looks. */
const LOOK = 25
const moment = () => new Promise((resolve) => setTimeout(resolve, LOOK))

/** Run in a page of ours. The books go before what is known of them elsewhere, or they would be missed. */
async function forgetAll(): Promise<void> {
  await chrome.alarms.clearAll()
  const rules = await chrome.declarativeNetRequest.getSessionRules()
  await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) })
  const removed = (await indexedDB.databases()).map(({ name = '' }) => {
    const removing = indexedDB.deleteDatabase(name)
    return new Promise((resolve, reject) => {
      removing.addEventListener('success', resolve)
      removing.addEventListener('error', reject)
    })
  })
  await Promise.all(removed)
  localStorage.clear()
  await chrome.storage.session.clear()
  await chrome.storage.local.clear()
}
