/**
 * The `payment-identifier` extension: a name for the purchase that stays the same however often it is presented, so that
 * a seller who knows it answers again without doing or charging anything twice (x402 extensions/payment_identifier.md).
 */
import * as z from 'zod/mini'

const Offered = z.looseObject({
  'payment-identifier': z.looseObject({ info: z.looseObject({ required: z.boolean() }) }),
})

/** Does the seller ask for an identifier? */
export function takesIdentifier(extensions: unknown): boolean {
  return Offered.safeParse(extensions).success
}

/** The seller's extensions as they are echoed, with our identifier where one is asked for: it is made of the nonce. */
export function withIdentifier(extensions: unknown, nonce: `0x${string}`): unknown {
  const offered = Offered.safeParse(extensions)
  if (!offered.success) return extensions
  const asked = offered.data['payment-identifier']
  const id = `pay_${nonce.slice(2, 34)}`
  return { ...offered.data, 'payment-identifier': { ...asked, info: { ...asked.info, id } } }
}
