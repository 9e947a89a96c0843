import * as Address from 'ox/Address'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokens } from './networks'
import { recipientOf } from './recipient'

const OWN = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const FRIEND = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const about = { own: OWN, known: [FRIEND], paid: [] } as const
const read = (typed: string) => recipientOf(typed, { ...about, known: [...about.known], paid: [] })

test.each([
  ['', 'not_an_address'],
  ['vitalik.eth', 'not_an_address'],
  [FRIEND.slice(0, -1), 'not_an_address'],
  [`${FRIEND}0`, 'not_an_address'],
  [`0x${'0'.repeat(40)}`, 'not_an_address'],
  [`0x${'0'.repeat(39)}1`, 'not_an_address'],
  [`x${FRIEND}`, 'not_an_address'],
  [`xethereum:${FRIEND}`, 'not_an_address'],
  [`${FRIEND}@8453x`, 'not_an_address'],
  [FRIEND.replace('C51812dc', 'c51812dc'), 'bad_checksum'],
  [OWN, 'own_address'],
  [OWN.toLowerCase(), 'own_address'],
  [tokens[0]!.asset, 'token_contract'],
])('%j is refused: %s', (typed, problem) => expect(read(typed)).toEqual({ problem }))

test.each([
  FRIEND,
  ` ${FRIEND}\n`,
  FRIEND.toLowerCase(),
  `0x${FRIEND.slice(2).toUpperCase()}`,
  `ethereum:${FRIEND}@8453`,
  `Ethereum:${FRIEND.toLowerCase()}`,
])('%j is read', (typed) => expect(read(typed)).toEqual({ address: FRIEND, isKnown: true }))

test('an address whose ends are those of a known one, or of our own, is pointed out', () => {
  for (const known of [FRIEND, OWN] as const) {
    const twin = Address.checksum(`0x${known.slice(2, 6)}${'ab'.repeat(16)}${known.slice(-4)}`)
    expect(read(twin)).toEqual({ address: twin, lookalike: known, isKnown: false })
  }
  const payee = `0x1234${'cd'.repeat(16)}5678` as const
  const twin = Address.checksum(`0x1234${'ef'.repeat(16)}5678`)
  expect(recipientOf(twin, { ...about, known: [], paid: [payee] })).toMatchObject({ lookalike: payee })
})

test('an address of digits that has many zeros in it is one', () => {
  const text = `0x10${'0'.repeat(38)}` as const
  expect(read(text)).toEqual({ address: text, isKnown: false })
})

test('an address that is alike at one end only is nobody’s twin, and case makes no end another', () => {
  const payee = `0xabcd${'cd'.repeat(16)}ef12` as const
  const paid = (typed: string) => recipientOf(typed, { ...about, known: [], paid: [payee] })
  const [head, tail] = [`0xabcd${'ef'.repeat(16)}0000`, `0x0123${'ef'.repeat(16)}ef12`]
  for (const other of [head, tail]) expect(paid(other)).not.toHaveProperty('lookalike')
  expect(paid(`0xABCD${'EF'.repeat(16)}EF12`)).toMatchObject({ lookalike: payee })
})

test('any address is read as itself, whatever its case; one wrong letter of mixed case is noticed', () => {
  const hex = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(hex, (digits) => {
      const text = `0x${digits.map((digit) => digit.toString(16)).join('')}` as const
      if (/^0x0{38}/.test(text)) return
      const address = Address.checksum(text)
      expect(read(text)).toMatchObject({ address })
      const at = Array.from(address).findIndex((letter, place) => place > 1 && /[a-z]/i.test(letter))
      if (at < 0) return
      const letter = address.charAt(at)
      const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
      const slip = address.slice(0, at) + other + address.slice(at + 1)
      const isMixed = /[a-f]/.test(slip.slice(2)) && /[A-F]/.test(slip.slice(2))
      if (isMixed) expect(read(slip)).toEqual({ problem: 'bad_checksum' })
    }),
    { numRuns: 2000 },
  )
})
