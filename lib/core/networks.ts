/**
 * The tokens Tuppence can pay with, and the chains they live on. Nothing a seller writes can add to this table:
 * name, version and decimals here are what is signed and what is shown (x402-exact-evm §EIP-712 domain; checked
 * by test against `DEFAULT_ASSETS` of `@x402/evm`).
 */
export type Purse = 'real' | 'test'

export type Token = {
  /** CAIP-2 chain id, e.g. `eip155:8453`. */
  network: string
  chainId: number
  chain: string
  /** Contract address, EIP-55. */
  asset: `0x${string}`
  symbol: string
  /** EIP-712 domain name and version of the contract. */
  name: string
  version: string
  decimals: number
  purse: Purse
}

type Chain = { id: number; name: string; rpc: string; explorer: string; purse: Purse; v1?: string }

/** In the order in which networks are preferred when two offers cost the same. Endpoints: the chains' public defaults. */
const chains: Chain[] = [
  chain(8453, 'Base', 'https://mainnet.base.org', 'https://basescan.org', 'base'),
  chain(137, 'Polygon', 'https://polygon.drpc.org', 'https://polygonscan.com', 'polygon'),
  chain(42161, 'Arbitrum', 'https://arb1.arbitrum.io/rpc', 'https://arbiscan.io'),
  chain(43114, 'Avalanche', 'https://api.avax.network/ext/bc/C/rpc', 'https://snowtrace.io', 'avalanche'),
  chain(42220, 'Celo', 'https://forno.celo.org', 'https://celoscan.io', 'celo'),
  chain(1329, 'Sei', 'https://evm-rpc.sei-apis.com', 'https://seiscan.io', 'sei'),
  chain(143, 'Monad', 'https://rpc.monad.xyz', 'https://monadscan.com', 'monad'),
  chain(988, 'Stable', 'https://rpc.stable.xyz', 'https://stablescan.xyz', 'stable'),
  chain(14, 'Flare', 'https://flare-api.flare.network/ext/C/rpc', 'https://flare-explorer.flare.network', 'flare'),
  chain(36900, 'ADI Chain', 'https://rpc.adifoundation.ai', 'https://explorer.adifoundation.ai'),
  chain(190415, 'HPP', 'https://mainnet.hpp.io', 'https://explorer.hpp.io'),
  chain(50, 'XDC', 'https://rpc.xdcrpc.com', 'https://xdcscan.com'),
  chain(1, 'Ethereum', 'https://ethereum.reth.rs/rpc', 'https://etherscan.io', 'ethereum'),
  testChain(84532, 'Base Sepolia', 'https://sepolia.base.org', 'https://sepolia.basescan.org', 'base-sepolia'),
  testChain(421614, 'Arbitrum Sepolia', 'https://sepolia-rollup.arbitrum.io/rpc', 'https://sepolia.arbiscan.io'),
  testChain(
    11142220,
    'Celo Sepolia',
    'https://forno.celo-sepolia.celo-testnet.org',
    'https://celo-sepolia.blockscout.com',
  ),
  testChain(1328, 'Sei Testnet', 'https://evm-rpc-testnet.sei-apis.com', 'https://testnet.seiscan.io', 'sei-testnet'),
  testChain(
    2201,
    'Stable Testnet',
    'https://rpc.testnet.stable.xyz',
    'https://testnet.stablescan.xyz',
    'stable-testnet',
  ),
  testChain(181228, 'HPP Sepolia', 'https://testnet.hpp.io', 'https://sepolia-explorer.hpp.io'),
  testChain(51, 'XDC Apothem', 'https://erpc.apothem.network', 'https://testnet.xdcscan.com'),
]

