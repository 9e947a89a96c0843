import type { Offer } from '../../lib/core/offer'
import { chosenOffer, type In } from '../../lib/core/payment'
import type { Truth } from '../../lib/engine/ports'
import { cancellation, sendCancellation } from '../../lib/wallet/cancel'
import { fateOf } from '../../lib/wallet/chain'
import { endpointOf } from './balances'

/** A chain's clock and ours may differ by as much, and more is no trouble. */
const SKEW = 3600

/** What the chain says became of a payment; undefined when it cannot be asked, or cannot tell. */
export async function truthOf(payment: In<'issued'>): Promise<Truth | undefined> {
  const { authorization, decidedAt, cancelling } = payment
  const fate = await asked(payment, (endpoint, { asset }) => fateOf(endpoint, asset, authorization, decidedAt - SKEW))
  // Where the person took it back, only the event says which of the two was first.
  return fate?.state === 'used' && fate.transaction === undefined && cancelling ? undefined : fate
}

/** Prepares the transaction that takes an authorization back. */
export async function cancellationOf(
  payment: In<'issued'>,
  privateKey: `0x${string}`,
): Promise<`0x${string}` | 'no_gas' | 'unreachable'> {
  const transaction = await asked(payment, (endpoint, offer) =>
    cancellation(endpoint, offer, payment.authorization, privateKey),
  )
  return transaction ?? 'unreachable'
}

/** Sends the transaction that takes an authorization back. What does not get through is sent at the next look. */
export async function takeBack(payment: In<'issued'>): Promise<void> {
  const { cancelling } = payment
  if (cancelling) await asked(payment, (endpoint) => sendCancellation(endpoint, cancelling))
}

/** What comes of asking the chain that a payment is on; undefined when it cannot be asked. */
async function asked<T>(payment: In<'issued'>, ask: (endpoint: string, offer: Offer) => Promise<T>) {
  const offer = chosenOffer(payment)
  try {
    return await ask(await endpointOf(offer.network), offer)
  } catch (error) {
    console.info(`Tuppence could not ask ${offer.network} about payment ${payment.id}`, error)
    return undefined
  }
}
