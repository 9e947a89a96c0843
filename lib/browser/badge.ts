import { browser } from 'wxt/browser'

type Standing = { problem: boolean; waiting: number; paused: boolean }

/** The toolbar button at a glance: that something is wrong, how many requests wait, or that everything is paused. */
export async function showBadge({ problem, waiting, paused }: Standing): Promise<void> {
  const text = problem ? '!' : waiting > 0 ? String(waiting) : paused ? 'II' : ''
  await browser.action.setBadgeBackgroundColor({ color: problem || waiting > 0 ? '#b4532a' : '#6b7280' })
  await browser.action.setBadgeText({ text })
}
