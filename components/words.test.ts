import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import messages from '../public/_locales/en/messages.json'
import { wordsOf } from './words'

type Entry = { message: string; placeholders?: Record<string, { content: string }> }
type Said = Record<string, Entry>
/** The names of the placeholders a sentence uses. */
const factsIn = (message: string) =>
  [...new Set([...message.matchAll(/\$([A-Z_]+)\$/g)].map(([, name = '']) => name.toLowerCase()))].sort()
const english: Said = messages
const entries = Object.entries(english)
/** Sentences with a plural form for each category of a language, by the name they share. */
const families = Object.keys(english).flatMap((key) => {
  const name = key.replace(/_one$/, '')
  return name !== key && `${name}_other` in english ? [name] : []
})
const inFamily = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const isPlural = (key: string) => families.includes(inFamily(key))

test.each(entries)('%s numbers its placeholders in the order of their names, and uses them all', (_key, entry) => {
  const names = Object.keys(entry.placeholders ?? {})
  expect(names.toSorted().map((name) => entry.placeholders?.[name]?.content)).toEqual(
    names.map((_name, index) => `$${index + 1}`),
  )
  expect(factsIn(entry.message)).toEqual(names.toSorted())
})

const locales = new URL('../public/_locales/', import.meta.url)

describe.each(readdirSync(locales))('%s', (locale) => {
  const said = JSON.parse(readFileSync(new URL(`${locale}/messages.json`, locales), 'utf8')) as Said
  const rules = new Intl.PluralRules(locale.replace('_', '-'))
  const categories = rules.resolvedOptions().pluralCategories

  test('has every sentence, and of those that follow a number exactly the forms this language has', () => {
    const single = entries.map(([key]) => key).filter((key) => !isPlural(key))
    const plural = families.flatMap((name) => categories.map((category) => `${name}_${category}`))
    expect(Object.keys(said).toSorted()).toEqual([...single, ...plural].toSorted())
  })

  /** Only one number has this form, so its sentence may say that number in words. */
  const isOneNumber = (category: string) =>
    Array.from({ length: 1001 }, (_, count) => count).filter((count) => rules.select(count) === category).length === 1

  test('says as much as English, with the same facts in the same order', () => {
    for (const [key, { message, placeholders }] of Object.entries(said)) {
      const model = english[key] ?? english[`${inFamily(key)}_other`]
      const spoken = isPlural(key) && isOneNumber(key.slice(inFamily(key).length + 1)) ? ['count'] : []
      expect([key, message.trim() !== '', placeholders]).toEqual([key, true, model?.placeholders])
      expect([key, [...new Set([...factsIn(message), ...spoken])].sort()]).toEqual([key, factsIn(model?.message ?? '')])
    }
  })

  test('describes Tuppence in no more characters than the stores take', () => {
    expect(said.extension_description?.message.length).toBeLessThanOrEqual(132)
  })

  test.skipIf(locale === 'en')('leaves nothing in English but single words that it shares with it', () => {
    const same = entries.filter(([key, { message }]) => said[key]?.message === message)
    const words = same.map(([, { message }]) => message.replaceAll(/\$[A-Z_]+\$/g, '').trim())
    expect(words.filter((word) => /\s/.test(word))).toEqual([])
    expect(words.length).toBeLessThan(20)
  })
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

test('in Arabic the sign for dollars stays in one piece', () => {
  const { money } = wordsOf((key) => key, 'ar')
  expect(money('10000')).toContain('\u2066US$\u2069')
})

test('facts reach a sentence in the order of their names', () => {
  const { say } = wordsOf((key, facts = []) => [key, ...facts].join(' '), 'en')
  expect(say('budget_words', { used: 'u', left: 'le', limit: 'li' })).toBe('budget_words le li u')
})

test('a sentence takes the form that goes with its number, which is written as the language writes it', () => {
  const speak = (key: string, facts: string[] = []) => [key, ...facts].join(' ')
  const counted = (locale: string) =>
    [0, 1, 2, 3, 11, 1_000_000].map((n) => wordsOf(speak, locale).count('books_count', n))
  expect(counted('en')).toEqual([
    'books_count_other 0',
    'books_count_one 1',
    'books_count_other 2',
    'books_count_other 3',
    'books_count_other 11',
    'books_count_other 1,000,000',
  ])
  expect(counted('ar').map((sentence) => sentence.split(' ')[0])).toEqual(
    ['zero', 'one', 'two', 'few', 'many', 'other'].map((category) => `books_count_${category}`),
  )
})
