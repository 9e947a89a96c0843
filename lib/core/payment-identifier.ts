/**
 * The `payment-identifier` extension: a name for the purchase that stays the same however often it is presented, so that
 * a seller who knows it answers again without doing or charging anything twice (x402 extensions/payment_identifier.md).
 */
import * as v from 'valibot'

const Offered = v.object({
  'payment-identifier': v.object({ info: v.object({ required: v.boolean() }) }),
})

/** Does the seller ask for an identifier? */
export function takesIdentifier(extensions: unknown): boolean {
  return v.is(Offered, extensions)
}

/** The seller's extensions as they are echoed, with our identifier where one is asked for: it is made of the nonce. */
export function withIdentifier(extensions: unknown, nonce: `0x${string}`): unknown {
  if (!v.is(Offered, extensions)) return extensions
  const asked = extensions['payment-identifier']
  const id = `pay_${nonce.slice(2, 34)}`
  return { ...extensions, 'payment-identifier': { ...asked, info: { ...asked.info, id } } }
}
