/**
 * What an organisation lays down, from where the browser keeps it: only administrators can write there. Chrome answers once
 * it has loaded its policies: seconds after it started, on a busy computer, and now and then (seen in Chromium 156) not at
 * all while it runs. So decisions go by what it told last, and never wait for it.
 */
import { browser } from 'wxt/browser'
import { storage } from 'wxt/utils/storage'
import { type Policy, readPolicy } from '../core/managed'

/** As the browser last told. */
const toldItem = storage.defineItem<object>('local:managed', { fallback: {} })

/** What it said instead, when it last could not tell. */
let failed: string | undefined

/** Nothing where there is no organisation; the names of what is wrong where it cannot be read. */
export async function readManaged(): Promise<{ policy?: Policy } | { wrong: string[] }> {
  if (failed !== undefined) return { wrong: [failed] }
  const written = await toldItem.getValue()
  return Object.keys(written).length === 0 ? {} : readPolicy(written)
}

/** Asks the browser now, and again when an administrator has changed it, where the browser tells (Chrome). */
export function followManaged(changed: () => void): void {
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') void askManaged(changed)
  })
  void askManaged(changed)
}

export async function askManaged(changed: () => void): Promise<void> {
  const before = failed
  try {
    const told = await browser.storage.managed.get()
    failed = undefined
    if (!isSame(told, await toldItem.getValue())) await toldItem.setValue(told)
    else if (before === undefined) return
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // What Firefox says where nobody has laid anything down (toolkit/components/extensions/parent/ext-storage.js).
    const isNobody = /manifest not found/i.test(message)
    failed = isNobody ? undefined : message
    if (isNobody) await toldItem.removeValue()
  }
  changed()
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
