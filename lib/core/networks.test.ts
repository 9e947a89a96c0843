import { DEFAULT_ASSETS } from '@x402/evm'
import { EVM_NETWORK_CHAIN_ID_MAP } from '@x402/evm/v1'
import * as Address from 'ox/Address'
import * as chains from 'viem/chains'
import { expect, test } from 'vitest'
import { builtInEndpoints, findToken, networkOfV1, networks, tokenKey, tokenOf, tokens } from './networks'

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
  expect(networkOfV1('')).toBeUndefined()
  const known = Object.entries(EVM_NETWORK_CHAIN_ID_MAP).filter(([, id]) =>
    networks.some(({ network }) => network === `eip155:${id}`),
  )
  expect(known.length).toBeGreaterThan(10)
  for (const [name, id] of known) expect([name, networkOfV1(name)]).toEqual([name, `eip155:${id}`])
})

test('a token is known by network and address, and what is ours is never unknown', () => {
  const [usdc] = tokens
  expect(tokenKey(usdc!)).toBe(`eip155:8453 ${usdc!.asset}`)
  expect(tokenOf(usdc!)).toBe(usdc)
  expect(() => tokenOf({ network: 'eip155:1', asset: usdc!.asset })).toThrow(
    `No token ${usdc!.asset} on eip155:1 in the registry`,
  )
})

test('every token lives on a network of ours, and is money as that network is', () => {
  for (const { network, chainId, chain, purse } of tokens) {
    expect(network).toBe(`eip155:${chainId}`)
    expect(networks).toContainEqual(expect.objectContaining({ network, name: chain, purse }))
  }
  expect(new Set(tokens.map(tokenKey)).size).toBe(tokens.length)
})

test('networks, their endpoints and explorers are those that viem knows, and play money is where it says so', () => {
  const url = (text = '') => text.replace(/\/$/, '')
  for (const { network, rpc, explorer, purse } of networks) {
    const known = Object.values<chains.Chain>(chains).filter(({ id }) => `eip155:${id}` === network)
    expect(known.map(({ rpcUrls }) => url(rpcUrls.default.http[0]))).toContain(rpc)
    expect(known.map(({ blockExplorers }) => url(blockExplorers?.default.url))).toContain(explorer)
    expect(known.some(({ testnet = false }) => testnet)).toBe(purse === 'test')
  }
  expect(networks).toHaveLength(20)
  for (const { name } of networks) expect(name).toMatch(/^[A-Z]\w+( \w+)?$/)
  expect(new Set(networks.map(({ name }) => name)).size).toBe(20)
})

test('the browser may ask every endpoint, each by its origin, once', () => {
  expect(builtInEndpoints()).toEqual([...new Set(networks.map(({ rpc }) => new URL(rpc).origin))])
})

test('real networks come before test networks, and every endpoint is https', () => {
  const purses = networks.map(({ purse }) => purse)
  expect(purses.lastIndexOf('real')).toBeLessThan(purses.indexOf('test'))
  for (const endpoint of builtInEndpoints()) expect(endpoint).toMatch(/^https:\/\/[a-z0-9.-]+$/)
})
