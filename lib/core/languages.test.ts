import { expect, test } from 'vitest'
import { directionOf, isLanguage, localeOf } from './languages'

test('numbers and times are written as in the browser, unless it speaks another language than Tuppence', () => {
  expect(localeOf('en', 'en-GB')).toBe('en-GB')
  expect(localeOf('de', 'en-GB')).toBe('de')
  expect(localeOf('en', 'pl')).toBe('en')
})

test('Arabic is written from right to left, wherever it is spoken', () => {
  expect(['ar', 'ar-EG', 'en', 'arn'].map(directionOf)).toEqual(['rtl', 'rtl', 'ltr', 'ltr'])
})

test('a language that Tuppence does not speak is not one to choose', () => {
  expect(['de', 'tlh', '', undefined, '__proto__'].map(isLanguage)).toEqual([true, false, false, false, false])
})
