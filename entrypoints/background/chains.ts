import { chosenOffer, type In } from '../../lib/core/payment'
import type { Truth } from '../../lib/engine/ports'
import { cancellation, sendCancellation } from '../../lib/wallet/cancel'
import { fateOf } from '../../lib/wallet/chain'
import { endpointOf } from './balances'

/** A chain's clock and ours may differ by as much, and more is no trouble. */
const SKEW = 3600

/** What the chain says became of a payment; undefined when it cannot be asked, or cannot tell. */
export async function truthOf(payment: In<'issued'>): Promise<Truth | undefined> {
  const { asset, network } = chosenOffer(payment)
  try {
    const fate = await fateOf(await endpointOf(network), asset, payment.authorization, payment.decidedAt - SKEW)
    // Where the person took it back, only the event says which of the two was first.
    const isTold = fate.state !== 'used' || fate.transaction !== undefined || !payment.cancelling
    return isTold ? fate : undefined
  } catch (error) {
    console.info(`Tuppence could not ask ${network} about payment ${payment.id}`, error)
    return undefined
  }
}

/** Prepares the transaction that takes an authorization back. */
export async function cancellationOf(
  payment: In<'issued'>,
  privateKey: `0x${string}`,
): Promise<`0x${string}` | 'no_gas' | 'unreachable'> {
  const offer = chosenOffer(payment)
  try {
    return await cancellation(await endpointOf(offer.network), offer, payment.authorization, privateKey)
  } catch (error) {
    console.info(`Tuppence could not prepare to cancel payment ${payment.id}`, error)
    return 'unreachable'
  }
}

/** Sends the transaction that takes an authorization back. What does not get through is sent at the next look. */
export async function takeBack(payment: In<'issued'>): Promise<void> {
  if (!payment.cancelling) return
  const { network } = chosenOffer(payment)
  try {
    await sendCancellation(await endpointOf(network), payment.cancelling)
  } catch (error) {
    console.info(`Tuppence could not take back payment ${payment.id}`, error)
  }
}
