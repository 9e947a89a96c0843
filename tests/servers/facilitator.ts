// Who checks and settles for the sellers? The official facilitator, with a gas payer of its own, behind three routes.
import { x402Facilitator } from '@x402/core/facilitator'
import type { PaymentPayload, PaymentRequirements } from '@x402/core/types'
import { toFacilitatorEvmSigner } from '@x402/evm'
import { registerExactEvmScheme } from '@x402/evm/exact/facilitator'
import express, { type RequestHandler } from 'express'
import { createServer } from 'node:http'
import { createWalletClient, http, type Hex } from 'viem'
import * as v from 'valibot'
import { gasPayer } from './accounts.ts'
import { network, type Chain } from './chain.ts'
import { listen, shut } from './listen.ts'

export type Settlement = {
  at: number
  x402Version: number
  payer: string
  payTo: string
  amount: bigint
  nonce: string
  success: boolean
  transaction: string
  reason: string
}

export type Facilitator = {
  url: `http://${string}`
  /** Every settlement asked for, also the refused ones, oldest first. */
  settlements: () => Settlement[]
  close: () => Promise<void>
}

export async function startFacilitator(chain: Chain): Promise<Facilitator> {
  const facilitator = new x402Facilitator()
  registerExactEvmScheme(facilitator, { signer: await signer(chain), networks: 'eip155:84532' })
  const settlements: Settlement[] = []

  const app = express()
  app.use(express.json({ limit: '1mb' }))
  app.get('/supported', (_request, response) => void response.json(facilitator.getSupported()))
  app.post(
    '/verify',
    answering(async ({ paymentPayload, paymentRequirements }) =>
      facilitator.verify(paymentPayload, paymentRequirements),
    ),
  )
  app.post(
    '/settle',
    answering(async ({ paymentPayload, paymentRequirements }) => {
      const outcome = await facilitator.settle(paymentPayload, paymentRequirements)
      settlements.push({
        at: Date.now(),
        x402Version: paymentPayload.x402Version,
        ...particulars(paymentPayload),
        success: outcome.success,
        transaction: outcome.transaction,
        reason: outcome.errorReason ?? '',
      })
      return outcome
    }),
  )

  const server = createServer(app)
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, settlements: () => [...settlements], close: () => shut(server) }
}

type Question = { paymentPayload: PaymentPayload; paymentRequirements: PaymentRequirements }

function answering(answer: (question: Question) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    try {
      response.json(await answer(request.body))
    } catch (error) {
      // The facilitator throws on what it cannot read; as an answer that is 400, and not a fault of this server.
      response.status(400).json({ error: error instanceof Error ? error.message : String(error) })
    }
  }
}

// Anything but an EIP-3009 payment is settled all the same, and logged without its particulars.
const digits = v.pipe(
  v.string(),
  v.digits(),
  v.transform((text) => BigInt(text)),
)
const eip3009 = v.object({
  authorization: v.object({ from: v.string(), to: v.string(), value: digits, nonce: v.string() }),
})

function particulars({ payload }: PaymentPayload): Pick<Settlement, 'payer' | 'payTo' | 'amount' | 'nonce'> {
  const read = v.safeParse(eip3009, payload)
  if (!read.success) return { payer: '', payTo: '', amount: 0n, nonce: '' }
  const { from, to, value, nonce } = read.output.authorization
  return { payer: from, payTo: to, amount: value, nonce }
}

type Signer = Parameters<typeof toFacilitatorEvmSigner>[0]

// Nonces are counted here and sent in turn, or fifty settlements at once would ask for the same one. Gas is fixed:
// an estimate costs a round trip, and a transfer that cannot be is found by the official simulation in /verify.
async function signer({ client, rpcUrl }: Chain): Promise<ReturnType<typeof toFacilitatorEvmSigner>> {
  const wallet = createWalletClient({ account: gasPayer, chain: network, transport: http(rpcUrl) })
  const terms = { gas: 250_000n, maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n }
  let next = await client.getTransactionCount({ address: gasPayer.address })
  let last: Promise<unknown> = Promise.resolve()

  const inTurn = (send: (nonce: number) => Promise<Hex>): Promise<Hex> => {
    const turn = last.then(async () => {
      const hash = await send(next)
      next += 1
      return hash
    })
    last = turn.catch(() => undefined)
    return turn
  }

  const reads: Pick<Signer, 'readContract' | 'verifyTypedData' | 'waitForTransactionReceipt' | 'getCode'> = {
    readContract: (args) => client.readContract({ ...args, args: args.args ?? [] }),
    verifyTypedData: (args) => client.verifyTypedData(args as Parameters<typeof client.verifyTypedData>[0]),
    waitForTransactionReceipt: async ({ hash }) => ({ ...(await client.waitForTransactionReceipt({ hash })) }),
    getCode: (args) => client.getCode(args),
  }
  return toFacilitatorEvmSigner({
    address: gasPayer.address,
    ...reads,
    writeContract: (args) => inTurn((nonce) => wallet.writeContract({ ...terms, ...args, nonce })),
    sendTransaction: (args) => inTurn((nonce) => wallet.sendTransaction({ ...terms, ...args, nonce })),
  })
}
