import { browser } from 'wxt/browser'
import { dollars } from '../core/amount'
import { badgeOf, type Standing } from '../core/badge'
import type { Speech } from './speech'

/** The toolbar button says how things stand: in a few letters, and in words to those who point at it or hear it. */
export async function showBadge(standing: Standing, { speak, locale }: Speech): Promise<void> {
  const { action } = browser
  const { text, ground, says } = badgeOf(standing)
  const { waiting, paid } = standing
  const fact = paid === undefined || waiting > 0 ? `${waiting}` : dollars(locale)(`${paid}`)
  const name = speak('extension_name')
  await Promise.all([
    action.setBadgeBackgroundColor({ color: ground }),
    action.setBadgeTextColor({ color: '#ffffff' }),
    action.setBadgeText({ text }),
    action.setTitle({ title: says ? `${name}: ${speak(says, [fact])}` : name }),
  ])
}
