import { browser } from 'wxt/browser'

/** Calls back when the person presses the keys that pause. Must be called in the first tick of the worker. */
export function onPauseKeys(pause: () => void): void {
  browser.commands.onCommand.addListener((command) => {
    if (command === 'pause') pause()
  })
}

/** Every command with the keys it has now; no keys where the browser or another extension took them. */
export async function shortcuts(): Promise<{ name: string; description: string; keys: string }[]> {
  const commands = await browser.commands.getAll()
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }))
}

/** Opens the page of the browser where keys are changed. */
export async function changeShortcuts(): Promise<void> {
  if (!import.meta.env.FIREFOX) return void (await browser.tabs.create({ url: 'chrome://extensions/shortcuts' }))
  // Firefox 137 and later; its own pages cannot be opened by address.
  const { openShortcutSettings } = browser.commands as { openShortcutSettings?(): Promise<void> }
  await openShortcutSettings?.()
}
