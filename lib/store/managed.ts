/** What an organisation lays down, from where the browser keeps it: only administrators can write there. */
import { browser } from 'wxt/browser'
import { storage } from 'wxt/utils/storage'
import { type Policy, readPolicy } from '../core/managed'

/** As it was when the browser last told, for when it does not. */
const lastItem = storage.defineItem<object>('local:managed', { fallback: {} })

/**
 * Milliseconds. Chrome answers once it has loaded its policies: seconds after it started, on a busy computer, and now and
 * then (seen in Chromium 156) not at all while it runs. After the first time it was slow, it is not waited for so long.
 */
const PATIENCE = { usual: 250, slow: 20 }
let patience = PATIENCE.usual

/** Nothing where there is no organisation; the names of what is wrong where it cannot be read. */
export async function readManaged(): Promise<{ policy?: Policy } | { wrong: string[] }> {
  try {
    const [told, last] = await Promise.all([within(browser.storage.managed.get(), patience), lastItem.getValue()])
    patience = told ? PATIENCE.usual : PATIENCE.slow
    if (told && JSON.stringify(told) !== JSON.stringify(last)) await lastItem.setValue(told)
    const written = told ?? last
    return Object.keys(written).length === 0 ? {} : readPolicy(written)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // What Firefox says where nobody has laid anything down (toolkit/components/extensions/parent/ext-storage.js).
    return /manifest not found/i.test(message) ? {} : { wrong: [message] }
  }
}

/** What comes within so many milliseconds; undefined where nothing does. */
async function within<T>(coming: Promise<T>, most: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, most, undefined)))
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Calls back when an administrator has changed it, where the browser tells (Chrome). */
export function onManaged(changed: () => void): void {
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') changed()
  })
}