export const tokens: Token[] = [
  token(8453, '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', 'USDC', 'USD Coin', '2'),
  token(137, '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359', 'USDC', 'USD Coin', '2'),
  token(42161, '0xaf88d065e77c8cC2239327C5EDb3A432268e5831', 'USDC', 'USD Coin', '2'),
  token(43114, '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E', 'USDC', 'USD Coin', '2'),
  token(42220, '0xcebA9300f2b948710d2653dD7B07f33A8B32118C', 'USDC', 'USDC', '2'),
  token(42220, '0x48065fbBE25f71C9282ddf5e1cD6D6A887483D5e', 'USDT', 'Tether USD', '1'),
  token(42220, '0xD2ab3C9A02DBBAB236BfEC45D1d755DF4267F771', 'USAT', 'Tether America USD', '1'),
  token(1329, '0xe15fC38F6D8c56aF07bbCBe3BAf5708A2Bf42392', 'USDC', 'USDC', '2'),
  token(143, '0x754704Bc059F8C67012fEd69BC8A327a5aafb603', 'USDC', 'USDC', '2'),
  token(988, '0x779Ded0c9e1022225f8E0630b35a9b54bE713736', 'USDT0', 'USDT0', '1'),
  token(14, '0xe7cd86e13AC4309349F30B3435a9d337750fC82D', 'USDT0', 'USD₮0', '1'),
  token(36900, '0x9cb8142aEBBcdc60AF7c97Af897A67A8f3CA71C2', 'USDC.e', 'USDC.e', '2'),
  token(190415, '0x401eCb1D350407f13ba348573E5630B83638E30D', 'USDC.e', 'Bridged USDC', '2'),
  token(50, '0xfA2958CB79b0491CC627c1557F441eF849Ca8eb1', 'USDC', 'USDC', '2'),
  token(1, '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48', 'USDC', 'USD Coin', '2'),
  token(84532, '0x036CbD53842c5426634e7929541eC2318f3dCF7e', 'USDC', 'USDC', '2'),
  token(421614, '0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d', 'USDC', 'USD Coin', '2'),
  token(11142220, '0x01C5C0122039549AD1493B8220cABEdD739BC44E', 'USDC', 'USDC', '2'),
  token(1328, '0x4fCF1784B31630811181f670Aea7A7bEF803eaED', 'USDC', 'USDC', '2'),
  token(2201, '0x78Cf24370174180738C5B8E352B6D14c83a6c9A9', 'USDT0', 'USDT0', '1'),
  token(181228, '0x401eCb1D350407f13ba348573E5630B83638E30D', 'USDC.e', 'Bridged USDC', '2'),
  token(51, '0xb5AB69F7bBada22B28e79C8FFAECe55eF1c771D4', 'USDC', 'USDC', '2'),
]

export type TokenId = Pick<Token, 'network' | 'asset'>

/** The registry's own entry for a seller's (network, asset), or undefined: asset compared without case, network exactly. */
export function findToken(network: string, asset: string): Token | undefined {
  return tokens.find((token) => token.network === network && token.asset.toLowerCase() === asset.toLowerCase())
}

/** A token as a key: `${network} ${asset}`. */
export function tokenKey({ network, asset }: TokenId): string {
  return `${network} ${asset}`
}

/** Like `findToken`, for what is already ours: a missing entry is a bug. */
export function tokenOf({ network, asset }: TokenId): Token {
  const token = findToken(network, asset)
  if (!token) throw new Error(`No token ${asset} on ${network} in the registry`)
  return token
}

/** CAIP-2 id of an x402 v1 network name such as `base-sepolia`; undefined when unknown. */
export function networkOfV1(name: string): string | undefined {
  const found = chains.find((chain) => chain.v1 === name)
  return found && `eip155:${found.id}`
}

export type Network = { network: string; name: string; rpc: string; explorer: string; purse: Purse }

/** Every known network in order of preference. */
export const networks: Network[] = chains.map(({ id, name, rpc, explorer, purse }) => {
  return { network: `eip155:${id}`, name, rpc, explorer, purse }
})

/** The built-in RPC endpoints, as origins for connect-src. */
export function builtInEndpoints(): string[] {
  return [...new Set(chains.map(({ rpc }) => rpc.split('/').slice(0, 3).join('/')))]
}

function chain(id: number, name: string, rpc: string, explorer: string, v1?: string): Chain {
  return { id, name, rpc, explorer, purse: 'real', ...(v1 ? { v1 } : {}) }
}

function testChain(id: number, name: string, rpc: string, explorer: string, v1?: string): Chain {
  return { ...chain(id, name, rpc, explorer, v1), purse: 'test' }
}

function token(chainId: number, asset: `0x${string}`, symbol: string, name: string, version: string): Token {
  const home = chains.find(({ id }) => id === chainId)
  if (!home) throw new Error(`No chain ${chainId} in the registry`)
  const { name: chain, purse } = home
  return { network: `eip155:${chainId}`, chainId, chain, asset, symbol, name, version, decimals: 6, purse }
}
