/** Where we may look now, and what is registered with the browser for pages there. */
import { browser } from 'wxt/browser'
import { mayLook, patternsOf, type Reach } from '../../lib/core/reach'
import { patchPages } from '../../lib/browser/patch'
import { placeWallet } from '../../lib/browser/wallet'
import { chosenSitesItem, walletSitesItem } from '../../lib/store/settings'
import { turns } from '../../lib/turns'

let known: Promise<Reach> | undefined

/** As it was last read: asking the browser takes milliseconds, and every 402 asks. Whoever changes it has it forgotten. */
export async function reach(): Promise<Reach> {
  known ??= read()
  try {
    return await known
  } catch (error) {
    forget()
    throw error
  }
}

function forget(): void {
  known = undefined
}

async function read(): Promise<Reach> {
  const [{ origins = [] }, chosen] = await Promise.all([browser.permissions.getAll(), chosenSitesItem.getValue()])
  const granted = origins.filter((pattern) => /^(https?|\*):|^<all_urls>$/.test(pattern))
  return chosen ? { granted, chosen } : { granted }
}

export async function mayLookAt(site: string, seller: string): Promise<boolean> {
  return mayLook(await reach(), site, seller)
}

/** Of the sites whose own pay button may find Tuppence, those we may look at. */
export async function walletSites(): Promise<string[]> {
  const [where, sites] = await Promise.all([reach(), walletSitesItem.getValue()])
  return sites.filter((site) => mayLook(where, site))
}

/** What runs in pages follows where we may look; one change after the other. */
export async function placeScripts(): Promise<void> {
  forget()
  return inTurn(async () => {
    if (!import.meta.env.FIREFOX) await patchPages(patternsOf(await reach()))
    await placeWallet(await walletSites())
  })
}

const inTurn = turns()

/** Must be called in the first tick of the worker: what was granted or taken away wakes it. */
export function onReachChanged(changed: () => void): void {
  const changes = () => {
    forget()
    changed()
  }
  browser.permissions.onAdded.addListener(changes)
  browser.permissions.onRemoved.addListener(changes)
}

export async function choose(change: (before: string[] | null) => string[] | null): Promise<void> {
  await chosenSitesItem.setValue(change(await chosenSitesItem.getValue()))
  forget()
}
