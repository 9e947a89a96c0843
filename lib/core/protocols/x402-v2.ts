/** x402 version 2 over HTTP: PAYMENT-REQUIRED, PAYMENT-SIGNATURE, PAYMENT-RESPONSE (x402 v2 spec §HTTP transport). */
import * as z from 'zod/mini'
import { sellerText } from '../text'
import { takesIdentifier, withIdentifier } from '../payment-identifier'
import type { Protocol } from './protocol'
import { echo, payload, readAll, readReceipt, toHeader, toOffer } from './wire'

const Required = z.object({
  x402Version: z.literal(2),
  resource: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  accepts: z.array(z.unknown()),
  extensions: z.optional(z.unknown()),
})

const Requirements = z.object({
  scheme: z.string(),
  network: z.string(),
  amount: z.unknown(),
  asset: z.string(),
  payTo: z.string(),
  maxTimeoutSeconds: z.number(),
  extra: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
})

export const x402v2: Protocol = {
  id: 'x402-v2',

  read(demand) {
    if (!z.object({ x402Version: z.literal(2) }).safeParse(demand).success) return undefined
    const parsed = Required.safeParse(demand)
    if (!parsed.success) return 'bad_shape'
    const { accepts, resource, extensions } = parsed.data
    const described = sellerText(resource?.['description'])
    const service = sellerText(resource?.['serviceName'], 32)
    const url = sellerText(resource?.['url'], 500)
    const [resourceText, extensionsText] = [echo(resource), echo(extensions)]
    return {
      protocol: 'x402-v2',
      what: {
        ...(described ? { description: described } : {}),
        ...(service ? { service } : {}),
        ...(url ? { url } : {}),
      },
      ...readAll(accepts, (entry) => {
        const terms = Requirements.safeParse(entry)
        if (!terms.success) return 'bad_shape'
        return toOffer({ ...terms.data, extra: terms.data.extra ?? {}, accepted: entry })
      }),
      ...(resourceText === undefined ? {} : { resource: resourceText }),
      ...(extensionsText === undefined ? {} : { extensions: extensionsText }),
      ...(takesIdentifier(extensions) ? { isIdempotent: true } : {}),
    }
  },

  validAfter: () => 0,

  credential(demand, offer, authorization, signature) {
    const value = toHeader({
      x402Version: 2,
      payload: payload(offer, authorization, signature),
      ...(demand.extensions === undefined
        ? {}
        : { extensions: withIdentifier(JSON.parse(demand.extensions), authorization.nonce) }),
      ...(demand.resource === undefined ? {} : { resource: JSON.parse(demand.resource) as unknown }),
      accepted: JSON.parse(offer.accepted) as unknown,
    })
    return { header: 'PAYMENT-SIGNATURE', value }
  },

  receiptHeader: 'payment-response',
  receipt: (value, offer, from) => readReceipt(value, offer, from, (network) => network),
}
