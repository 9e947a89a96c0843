import { describe, expect, test } from 'vitest'
import { isEverywhere, mayLook, patternsOf } from './reach'

const NEWS = 'https://news.example'
const LOCAL = 'http://localhost:4402'
const ALL = ['http://*/*', 'https://*/*']

describe('everywhere', () => {
  test.each([
    ['both schemes', ALL, true],
    ['one pattern for both', ['*://*/*'], true],
    ['all there is', ['<all_urls>'], true],
    ['only what is secure', ['https://*/*'], false],
    ['one site', ['https://news.example/*', 'http://news.example/*'], false],
    ['nothing', [], false],
  ])('%s', (_what, granted, is) => {
    expect(isEverywhere({ granted })).toBe(is)
  })

  test('a list of chosen sites is never everywhere, however long', () => {
    expect(isEverywhere({ granted: ALL, chosen: [NEWS] })).toBe(false)
  })
})

describe('a site is looked at', () => {
  test.each([
    ['where everything is granted', ALL, NEWS, true],
    ['by its own name', ['https://news.example/*'], NEWS, true],
    ['on any port of its name', ['http://localhost/*'], LOCAL, true],
    ['by name and port', ['http://localhost:4402/*'], LOCAL, true],
    ['not on another port', ['http://localhost:4403/*'], LOCAL, false],
    ['by the domain above it', ['https://*.example/*'], NEWS, true],
    ['by a pattern that means it and what is below it', ['https://*.news.example/*'], NEWS, true],
    ['not because a name ends the same', ['https://*.ws.example/*'], NEWS, false],
    ['not by the other scheme', ['http://news.example/*'], NEWS, false],
    ['by a pattern for both schemes', ['*://news.example/*'], NEWS, true],
    ['not where nothing is granted', [], NEWS, false],
    ['not by what is no web pattern', ['file:///*'], NEWS, false],
    ['not by a pattern inside something else', ['view-source:https://news.example/*'], NEWS, false],
    ['not where there is no address at all', ['*://*/*'], 'null', false],
    ['not where there is none, whatever is granted', ['<all_urls>'], 'null', false],
    ['not by an address inside something else', ['*://*/*'], 'blob:https://news.example', false],
    ['not by a name that only ends in it', ['https://s.example/*'], NEWS, false],
    ['on its port and no other digits', ['http://localhost/*'], 'http://localhost:4402', true],
    ['not by a name that begins with a port', ['http://a/*'], 'http://a:1b', false],
  ])('%s', (_what, granted, site, may) => {
    expect(mayLook({ granted }, site)).toBe(may)
  })

  test('only where it was chosen, once any were, exactly and port for port', () => {
    const reach = { granted: ALL, chosen: [NEWS, LOCAL] }
    expect(mayLook(reach, NEWS)).toBe(true)
    expect(mayLook(reach, LOCAL)).toBe(true)
    expect(mayLook(reach, 'https://a.news.example')).toBe(false)
    expect(mayLook(reach, 'http://localhost:4403')).toBe(false)
  })

  test('choosing a site does not help where the browser grants nothing', () => {
    expect(mayLook({ granted: [], chosen: [NEWS] }, NEWS)).toBe(false)
  })

  test('a seller from elsewhere need not be chosen, but the browser must let us look at it', () => {
    const chosen = [NEWS]
    expect(mayLook({ granted: ALL, chosen }, NEWS, 'https://api.example')).toBe(true)
    expect(mayLook({ granted: ['https://news.example/*'], chosen }, NEWS, 'https://api.example')).toBe(false)
    expect(mayLook({ granted: ALL, chosen }, 'https://other.example', NEWS)).toBe(false)
  })
})

test('pages are patched where we may look, and nowhere else', () => {
  expect(patternsOf({ granted: ALL })).toEqual(ALL)
  expect(patternsOf({ granted: ALL, chosen: [LOCAL] })).toEqual(['http://localhost:4402/*'])
  expect(patternsOf({ granted: ['https://news.example/*'], chosen: [NEWS, LOCAL] })).toEqual(['https://news.example/*'])
})
