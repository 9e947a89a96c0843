import { expect, test } from 'vitest'
import type { PaymentView } from '../../lib/core/view'
import { proofOf } from './proof'

const settled: PaymentView = {
  id: 7,
  at: 1_790_000_000,
  site: 'https://news.example',
  seller: 'https://news.example',
  method: 'GET',
  url: 'https://news.example/a',
  outcome: 'unserved',
  why: { code: 'rule' },
  money: {
    micros: '10000',
    atomic: '10000',
    symbol: 'USDC',
    asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
    network: 'eip155:84532',
    chain: 'Base Sepolia',
    purse: 'test',
  },
  payTo: '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
  payer: '0x857b06519E91e3A54538791bDbb0E22373e36b66',
  transaction: '0xabc',
  nonce: '0xdef',
  status: 500,
  answeredAt: 1_790_000_002,
}

test('a settled payment can be proved to its seller', () => {
  expect(JSON.parse(proofOf(settled) ?? '')).toEqual({
    network: 'eip155:84532',
    token: { symbol: 'USDC', address: '0x036CbD53842c5426634e7929541eC2318f3dCF7e' },
    transaction: '0xabc',
    payer: '0x857b06519E91e3A54538791bDbb0E22373e36b66',
    payee: '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
    amount: { atomic: '10000', decimal: '0.01' },
    nonce: '0xdef',
    request: { method: 'GET', url: 'https://news.example/a' },
    time: '2026-09-21T14:13:20.000Z',
    httpStatus: 500,
    answered: '2026-09-21T14:13:22.000Z',
  })
})

test('what is not on the chain, or was taken back, proves no payment', () => {
  const { transaction: _transaction, ...open } = settled
  expect(proofOf(open)).toBeUndefined()
  expect(proofOf({ ...settled, outcome: 'cancelled' })).toBeUndefined()
})
