import { expect, test } from 'vitest'
import { asking, moment, PAYER } from '../../tests/make/offers'
import { lifeOf } from './life'
import { type Event, next, type Payment } from './payment'

const authorization = { from: PAYER, nonce: '0x01', validAfter: 0, validBefore: 2000 } as const
const approve: Event = {
  kind: 'approve',
  why: 'rule',
  chosen: 0,
  seq: 0,
  authorization,
  moment: moment(),
  usual: { payees: [], tokens: [] },
  at: 1002,
}
const credential = { header: 'PAYMENT-SIGNATURE', value: 'x' }
const signed: Event = { kind: 'signed', credential }
const present: Event = { kind: 'present' }
const answered = (status: number, ok: boolean): Event => ({
  kind: 'answered',
  answer: { status, at: 1003, receipt: ok ? { ok, transaction: '0xfeed' } : { ok, reason: 'not_settled' } },
})
const after = (...events: Event[]) => events.reduce<Payment>(next, asking({ at: 1000 }))

test('what was asked and nothing more begins with the question', () => {
  const life = lifeOf(after(), { note: 'mine' })
  expect(life.steps).toEqual([{ what: 'asked', at: 1000 }])
  expect(life.entry.note).toBe('mine')
  expect(JSON.parse(life.offer ?? '')).toMatchObject({ scheme: 'exact', amount: '10000' })
  expect(life.isSpent).toBe(false)
  expect(life).not.toHaveProperty('credential')
})

const asked = { what: 'asked', at: 1000 }
const decided = { what: 'decided', at: 1002, why: 'rule' }

test.each<[string, Event[], unknown[], boolean]>([
  ['refused', [{ kind: 'refuse', reason: 'declined', at: 1001 }], [{ what: 'refused', at: 1001 }], false],
  ['logged', [{ kind: 'learn', reason: 'new_site', facts: {}, chosen: 0 }], [{ what: 'learned', at: 1000 }], false],
  ['decided', [approve], [decided], false],
  ['signed', [approve, signed], [decided], false],
  ['sent', [approve, signed, present], [decided, { what: 'sent', times: 1 }], false],
  ['sent twice', [approve, signed, present, present], [decided, { what: 'sent', times: 2 }], false],
  [
    'answered',
    [approve, signed, present, answered(500, false)],
    [decided, { what: 'sent', times: 1 }, { what: 'answered', at: 1003, status: 500 }],
    false,
  ],
  [
    'settled by the seller’s word',
    [approve, signed, present, answered(200, true)],
    [decided, { what: 'sent', times: 1 }, { what: 'answered', at: 1003, status: 200 }, { what: 'receipt', at: 1003 }],
    true,
  ],
  [
    'settled by the chain’s word',
    [approve, signed, present, { kind: 'used', at: 1009 }],
    [decided, { what: 'sent', times: 1 }, { what: 'settled', at: 1009 }],
    true,
  ],
  [
    'never taken',
    [approve, signed, present, { kind: 'unused', at: 2100 }],
    [decided, { what: 'sent', times: 1 }, { what: 'unused', at: 2100 }],
    true,
  ],
  [
    'taken back',
    [approve, signed, present, { kind: 'unused', at: 1100, transaction: '0x02' }],
    [decided, { what: 'sent', times: 1 }, { what: 'cancelled', at: 1100 }],
    true,
  ],
])('a payment that was %s tells so, step by step', (_what, events, steps, isSpent) => {
  const life = lifeOf(after(...events))
  expect(life.steps).toEqual([asked, ...steps])
  expect(life.isSpent).toBe(isSpent)
  expect(life.credential).toEqual(events.includes(signed) ? credential : undefined)
})

test('a refusal that never had an offer has none to show', () => {
  const { place, intent } = asking()
  const life = lifeOf({ state: 'refused', id: 1, at: 1, place, intent, reason: 'malformed', facts: {}, endedAt: 1 })
  expect(life).not.toHaveProperty('offer')
})
