import { DEFAULT_ASSETS } from '@x402/evm'
import * as Address from 'ox/Address'
import { expect, test } from 'vitest'
import { builtInEndpoints, findToken, networkOfV1, networks, tokens } from './networks'

const official = Object.entries(DEFAULT_ASSETS).flatMap(([network, assets]) =>
  assets
    .filter(({ assetTransferMethod = 'eip3009' }) => assetTransferMethod === 'eip3009')
    .map((asset) => ({ network, ...asset })),
)

test('every EIP-3009 token of the official table is ours, to the letter', () => {
  const ours = official.map(({ network, asset }) => findToken(network, asset))
  const facts = ours.map(
    (token) =>
      token && {
        network: token.network,
        asset: token.asset,
        name: token.name,
        version: token.version,
        decimals: token.decimals,
        symbol: token.symbol,
      },
  )
  expect(facts).toEqual(
    official.map(({ network, asset, name, version, decimals, symbol }) => ({
      network,
      asset,
      name,
      version,
      decimals,
      symbol,
    })),
  )
  expect(tokens).toHaveLength(official.length)
})

test('addresses are in EIP-55, and a network is matched exactly', () => {
  for (const { asset } of tokens) expect(Address.checksum(asset)).toBe(asset)
  const [usdc] = tokens
  expect(findToken('eip155:8453', usdc!.asset.toLowerCase())).toBe(usdc)
  expect(findToken('eip155:08453', usdc!.asset)).toBeUndefined()
  expect(findToken('EIP155:8453', usdc!.asset)).toBeUndefined()
})

test('the names of v1 lead to the same chains', () => {
  expect(networkOfV1('base')).toBe('eip155:8453')
  expect(networkOfV1('base-sepolia')).toBe('eip155:84532')
  expect(networkOfV1('Base')).toBeUndefined()
})

test('real networks come before test networks, and every endpoint is https', () => {
  const purses = networks.map(({ purse }) => purse)
  expect(purses.lastIndexOf('real')).toBeLessThan(purses.indexOf('test'))
  for (const endpoint of builtInEndpoints()) expect(endpoint).toMatch(/^https:\/\/[a-z0-9.-]+$/)
})
