import { expect, test } from 'vitest'
import type { Money, Outcome, PaymentView } from '../../lib/core/view'
import { merged } from './rows'
import { onceADay, sumsBySite } from './sums'

function row(
  id: number,
  site: string,
  micros: string,
  outcome: Outcome = 'paid',
  purse: Money['purse'] = 'real',
): PaymentView {
  const money = { micros, atomic: micros, symbol: 'USDC', asset: '0x', network: 'eip155:8453', chain: 'Base', purse }
  return {
    id,
    at: id * 10,
    site,
    seller: site,
    method: 'GET',
    url: `${site}/`,
    outcome,
    why: { code: 'clicked' },
    money,
  }
}

test('sites are added up, the dearest first, play money last and apart', () => {
  const rows = [
    row(1, 'https://a', '1'),
    row(2, 'https://b', '5'),
    row(3, 'https://a', '2'),
    row(4, 'https://a', '9', 'paid', 'test'),
  ]
  expect(sumsBySite(rows)).toEqual([
    { site: 'https://b', purse: 'real', count: 1, micros: '5' },
    { site: 'https://a', purse: 'real', count: 2, micros: '3' },
    { site: 'https://a', purse: 'test', count: 1, micros: '9' },
  ])
})

test('fresh rows take the place of known ones', () => {
  const rows = merged(
    [row(2, 'https://a', '1', 'paying'), row(1, 'https://a', '1')],
    [row(3, 'https://a', '1'), row(2, 'https://a', '1')],
  )
  expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
    [3, 'paid'],
    [2, 'paid'],
    [1, 'paid'],
  ])
})

test('a page that was loaded again within a day counts once', () => {
  const day = 86_400
  const at = (id: number, at: number, url = 'https://a/x') => ({ ...row(id, 'https://a', '1', 'learned'), at, url })
  const rows = [at(5, day + 1), at(4, day - 1), at(3, 70, 'https://a/y'), at(2, 60), at(1, 0)]
  expect(onceADay(rows).map(({ id }) => id)).toEqual([1, 3, 5])
})
