/** What a page of ours hands to its components, besides its words. All three pages make it here. */
import { browser } from 'wxt/browser'
import type { Doors, Licence } from '../../components/doors'
import type { WalletDoor } from '../../components/wallet/door'
import { clock } from '../../lib/browser/clock'
import { changeShortcuts, shortcuts } from '../../lib/browser/shortcuts'
import { setTheme, theme } from '../../lib/browser/theme'
import { statusShown } from '../../lib/browser/wall'
import { ANSWERING, call, CARD_PORT, onNews } from '../../lib/messages/call'

export function makeDoors(): Omit<Doors, 'words'> {
  return {
    call,
    onNews,
    ...cards(),
    reach: {
      async allow(site) {
        // First of all, still within the click; and the popup may be gone before the person has answered.
        const asked = browser.permissions.request({ origins: patternsOf(site) })
        await call('lookAt', { site: site ?? null, isAllowed: true })
        return asked
      },
      async forbid(site) {
        await call('lookAt', { site: site ?? null, isAllowed: false })
        // Chrome takes nothing back that it granted at install: there our own list alone holds.
        if (import.meta.env.FIREFOX) await browser.permissions.remove({ origins: patternsOf(site) })
      },
    },
    wall: {
      isShown: async () => (await statusShown(await front())) === 402,
      loadAgain: async () => browser.tabs.reload((await front()).tab),
    },
    books: {
      check: () => withBooks(({ check }) => check()),
      recount: () => withBooks(({ recount }) => recount(clock())),
      reset: () => withBooks(({ reset }) => reset()),
      salvage: () => withBooks(({ salvage }) => salvage()),
    },
    history: ledger(),
    spending: async (purse) => (await import('../options/spending')).spending(purse),
    proposals: async () => (await import('../options/proposals')).proposals(),
    wallet: fetchedWhenNeeded(),
    theme,
    setTheme,
    shortcuts,
    changeShortcuts,
    licences: async () => (await fetch('/licences.json')).json() as Promise<Licence[]>,
  }
}

async function front() {
  const [{ id: tab = -1, url = '' } = {}] = await browser.tabs.query({ active: true, currentWindow: true })
  return { tab, url }
}

/** Only the history reads the books by itself. */
function ledger(): Doors['history'] {
  const open = async () => (await import('../options/ledger-door')).ledgerDoor
  return {
    async *numbers(filter) {
      yield* (await open()).numbers(filter)
    },
    async *entries(filter) {
      yield* (await open()).entries(filter)
    },
    read: async (ids) => (await open()).read(ids),
    life: async (id) => (await open()).life(id),
    remark: async (id, remark) => (await open()).remark(id, remark),
  }
}

/** Grants are for names, not for ports. */
function patternsOf(site: string | undefined): string[] {
  return site ? [`${site.replace(/:\d+$/, '')}/*`] : ['http://*/*', 'https://*/*']
}

/** Reading chains and opening vaults is more than everything else a page does: it is fetched at its first use. */
function fetchedWhenNeeded(): WalletDoor {
  const open = async () => (await import('../options/wallet-door')).walletDoor
  return new Proxy({} as WalletDoor, {
    get:
      (_door, name: keyof WalletDoor) =>
      async (...given: never[]) =>
        ((await open())[name] as (...given: never[]) => unknown)(...given),
  })
}

/** Fetched when it is needed: a popup that opens has no use for it. The background opens the books anew after it. */
async function withBooks<T>(work: (books: typeof import('../../lib/store/audit')) => Promise<T>): Promise<T> {
  try {
    return await work(await import('../../lib/store/audit'))
  } finally {
    await call('reopenBooks', {})
  }
}

/**
 * A port for each card that was on screen, open until it is answered. The worker may die under it: then it is opened
 * again, which wakes the worker.
 */
function cards(): Pick<Doors, 'holdCard' | 'letGoCard' | 'answering' | 'openPage'> {
  const held = new Map<number, ReturnType<typeof browser.runtime.connect>>()

  function open(id: number) {
    const port = browser.runtime.connect({ name: `${CARD_PORT}${id}` })
    held.set(id, port)
    port.onDisconnect.addListener(() => {
      if (held.get(id) === port) open(id)
    })
  }

  const tellAll = (said: unknown) => {
    for (const port of held.values()) port.postMessage(said)
  }
  // Back from the other page: from here on closing the card says something again.
  addEventListener('focus', () => tellAll(null))

  return {
    openPage(path) {
      // The popup closes as the page opens, and that is no answer.
      tellAll(ANSWERING)
      void browser.tabs.create({ url: browser.runtime.getURL('/') + path })
    },
    holdCard(id) {
      if (!held.has(id)) open(id)
    },
    letGoCard(id) {
      const port = held.get(id)
      held.delete(id)
      port?.disconnect()
    },
    async answering(id, work) {
      held.get(id)?.postMessage(ANSWERING)
      try {
        return await work()
      } finally {
        held.get(id)?.postMessage(null)
      }
    },
  }
}
