import { describe, expect, test } from 'vitest'
import { asking, offer, PAYER, place } from '../../tests/make/offers'
import {
  type Event,
  held,
  type In,
  intentOf,
  isOpen,
  isServed,
  MAX_PRESENTED,
  next,
  type Payment,
  validBefore,
} from './payment'

const authorization = { from: PAYER, nonce: '0x01', validAfter: 0, validBefore: 600 } as const
const windows = { siteDay: 'a', day: 'b', siteMinute: 'c' }
const approve: Event = { kind: 'approve', why: 'clicked', chosen: 0, seq: 0, authorization, windows, at: 5 }
const through = (...events: Event[]) => events.reduce<Payment>(next, asking())
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
    ['approved', through(approve), 'approved', 10_000n],
    ['signed', through(approve, signed), 'signed', 10_000n],
    ['given up before it was sent', through(approve, signed, refuse), 'refused', 0n],
    ['sent', through(approve, signed, present), 'issued', 10_000n],
    ['sent, then the tab was closed', through(approve, signed, present, refuse), 'issued', 10_000n],
    ['answered with a receipt', through(approve, signed, present, answered(200, true)), 'settled', 10_000n],
    ['answered without one', through(approve, signed, present, answered(200)), 'issued', 10_000n],
    [
      'answered that it was not settled: not believed',
      through(approve, signed, present, answered(402, false)),
      'issued',
      10_000n,
    ],
    ['settled, whatever the page says', through(approve, signed, present, answered(500, true)), 'settled', 10_000n],
    ['proven used', through(approve, signed, present, { kind: 'used', at: 8 }), 'settled', 10_000n],
    ['proven unused and out of date', through(approve, signed, present, { kind: 'unused', at: 8 }), 'expired', 0n],
  ])('%s', (_name, payment, state, money) => {
    expect(payment.state).toBe(state)
    expect(held(payment)).toBe(money)
  })
})

test('an event that does not concern a state gives back the very same row', () => {
  for (const payment of [through(refuse), through(approve, signed, present, answered(200, true))]) {
    expect(isOpen(payment)).toBe(false)
    for (const event of [
      approve,
      signed,
      present,
      refuse,
      answered(200, true),
      { kind: 'used', at: 1 } as const,
      { kind: 'unused', at: 1 } as const,
    ])
      expect(next(payment, event)).toBe(payment)
  }
  const asked = asking()
  expect(next(asked, signed)).toBe(asked)
  expect(next(asked, present)).toBe(asked)
  expect(next(asked, { ...approve, chosen: 7 })).toBe(asked)
})

test('the credential is presented again a few times, never after the page was served', () => {
  let payment = through(approve, signed)
  for (let times = 0; times < 10; times++) payment = next(payment, present)
  expect((payment as In<'issued'>).presented).toBe(MAX_PRESENTED)
  const served = through(approve, signed, present, answered(200))
  expect(next(served, present)).toBe(served)
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
    intentOf(PAYER, place(), 'digest'),
  ]
  expect(new Set([same, ...others]).size).toBe(others.length + 1)
})

test('an authorization lives as long as the seller asks, two minutes by rule, ten by click at most', () => {
  expect(validBefore(offer({ maxTimeoutSeconds: 60 }), 'rule', 1000)).toBe(1060)
  expect(validBefore(offer({ maxTimeoutSeconds: 31_536_000 }), 'rule', 1000)).toBe(1120)
  expect(validBefore(offer({ maxTimeoutSeconds: 31_536_000 }), 'clicked', 1000)).toBe(1600)
})
