/**
 * The `payment-identifier` extension: a name for the purchase that stays the same however often it is presented, so that
 * a seller who knows it answers again without doing or charging anything twice (x402 extensions/payment_identifier.md).
 */
import * as v from 'valibot'

const Offered = v.looseObject({
  'payment-identifier': v.looseObject({ info: v.looseObject({ required: v.boolean() }) }),
})

/** Does the seller ask for an identifier? */
export function takesIdentifier(extensions: unknown): boolean {
  return v.is(Offered, extensions)
}

/** The seller's extensions as they are echoed, with our identifier where one is asked for: it is made of the nonce. */
export function withIdentifier(extensions: unknown, nonce: `0x${string}`): unknown {
  const offered = v.safeParse(Offered, extensions)
  if (!offered.success) return extensions
  const asked = offered.output['payment-identifier']
  const id = `pay_${nonce.slice(2, 34)}`
  return { ...offered.output, 'payment-identifier': { ...asked, info: { ...asked.info, id } } }
}
