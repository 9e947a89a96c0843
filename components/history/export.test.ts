import { expect, test } from 'vitest'
import type { Entry } from '../../lib/core/history'
import { formats, write } from './export'

const base = tokenRow()

function tokenRow(): Entry {
  return {
    id: 7,
    at: 1_790_000_000,
    site: 'https://news.example',
    seller: 'https://news.example',
    method: 'GET',
    url: 'https://news.example/a',
    outcome: 'paid',
    why: { code: 'rule', wanted: '10000' },
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
    transaction: '0xabc',
    nonce: '0xdef',
  }
}

async function* slices(...all: Entry[][]) {
  yield* all
}

async function text(format: keyof typeof formats, ...all: Entry[][]): Promise<string> {
  const { signal } = new AbortController()
  const file = await write(slices(...all), formats[format], { signal, progress: () => {} })
  return (await file?.text()) ?? 'called off'
}

const toCsv = (entries: Entry[]) => text('csv', entries)

const header = 'time,site,seller,method,url,amount,asset,network,usd,state,reason,rule,payTo,transaction,nonce'

test('a paid row has every figure', async () => {
  expect(await toCsv([base])).toBe(
    `${header}\n2026-09-21T14:13:20.000Z,https://news.example,https://news.example,GET,https://news.example/a,` +
      '0.01,USDC,eip155:84532,0.01,paid,rule,https://news.example,0x209693Bc6afc0C5328bA36FaF03C514EF312287C,0xabc,0xdef\n',
  )
})

test('no payments give the header alone, or an empty list', async () => {
  expect(await toCsv([])).toBe(`${header}\n`)
  expect(JSON.parse(await text('json'))).toEqual([])
})

test('a refusal without an offer leaves the money empty', async () => {
  const { money: _money, payTo: _payTo, transaction: _transaction, nonce: _nonce, ...rest } = base
  const csv = await toCsv([{ ...rest, outcome: 'refused', why: { code: 'malformed' } }])
  expect(csv.split('\n')[1]).toBe(
    '2026-09-21T14:13:20.000Z,https://news.example,https://news.example,GET,https://news.example/a,,,,,refused,malformed,,,,',
  )
})

test('commas, quotes and line ends are quoted', async () => {
  const csv = await toCsv([{ ...base, url: 'https://news.example/a,"b"\nc' }])
  expect(csv).toContain('"https://news.example/a,""b""\nc"')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j cannot be a formula', async (method) => {
  const cells = await toCsv([{ ...base, method }])
  expect(cells).toContain(`'${method}`)
  expect(cells).not.toContain(`,${method},`)
})

test('json keeps the rows as they are, from whatever slices they came', async () => {
  const rows = [1, 2, 3, 4].map((id) => ({ ...base, id, note: 'mine' }))
  expect(JSON.parse(await text('json', rows.slice(0, 1), [], rows.slice(1)))).toEqual(rows)
})

test('it is told how far it has come, and what is called off makes no file', async () => {
  const calling = new AbortController()
  const told: number[] = []
  const progress = (count: number) => {
    told.push(count)
    if (count === 3) calling.abort()
  }
  const all = slices([base], [base, base], [base])
  expect(await write(all, formats.csv, { signal: calling.signal, progress })).toBeUndefined()
  expect(told).toEqual([1, 3])
})
