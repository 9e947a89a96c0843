import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import messages from '../public/_locales/en/messages.json'
import { askReasons, payReasons, refuseReasons } from '../lib/core/reasons'
import { wordsOf } from './words'

type Entry = { message: string; placeholders?: Record<string, { content: string }> }
/** The names of the placeholders a sentence uses. */
const factsIn = (message: string) =>
  [...new Set([...message.matchAll(/\$([A-Z_]+)\$/g)].map(([, name = '']) => name.toLowerCase()))].sort()
const entries = Object.entries(messages as Record<string, Entry>)

test.each(entries)('%s numbers its placeholders in the order of their names, and uses them all', (_key, entry) => {
  const names = Object.keys(entry.placeholders ?? {})
  expect(names.toSorted().map((name) => entry.placeholders?.[name]?.content)).toEqual(
    names.map((_name, index) => `$${index + 1}`),
  )
  expect(factsIn(entry.message)).toEqual(names.toSorted())
})

const locales = new URL('../public/_locales/', import.meta.url)

test.each(readdirSync(locales))(
  '%s says as much as English: every key, with the same facts in the same order',
  (locale) => {
    const said = JSON.parse(readFileSync(new URL(`${locale}/messages.json`, locales), 'utf8')) as Record<string, Entry>
    expect(Object.keys(said).toSorted()).toEqual(Object.keys(messages).toSorted())
    for (const [key, english] of entries) {
      const { message = '', placeholders } = said[key] ?? {}
      expect([key, message.trim() !== '', placeholders, factsIn(message)]).toEqual([
        key,
        true,
        english.placeholders,
        factsIn(english.message),
      ])
    }
  },
)

test('every reason has a sentence', () => {
  const keys = Object.keys(messages)
  expect([...askReasons, ...refuseReasons, ...payReasons].filter((code) => !keys.includes(`reason_${code}`))).toEqual(
    [],
  )
})

test('money is exact, in dollars, with two to six places', () => {
  const { money } = wordsOf((key) => key, 'en-GB')
  expect(['10000', '100', '1', '4120000', '123456789012345678'].map(money)).toEqual([
    '$0.01',
    '$0.0001',
    '$0.000001',
    '$4.12',
    '$123,456,789,012.345678',
  ])
})

test('facts reach a sentence in the order of their names', () => {
  const { say } = wordsOf((key, facts = []) => [key, ...facts].join(' '), 'en')
  expect(say('budget_words', { used: 'u', left: 'le', limit: 'li' })).toBe('budget_words le li u')
})
