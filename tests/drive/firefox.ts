/**
 * Stock Firefox with Tuppence in it, over WebDriver BiDi: no geckodriver, and Playwright cannot drive this browser
 * (docs/browsers.md). The add-on is a temporary one, with a fixed address for its pages.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { findFirefox } from '../setup/browsers.mjs'

const EXTENSION = fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url))
const ADDON = 'tuppence@tuppence.example'
const UUID = '27b8a1c6-4402-4402-8402-0000000000a2'

/** A test browser that keeps quiet: no first-run pages, no updates, nothing fetched from anywhere. */
const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  // What an extension asks for from a click is granted without the browser's own question, which no driver can answer.
  'extensions.webextOptionalPermissionPrompts': false,
  'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
}

export type Firefox = {
  /** Opens an address in a new tab and returns its BiDi context, at once. */
  open(url: string): Promise<string>
  /** Opens a page of ours, e.g. `options.html`. */
  openOurs(path: string): Promise<string>
  evaluate<T>(context: string, expression: string): Promise<T>
  /** A click of the mouse, as a person makes it, on what an expression finds. */
  click(context: string, expression: string): Promise<void>
  /** Says something to the background as our own pages do. */
  call<T = unknown>(kind: string, message?: object): Promise<T>
  screenshot(context: string): Promise<Buffer>
  /** Ends the event page as the browser does when it is idle. */
  killBackground(): Promise<void>
  close(): Promise<void>
}

type Reply = { id: number; type: string; result?: unknown; error?: string; message?: string }

export async function launchFirefox(): Promise<Firefox> {
  const binary = findFirefox()
  if (!binary) throw new Error('There is no Firefox here: run node tests/setup/ready.mjs --browsers=firefox')
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-fx-'))
  const lines = Object.entries(PREFERENCES).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  // Without system access BiDi may not go to moz-extension: pages.
  const flags = [
    '--remote-debugging-port=0',
    '-remote-allow-system-access',
    '--no-remote',
    '--headless',
    '--profile',
    profile,
  ]
  const child = spawn(binary, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const socket = new WebSocket(`${await endpointOf(child)}/session`)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

  let last = 0
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  const send = async <T>(method: string, params: object = {}): Promise<T> => {
    const id = ++last
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
    })
    if (reply.type === 'error') throw new Error(`${method}: ${reply.error}: ${reply.message}`)
    return reply.result as T
  }

  await send('session.new', { capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'ignore' } } } })
  await send('webExtension.install', { extensionData: { type: 'path', path: EXTENSION } })

  const open = async (url: string) => {
    const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab' })
    // A page that is held back does not begin before it is paid for, and Firefox answers only then.
    send('browsingContext.navigate', { context, url, wait: 'none' }).catch(() => undefined)
    return context
  }
  const evaluate = async <T>(context: string, expression: string): Promise<T> => {
    const functionDeclaration = `async () => JSON.stringify({ value: await (${expression}) })`
    const result = await send<{ type: string; result: { value: string }; exceptionDetails?: { text: string } }>(
      'script.callFunction',
      {
        functionDeclaration,
        awaitPromise: true,
        target: { context },
      },
    )
    if (result.type === 'exception') throw new Error(result.exceptionDetails?.text)
    return (JSON.parse(result.result.value) as { value: T }).value
  }
  const openOurs = async (path: string) => {
    const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab' })
    await send('browsingContext.navigate', { context, url: `moz-extension://${UUID}/${path}`, wait: 'complete' })
    return context
  }
  let office: string | undefined

  return {
    open,
    openOurs,
    evaluate,
    async click(context, expression) {
      await send('browsingContext.activate', { context })
      const middle = await evaluate<{ x: number; y: number }>(
        context,
        `(() => {
          const found = ${expression}
          found.scrollIntoView({ block: 'center', behavior: 'instant' })
          const { x, y, width, height } = found.getBoundingClientRect()
          return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
        })()`,
      )
      const press = [
        { type: 'pointerMove', ...middle },
        ...['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 })),
      ]
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions: press }] })
    },
    async call<T>(kind: string, message: object = {}) {
      office ??= await openOurs('options.html#/settings')
      const sent = JSON.stringify({ kind, message })
      const reply = await evaluate<{ answer: T } | { failed: string }>(office, `browser.runtime.sendMessage(${sent})`)
      if ('failed' in reply) throw new Error(`${kind}: ${reply.failed}`)
      return reply.answer
    },
    async screenshot(context) {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    async killBackground() {
      const { contexts } = await send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
        'moz:scope': 'chrome',
      })
      const options = '{ ignoreDevToolsAttached: true, disableResetIdleForTest: true }'
      const end = `WebExtensionPolicy.getByID('${ADDON}').extension.terminateBackground(${options}).then(() => true)`
      await evaluate(contexts[0]?.context ?? '', end)
    },
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      socket.close()
      child.kill('SIGTERM')
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 4000))])
      kill()
      process.removeListener('exit', kill)
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (data: Buffer) => {
      said += data.toString()
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stderr?.on('data', hear)
    child.stdout?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)))
  })
}
