/** x402 version 2 over HTTP: PAYMENT-REQUIRED, PAYMENT-SIGNATURE, PAYMENT-RESPONSE (x402 v2 spec §HTTP transport). */
import * as v from 'valibot'
import { sellerText } from '../text'
import { takesIdentifier, withIdentifier } from '../payment-identifier'
import type { Protocol } from './protocol'
import { anything, echo, payload, readAll, readReceipt, toHeader, toOffer } from './wire'

const Version = v.object({ x402Version: v.literal(2) })

const Required = v.object({
  x402Version: v.literal(2),
  resource: v.optional(v.nullable(anything)),
  accepts: v.array(v.unknown()),
  extensions: v.optional(v.unknown()),
})

const Requirements = v.object({
  scheme: v.string(),
  network: v.string(),
  amount: v.optional(v.unknown()),
  asset: v.string(),
  payTo: v.string(),
  maxTimeoutSeconds: v.number(),
  extra: v.optional(v.nullable(anything)),
})

export const x402v2: Protocol = {
  id: 'x402-v2',

  read(demand) {
    if (!v.is(Version, demand)) return undefined
    const parsed = v.safeParse(Required, demand)
    if (!parsed.success) return 'bad_shape'
    const { accepts, resource, extensions } = parsed.output
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
        const terms = v.safeParse(Requirements, entry)
        if (!terms.success) return 'bad_shape'
        const { amount, extra, ...rest } = terms.output
        return toOffer({ ...rest, amount, extra: extra ?? {}, accepted: entry })
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
