import { browser } from 'wxt/browser'

/** Calls back when the person presses the keys that pause. Must be called in the first tick of the worker. */
export function onPauseKeys(pause: () => void): void {
  browser.commands.onCommand.addListener((command) => {
    if (command === 'pause') pause()
  })
}
