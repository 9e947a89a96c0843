import { expect, test } from 'vitest'
import { asking } from '../../tests/make/offers'
import { type News, newsOf } from './news'
import type { Payment } from './payment'

const a = (state: Payment['state'], more = {}) => ({ ...asking(), state, ...more }) as Payment
const answered = (status: number) => ({ answer: { status, at: 7 } })

test.each<[name: string, payment: Payment, news: News | undefined]>([
  ['a question', a('asking'), undefined],
  ['money set aside', a('approved'), 'held'],
  ['a signature', a('signed'), 'held'],
  ['a request that has left', a('issued', { presented: 1 }), 'held'],
  ['a page that came, before the chain has said so', a('issued', answered(200)), 'held'],
  ['what was paid and came', a('settled', answered(200)), 'paid'],
  ['what was paid and led elsewhere', a('settled', answered(303)), 'paid'],
  ['what was paid and failed', a('settled', answered(500)), 'unserved'],
  ['what was paid and never answered', a('settled'), 'unserved'],
  ['what nobody took', a('expired'), undefined],
  ['what was only learned', a('learned'), undefined],
  ['what was refused', a('refused'), undefined],
])('%s is news, or is not', (_name, payment, news) => {
  expect(newsOf(payment)).toBe(news)
})
