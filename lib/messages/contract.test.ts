import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTold } from './contract'

const name = '0b6f3a52-8f5e-4c2f-9d5c-1f2e3d4c5b6a'
const hold = { say: 'hold', name, n: 1, kind: 'fetch', url: 'https://a.example/x', method: 'GET' }

describe('what a content script may say', () => {
  test('is that a request waits, still waits, or waits no more', () => {
    expect(readTold(hold)).toEqual(hold)
    expect(readTold({ say: 'again', name, n: 3 })).toEqual({ say: 'again', name, n: 3 })
    expect(readTold({ say: 'drop', name, n: 3 })).toEqual({ say: 'drop', name, n: 3 })
  })

  test('is nothing else: no verdict, no amount, no credential gets through', () => {
    const more = { ...hold, chosen: 0, amount: '1', credential: 'x', tab: 1, site: 'https://bank.example' }
    expect(readTold(more)).toEqual(hold)
    for (const say of ['pay', 'go', 'unlock', 'toString', '__proto__', 'constructor', ''])
      expect(readTold({ ...hold, say })).toBeUndefined()
  })

  test.each([
    ['a name of its own making', { name: 'x' }],
    ['a name that is a path', { name: `${name}/../` }],
    ['no number', { n: undefined }],
    ['a number that is none', { n: 1.5 }],
    ['an endless address', { url: `https://a.example/${'a'.repeat(40_000)}` }],
    ['an endless offer', { said: 'x'.repeat(70_000) }],
    ['a digest that is none', { body: '1,2,3' }],
  ])('%s is refused', (_what, change) => expect(readTold({ ...hold, ...change })).toBeUndefined())

  test('whatever is said, it is refused or in the contract, and never an accident', () => {
    const odd = fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), fc.string())
    const nearly = fc.record(
      {
        say: fc.oneof(fc.constantFrom('hold', 'again', 'drop', '__proto__', 'valueOf'), odd),
        name: fc.oneof(fc.constant(name), fc.uuid(), odd),
        n: fc.oneof(fc.nat(), odd),
        kind: fc.oneof(fc.constantFrom('fetch', 'img'), odd),
        url: fc.oneof(fc.webUrl(), odd),
        method: fc.oneof(fc.constant('GET'), odd),
        body: odd,
        said: odd,
        __proto__: odd,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(nearly, odd), (said) => {
        const told = readTold(said)
        if (told === undefined) return
        expect(['hold', 'again', 'drop']).toContain(told.say)
        expect(told.name).toMatch(/^[0-9a-f-]{36}$/)
        for (const value of Object.values(told)) expect(['string', 'number', 'undefined']).toContain(typeof value)
      }),
      { numRuns: 10_000 },
    )
  })
})
