import { describe, expect, test } from 'vitest'
import { asking, demand, moment, offer, PAYEE, PAYER, place, requirements } from '../../tests/make/offers'
import { tokenKey } from './networks'
import {
  chosenOffer,
  type Event,
  held,
  type In,
  intentOf,
  isOpen,
  isServed,
  MAX_PRESENTED,
  next,
  offerOf,
  type Payment,
  priceOf,
  validBefore,
} from './payment'

const authorization = { from: PAYER, nonce: '0x01', validAfter: 0, validBefore: 600 } as const
const usual = { payees: [], tokens: [] }
const approve: Event = {
  kind: 'approve',
  why: 'clicked',
  chosen: 0,
  seq: 0,
  authorization,
  moment: moment(),
  usual,
  at: 5,
}
const through = (...events: Event[]) => events.reduce<Payment>(next, asking())
const learn: Event = { kind: 'learn', reason: 'asks_each_time', facts: { wanted: 10_000n }, chosen: 0 }
const ask: Event = { kind: 'ask', reason: 'locked', facts: { wanted: 1n }, chosen: 0 }
const move: Extract<Event, { kind: 'move' }> = {
  kind: 'move',
  place: place({ tab: 7, url: 'https://news.example/a#two' }),
}
const used: Event = { kind: 'used', at: 8 }
const unused: Event = { kind: 'unused', at: 8 }
const cancelling: Event = { kind: 'cancelling', transaction: '0xc' }
const signed: Event = { kind: 'signed', credential: { header: 'PAYMENT-SIGNATURE', value: 'x' } }
const present: Event = { kind: 'present' }
const refuse: Event = { kind: 'refuse', reason: 'left', at: 9 }
const answered = (status: number, ok?: boolean): Event => ({
  kind: 'answered',
  answer: {
    status,
    at: 7,
    ...(ok === undefined ? {} : { receipt: ok ? { ok, transaction: '0xabc' } : { ok, reason: 'not_settled' } }),
  },
})

describe('money is held from the approval until the chain has the last word', () => {
  test.each<[string, Payment, string, bigint]>([
    ['asked', asking(), 'asking', 0n],
    ['declined', through(refuse), 'refused', 0n],
    ['only written down', through(learn), 'learned', 0n],
    ['only written down, though a person clicked too late', through(learn, approve), 'learned', 0n],
    ['approved', through(approve), 'approved', 10_000n],
    ['signed', through(approve, signed), 'signed', 10_000n],
    ['given up before it was sent', through(approve, signed, refuse), 'refused', 0n],
    ['sent', through(approve, signed, present), 'issued', 10_000n],
    ['sent, then the tab was closed', through(approve, signed, present, refuse), 'issued', 10_000n],
    ['being taken back', through(approve, signed, present, cancelling), 'issued', 10_000n],
    ['taken back', through(approve, signed, present, cancelling, unused), 'expired', 0n],
    ['taken before it could be taken back', through(approve, signed, present, cancelling, used), 'settled', 10_000n],
    ['answered with a receipt', through(approve, signed, present, answered(200, true)), 'settled', 10_000n],
    ['answered without one', through(approve, signed, present, answered(200)), 'issued', 10_000n],
    [
      'answered that it was not settled: not believed',
      through(approve, signed, present, answered(402, false)),
      'issued',
      10_000n,
    ],
    ['settled, whatever the page says', through(approve, signed, present, answered(500, true)), 'settled', 10_000n],
    ['proven used', through(approve, signed, present, used), 'settled', 10_000n],
    ['proven unused and out of date', through(approve, signed, present, unused), 'expired', 0n],
  ])('%s', (_name, payment, state, money) => {
    expect(payment.state).toBe(state)
    expect(held(payment)).toBe(money)
  })
})

const events = {
  approve,
  ask,
  learn,
  move,
  refuse,
  signed,
  present,
  answered: answered(200, true),
  used,
  unused,
  cancelling,
}

test.each<[string, Payment, (keyof typeof events)[]]>([
  ['asked', asking(), ['approve', 'ask', 'learn', 'move', 'refuse']],
  ['approved', through(approve), ['move', 'refuse', 'signed']],
  ['signed', through(approve, signed), ['move', 'refuse', 'present']],
  ['sent', through(approve, signed, present), ['move', 'present', 'answered', 'used', 'unused', 'cancelling']],
  ['settled', through(approve, signed, present, used), []],
  ['expired', through(approve, signed, present, unused), []],
  ['learned', through(learn), []],
  ['refused', through(refuse), []],
])(
  'a payment %s is open to what concerns it, and stays the very same row for all else',
  (_name, payment, concerned) => {
    const changing = Object.entries(events).filter(([, event]) => next(payment, event) !== payment)
    expect(changing.map(([name]) => name)).toEqual(concerned)
    expect(isOpen(payment)).toBe(concerned.length > 0)
  },
)

