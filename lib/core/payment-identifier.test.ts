import {
  appendPaymentIdentifierToExtensions,
  declarePaymentIdentifierExtension,
  extractPaymentIdentifier,
} from '@x402/extensions/payment-identifier'
import { expect, test } from 'vitest'
import { demand, offer, PAYER, requirements } from '../../tests/make/offers'
import { takesIdentifier, withIdentifier } from './payment-identifier'
import { x402v2 } from './protocols/x402-v2'

const NONCE = `0x${'ab'.repeat(32)}` as const
const ID = `pay_${'ab'.repeat(16)}`
const declared = (required = true) => ({
  'payment-identifier': declarePaymentIdentifierExtension(required),
  other: { info: 1 },
})

test.each([true, false])(
  'what is sent is what the official client sends for the same identifier (required: %s)',
  (required) => {
    const ours = withIdentifier(declared(required), NONCE)
    const theirs = appendPaymentIdentifierToExtensions(structuredClone(declared(required)), ID)
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs))
  },
)

test.each<[string, unknown]>([
  ['none', undefined],
  ['null', null],
  ['a text', 'payment-identifier'],
  ['another', { other: { info: { required: true } } }],
  ['without its info', { 'payment-identifier': {} }],
  ['that does not say whether it is required', { 'payment-identifier': { info: { required: 'yes' } } }],
])('an extension that asks for no identifier gets none: %s', (_name, extensions) => {
  expect(takesIdentifier(extensions)).toBe(false)
  expect(withIdentifier(extensions, NONCE)).toBe(extensions)
})

test('one purchase has one identifier, however often it is presented, and the official server reads it', () => {
  const asked = { ...demand(), extensions: JSON.stringify(declared()) }
  const authorization = { from: PAYER, nonce: NONCE, validAfter: 0, validBefore: 60 } as const
  const send = () => x402v2.credential(asked, offer(), authorization, '0x01').value
  expect(send()).toBe(send())
  expect(extractPaymentIdentifier(JSON.parse(atob(send())) as never)).toBe(ID)
})

test('only a seller that takes identifiers is presented a form again', () => {
  const read = (extensions?: unknown) =>
    x402v2.read({ x402Version: 2, accepts: [requirements()], ...(extensions ? { extensions } : {}) })
  expect(read(declared())).toMatchObject({ isIdempotent: true })
  expect(read()).not.toHaveProperty('isIdempotent')
})
