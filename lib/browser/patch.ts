/** Pages' own `fetch` and `XMLHttpRequest` are patched before any script of theirs runs, wherever the person lets us be. */
import { browser } from 'wxt/browser'

const ID = 'page'

/** Registers the patch for pages of these patterns, or takes it away. What is registered outlives worker and browser. */
export async function patchPages(matches: string[]): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] })
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [ID] })
    return
  }
  if (registered?.matches?.toSorted().join() === matches.toSorted().join()) return
  const script = {
    id: ID,
    matches,
    js: ['page.js'],
    world: 'MAIN' as const,
    runAt: 'document_start' as const,
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
  }
  const { updateContentScripts, registerContentScripts } = browser.scripting
  await (registered ? updateContentScripts([script]) : registerContentScripts([script]))
}