test('an approval of what is not on offer is none', () => {
  const asked = asking()
  expect(next(asked, { ...approve, chosen: 7 })).toBe(asked)
})

test('what is approved is charged as offered, at the moment of the limits, and forgets the question', () => {
  const two = asking({ demand: demand(requirements(), requirements({ amount: '7' })) })
  const approved = next(two, { ...approve, chosen: 1, seq: 3 })
  expect(approved).toMatchObject({ chosen: 1, seq: 3, price: 7n, moment: moment(), decidedAt: 5, why: 'clicked' })
  expect(approved).not.toHaveProperty('reason')
  expect(approved).not.toHaveProperty('facts')
})

describe('what is usual', () => {
  const agreed = (...payees: string[]) =>
    (next(asking(), { ...approve, usual: { payees, tokens: payees } }) as In<'approved'>).usual
  const token = tokenKey(offer())

  test('begins with the first payment', () => expect(agreed()).toEqual({ payees: [PAYEE], tokens: [token] }))
  test('grows by what is new, the latest last', () =>
    expect(agreed('a', 'b')).toEqual({ payees: ['a', 'b', PAYEE], tokens: ['a', 'b', token] }))
  test('names nothing twice', () => {
    expect(agreed('a', PAYEE, 'b').payees).toEqual(['a', 'b', PAYEE])
    expect(agreed('a', token, 'b').tokens).toEqual(['a', 'b', token])
  })
  test('forgets what is ten payees ago', () => {
    const ten = 'abcdefghij'.split('')
    expect(agreed(...ten).payees).toEqual([...ten.slice(1), PAYEE])
  })
})

test('a question may change while it waits, and so may its tab', () => {
  expect(through(ask)).toMatchObject({ state: 'asking', reason: 'locked', facts: { wanted: 1n } })
  const moved = through(approve, signed, present, move)
  expect(moved.place).toEqual(place({ tab: 7, url: 'https://news.example/a#two' }))
  expect(next(moved, move)).toBe(moved)
  for (const change of [{ tab: 8 }, { url: 'https://news.example/a#three' }, { frame: 3 }, { hold: 'x' }])
    expect(next(moved, { ...move, place: place({ ...move.place, ...change }) }).place).toEqual({
      ...moved.place,
      ...change,
    })
})

test('what is learned keeps the offer, and why it would have asked', () => {
  const learned = through(learn)
  expect(learned).toEqual({ ...asking(), state: 'learned', reason: 'asks_each_time', facts: { wanted: 10_000n } })
  expect(offerOf(learned)).toEqual(offer())
})

describe('the credential is presented again', () => {
  const sent = (change: Parameters<typeof asking>[0], ...more: Event[]) =>
    [approve, signed, present, ...more].reduce<Payment>(next, asking(change))
  const post = place({ method: 'POST' })
  const idempotent = { ...demand(), isIdempotent: true }

  test.each<[string, Payment, boolean]>([
    ['when a page is asked for again', sent({}), true],
    ['when the seller did not take it', sent({}, answered(402)), true],
    ['when the reply was lost', sent({}, answered(0)), true],
    ['never after the page was served', sent({}, answered(200)), false],
    ['never after a redirect', sent({}, answered(303)), false],
    ['never while it is being taken back', sent({}, cancelling), false],
    ['never with a form that may be another', sent({ place: post }), false],
    ['with a form, when the seller knows it by its identifier', sent({ place: post, demand: idempotent }), true],
    [
      'with a form of a seller that says it does not',
      sent({ place: post, demand: { ...demand(), isIdempotent: false } }),
      false,
    ],
    ['but not a form being taken back', sent({ place: post, demand: idempotent }, cancelling), false],
  ])('%s', (_name, payment, expected) => {
    const after = next(payment, present)
    expect(after !== payment).toBe(expected)
    if (!expected) return
    expect(after).toMatchObject({ state: 'issued', presented: 2, credential: { value: 'x' } })
    expect(after).not.toHaveProperty('answer')
  })

  test('a few times at most', () => {
    let payment = through(approve, signed)
    for (let times = 0; times < 10; times++) payment = next(payment, present)
    expect(payment).toMatchObject({ state: 'issued', presented: MAX_PRESENTED })
  })
})

