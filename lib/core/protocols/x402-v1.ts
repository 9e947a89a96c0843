/** x402 version 1: the offer in the JSON body, X-PAYMENT, X-PAYMENT-RESPONSE (x402 v1 spec; x402-protocol.md §1.2). */
import * as v from 'valibot'
import { networkOfV1 } from '../networks'
import { sellerText } from '../text'
import type { Protocol } from './protocol'
import { anything, payload, readAll, readReceipt, toHeader, toOffer } from './wire'

const Version = v.object({ x402Version: v.literal(1) })

const Required = v.object({ x402Version: v.literal(1), accepts: v.array(v.unknown()) })

const Requirements = v.object({
  scheme: v.string(),
  network: v.string(),
  maxAmountRequired: v.optional(v.unknown()),
  asset: v.string(),
  payTo: v.string(),
  maxTimeoutSeconds: v.number(),
  extra: v.optional(v.nullable(anything)),
})

const Described = v.object({ description: v.optional(v.unknown()), resource: v.optional(v.unknown()) })

/** The reference client's margin for a chain whose clock is behind ours. */
const BACKDATED = 600

export const x402v1: Protocol = {
  id: 'x402-v1',

  read(demand) {
    if (!v.is(Version, demand)) return undefined
    const parsed = v.safeParse(Required, demand)
    if (!parsed.success) return 'bad_shape'
    const first = v.is(Described, parsed.output.accepts[0]) ? parsed.output.accepts[0] : undefined
    const description = sellerText(first?.description)
    const url = sellerText(first?.resource, 500)
    return {
      protocol: 'x402-v1',
      what: { ...(description ? { description } : {}), ...(url ? { url } : {}) },
      ...readAll(parsed.output.accepts, (entry) => {
        const terms = v.safeParse(Requirements, entry)
        if (!terms.success) return 'bad_shape'
        const { network, maxAmountRequired: amount, extra, ...rest } = terms.output
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
