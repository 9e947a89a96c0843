/** Notices of the browser, outside of every page. What sellers write is never in one: an origin and an amount say enough. */
import { browser } from 'wxt/browser'

export type Notice = { id: string; title: string; message: string }

/** Shows a notice in place of an earlier one of the same name. */
export async function showNotice({ id, title, message }: Notice): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png')
  await browser.notifications.create(id, { type: 'basic', iconUrl, title, message })
}

export async function clearNotice(id: string): Promise<void> {
  await browser.notifications.clear(id)
}

/** Is that notice still to be seen? */
export async function isShown(id: string): Promise<boolean> {
  return Object.hasOwn(await browser.notifications.getAll(), id)
}

/** Calls back when the person clicks a notice. Must be called in the first tick of the worker. */
export function onNoticeClicked(clicked: (id: string) => void): void {
  browser.notifications.onClicked.addListener((id) => {
    clicked(id)
    void clearNotice(id)
  })
}
