// The servers by themselves, to visit with a browser: node tests/servers/serve.ts [--port=4402] [address to fund …]
import { isAddress } from 'viem'
import { startWorld } from './world.ts'

const port = Number(process.argv.find((word) => word.startsWith('--port='))?.slice('--port='.length) ?? 4402)
const world = await startWorld({ port })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void world.close())

const buyers = process.argv.filter((word) => isAddress(word))
for (const buyer of buyers) await world.fund(buyer, 10_000_000n)

console.log(`Newspaper     ${world.origins.news}/
Odd sellers   ${world.origins.odd}/
x402 v1       ${world.origins.gazette}/
Old paywall   ${world.origins.widget}/
v1 as JSON    ${world.origins.plain}/json-v1
Free pages    ${world.origins.other}/

Chain         ${world.rpcUrl}  (id ${world.chainId})
USDC          ${world.token}
Facilitator   ${world.facilitatorUrl}
Sellers' till ${world.payTo}
${buyers.map((buyer) => `$10 given to  ${buyer}\n`).join('')}
Ctrl-C ends it all.`)
