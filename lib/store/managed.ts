/** What an organisation lays down, from where the browser keeps it: only administrators can write there. */
import { browser } from 'wxt/browser'
import { type Policy, readPolicy } from '../core/managed'

/** Nothing where there is no organisation; the names of what is wrong where it cannot be read. */
export async function readManaged(): Promise<{ policy?: Policy } | { wrong: string[] }> {
  try {
    const written: object = await browser.storage.managed.get()
    return Object.keys(written).length === 0 ? {} : readPolicy(written)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // What Firefox says where nobody has laid anything down (toolkit/components/extensions/parent/ext-storage.js).
    return /manifest not found/i.test(message) ? {} : { wrong: [message] }
  }
}

/** Calls back when an administrator has changed it, where the browser tells (Chrome). */
export function onManaged(changed: () => void): void {
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') changed()
  })
}
