/** x402 version 1: the offer in the JSON body, X-PAYMENT, X-PAYMENT-RESPONSE (x402 v1 spec; x402-protocol.md §1.2). */
import * as z from 'zod/mini'
import { networkOfV1 } from '../networks'
import { sellerText } from '../text'
import type { Protocol } from './protocol'
import { payload, readAll, readReceipt, toHeader, toOffer } from './wire'

const Required = z.object({ x402Version: z.literal(1), accepts: z.array(z.unknown()) })

const Requirements = z.object({
  scheme: z.string(),
  network: z.string(),
  maxAmountRequired: z.unknown(),
  asset: z.string(),
  payTo: z.string(),
  maxTimeoutSeconds: z.number(),
  extra: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
})

const Described = z.object({ description: z.optional(z.unknown()), resource: z.optional(z.unknown()) })

/** The reference client's margin for a chain whose clock is behind ours. */
const BACKDATED = 600

export const x402v1: Protocol = {
  id: 'x402-v1',

  read(demand) {
    if (!z.object({ x402Version: z.literal(1) }).safeParse(demand).success) return undefined
    const parsed = Required.safeParse(demand)
    if (!parsed.success) return 'bad_shape'
    const first = Described.safeParse(parsed.data.accepts[0])
    const description = sellerText(first.data?.description)
    const url = sellerText(first.data?.resource, 500)
    return {
      protocol: 'x402-v1',
      what: { ...(description ? { description } : {}), ...(url ? { url } : {}) },
      ...readAll(parsed.data.accepts, (entry) => {
        const terms = Requirements.safeParse(entry)
        if (!terms.success) return 'bad_shape'
        const { network, maxAmountRequired: amount, extra, ...rest } = terms.data
        return toOffer({ ...rest, amount, network: networkOfV1(network), extra: extra ?? {}, accepted: entry })
      }),
    }
  },

  validAfter: (now) => now - BACKDATED,

  credential(_demand, offer, authorization, signature) {
    const { scheme, network } = JSON.parse(offer.accepted) as { scheme: string; network: string }
    const value = toHeader({ x402Version: 1, scheme, network, payload: payload(offer, authorization, signature) })
    return { header: 'X-PAYMENT', value }
  },

  receiptHeader: 'x-payment-response',
  receipt: (value, offer, from) => readReceipt(value, offer, from, networkOfV1),
}
