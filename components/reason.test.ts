import { expect, test } from 'vitest'
import messages from '../public/_locales/en/messages.json'
import type { Why } from '../lib/core/view'
import { isOverLimit, sentenceOf, storyOf } from './reason'
import { wordsOf } from './words'

type Entry = { message: string; placeholders?: Record<string, { content: string }> }

/** English, filled in as a browser does. */
const words = wordsOf((key, facts = []) => {
  const entry = (messages as Record<string, Entry>)[key]
  return (entry?.message ?? key).replaceAll(/\$([A-Z_]+)\$/g, (_all, name: string) => {
    const place = entry?.placeholders?.[name.toLowerCase()]?.content.slice(1)
    return facts[Number(place) - 1] ?? '?'
  })
}, 'en-GB')

const noon = new Date(2026, 5, 30, 12).getTime() / 1000

test.each<[Why, string]>([
  [
    { code: 'over_site_limit', period: 'hour', limit: '500000', used: '480000', wanted: '30000', resets: noon },
    'Not paid by itself: your limit of $0.50 an hour for this site would be passed ($0.48 used). Whole again at 12:00.',
  ],
  [
    { code: 'over_payee_limit', period: 'month', limit: '2000000', used: '2000000', resets: noon },
    'Not paid by itself: your limit of $2.00 a month for one payee, on whatever site, would be passed ($2.00 used). Whole again at 30 Jun.',
  ],
  [
    { code: 'over_total_limit', period: 'ever', limit: '9000000', used: '9000000' },
    'Not paid by itself: your limit of $9.00 in all for all sites together would be passed ($9.00 used).',
  ],
  [
    { code: 'too_many', period: 'minute', limit: '30', used: '30' },
    'Not paid by itself: 30 payments a minute is your limit.',
  ],
  [{ code: 'price_up', before: '10000', wanted: '30000' }, 'Last time this cost $0.01; now it asks $0.03.'],
  [
    { code: 'clock_jumped', paidAt: 0, resets: 3 * 86_400 + 60 },
    "Your computer's clock is 3 days ahead of the last time Tuppence looked. If that is right, go on: today's limits begin anew.",
  ],
  [
    { code: 'third_party', detail: 'https://cdn.example' },
    'https://cdn.example asks on this site, and is not a seller you allowed here.',
  ],
  [
    { code: 'over_ceiling', period: 'minute', limit: '3', used: '3' },
    'Not paid: your hard limit of 3 payments a minute is reached. Not even a click goes past it; you can change it in the settings, under More limits.',
  ],
])('%o is said in plain words', (why, sentence) => {
  expect(sentenceOf(why, words)).toBe(sentence)
})

test('what was only written down says so, with the reason it would have asked for', () => {
  expect(storyOf({ outcome: 'learned', why: { code: 'new_site' } }, words)).toBe(
    'Only written down. This site is new: Tuppence asks before the first payment.',
  )
  expect(storyOf({ outcome: 'asking', why: { code: 'new_site' } }, words)).not.toMatch(/written down/)
})

test('a click may go past a limit, but not past the ceiling', () => {
  expect(isOverLimit({ code: 'over_payee_limit' })).toBe(true)
  expect(isOverLimit({ code: 'over_ceiling' })).toBe(false)
  expect(isOverLimit({ code: 'payee_changed' })).toBe(false)
})
