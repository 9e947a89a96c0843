/**
 * What one payment by rule takes the worker, step by step: heard from what it asks of the browser, so that what is measured
 * is what ships.
 */
import type { Worker } from '@playwright/test'

/** When, in milliseconds since the epoch. */
export type Times = Record<
  'reported' | 'asked' | 'deciding' | 'reserved' | 'signed' | 'saved' | 'ready',
  number | undefined
>

/** Call once for each worker that was started. */
export async function listen(worker: Worker, site: string): Promise<void> {
  await worker.evaluate(
    (urls) => {
      const times: Partial<Times> = {}
      const note = (step: keyof Times) => (times[step] ??= performance.timeOrigin + performance.now())
      globalThis.paymentTimes = () => times as Times
      chrome.webRequest.onHeadersReceived.addListener(
        ({ statusCode }) => {
          if (statusCode !== 402) return
          for (const step of Object.keys(times)) delete times[step as keyof Times]
          note('reported')
        },
        { urls, types: ['xmlhttprequest'] },
      )
      for (const area of [chrome.storage.local, chrome.storage.session]) {
        const get = area.get.bind(area)
        area.get = (...keys) => {
          note('asked')
          return get(...keys)
        }
      }
      const { transaction } = IDBDatabase.prototype
      IDBDatabase.prototype.transaction = function (...given) {
        const made = transaction.apply(this, given)
        if (given[1] === 'readwrite' && made.objectStoreNames.contains('tallies')) {
          const [begins, ends] = times.reserved ? (['signed', 'saved'] as const) : (['deciding', 'reserved'] as const)
          note(begins)
          made.addEventListener('complete', () => note(ends))
        }
        return made
      }
      const update = chrome.declarativeNetRequest.updateSessionRules.bind(chrome.declarativeNetRequest)
      chrome.declarativeNetRequest.updateSessionRules = async (rules) => {
        await update(rules)
        if (rules.addRules) note('ready')
      }
    },
    [`${site}/*`],
  )
}

export const timesOf = (worker: Worker): Promise<Times> => worker.evaluate(() => globalThis.paymentTimes())

declare global {
  // oxlint-disable-next-line no-var -- the only way to name a global
  var paymentTimes: () => Times
}

type Area = { get(...keys: unknown[]): Promise<Record<string, unknown>> }
declare const chrome: {
  webRequest: {
    onHeadersReceived: {
      addListener(heard: (details: { statusCode: number }) => void, filter: { urls: string[]; types: string[] }): void
    }
  }
  storage: { local: Area; session: Area }
  declarativeNetRequest: { updateSessionRules(rules: { addRules?: unknown[] }): Promise<void> }
}
