import { browser } from 'wxt/browser'

/** The toolbar button at a glance: how many requests wait for an answer, or that everything is paused. */
export async function showBadge({ waiting, paused }: { waiting: number; paused: boolean }): Promise<void> {
  const text = waiting > 0 ? String(waiting) : paused ? 'II' : ''
  await browser.action.setBadgeBackgroundColor({ color: waiting > 0 ? '#b4532a' : '#6b7280' })
  await browser.action.setBadgeText({ text })
}