describe('the chain has the last word', () => {
  const sent = through(approve, signed, present)
  test.each<[string, Event, object]>([
    ['used, by a transaction it names', { ...used, transaction: '0xd' }, { state: 'settled', transaction: '0xd' }],
    [
      'unused, by a transaction that took it back',
      { ...unused, transaction: '0xd' },
      { state: 'expired', transaction: '0xd' },
    ],
  ])('%s', (_name, event, end) => expect(next(sent, event)).toMatchObject({ ...end, endedAt: 8 }))

  test.each([used, unused])('$kind, by none it names', (event) =>
    expect(next(sent, event)).not.toHaveProperty('transaction'),
  )
  test('on which of two came first: the payment, or taking it back', () => {
    const both = next(sent, cancelling)
    expect(both).toMatchObject({ state: 'issued', cancelling: '0xc' })
    expect(next(both, { ...used, transaction: '0xd' })).toMatchObject({ state: 'settled', transaction: '0xd' })
    expect(next(both, answered(200, true))).toMatchObject({ state: 'settled', transaction: '0xabc' })
  })
  test('and a second attempt to take it back replaces the first', () =>
    expect(next(next(sent, cancelling), { kind: 'cancelling', transaction: '0xe' })).toMatchObject({
      cancelling: '0xe',
    }))
})

test('the offer of a payment is the one chosen, and none where there never was one', () => {
  expect(chosenOffer(asking())).toEqual(offer())
  expect(() => chosenOffer(asking({ chosen: 1 }))).toThrow('Payment 1 has no offer 1')
  const { demand: _demand, chosen: _chosen, ...unread } = through(refuse) as In<'refused'>
  expect(offerOf(unread)).toBeUndefined()
  expect(offerOf({ ...unread, chosen: 0 })).toBeUndefined()
  expect(priceOf(offer({ amount: '7' }))).toBe(7n)
})

test.each([
  [199, false],
  [200, true],
  [399, true],
  [400, false],
  [0, false],
])('status %i is a page served: %s', (status, served) =>
  expect(isServed(through(approve, signed, present, answered(status)))).toBe(served),
)

test('a row that names no answer was not served', () => {
  const silent = { ...(through(approve, signed, present) as In<'issued'>), answer: undefined }
  expect(isServed(silent as unknown as Payment)).toBe(false)
})

test('a request that broke off is no last word: another of the same address may have been the one that did', () => {
  const broken = through(approve, signed, present, answered(0))
  expect(next(broken, answered(200, true)).state).toBe('settled')
  expect(isServed(next(broken, answered(200)))).toBe(true)
})

test('the first answer stands', () => {
  const first = through(approve, signed, present, answered(500))
  expect(next(first, answered(200, true))).toBe(first)
})

test('a refused payment keeps no trace of what would have been signed', () => {
  expect(
    JSON.stringify(through(approve, signed, refuse), (_k, v: unknown) => (typeof v === 'bigint' ? `${v}` : v)),
  ).not.toMatch(/PAYMENT-SIGNATURE|nonce/)
})

test('an intent is the purchase, not the tab: only what is bought changes it', () => {
  const same = intentOf(PAYER, place())
  expect(intentOf(PAYER.toLowerCase(), place({ tab: 9 }))).toBe(same)
  expect(intentOf(PAYER, place({ url: 'https://news.example/a#part-2' }))).toBe(same)
  const others = [
    intentOf('0x0000000000000000000000000000000000000001', place()),
    intentOf(PAYER, place({ url: 'https://news.example/b' })),
    intentOf(PAYER, place({ method: 'POST' })),
    intentOf(PAYER, place({ site: 'https://other.example' })),
    intentOf(PAYER, place({ seller: 'https://other.example' })),
    intentOf(PAYER, place({ body: 'digest' })),
  ]
  expect(new Set([same, ...others]).size).toBe(others.length + 1)
})

test('an intent stays what it is from release to release: the sum of its parts, taken elsewhere', () => {
  // printf '["0x7099…79c8","https://news.example","https://news.example","GET","https://news.example/a",""]' | sha256sum
  expect(intentOf(PAYER, place())).toBe('0xed53b28ff0d1f4076646d7b76a17c737b9962309274506e11c279b6b8f0dadbb')
  expect(intentOf(PAYER, place({ method: 'POST', body: 'd1' }))).toBe(
    '0x107d9879e59a21aee3266c17929870a299cffd6aaa19290cb65a1665da0f2013',
  )
})

test('an authorization lives as long as the seller asks, two minutes by rule, ten by click at most', () => {
  expect(validBefore(offer({ maxTimeoutSeconds: 60 }), 'rule', 1000)).toBe(1060)
  expect(validBefore(offer({ maxTimeoutSeconds: 31_536_000 }), 'rule', 1000)).toBe(1120)
  expect(validBefore(offer({ maxTimeoutSeconds: 31_536_000 }), 'clicked', 1000)).toBe(1600)
})
