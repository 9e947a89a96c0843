import { findToken, networks, type Token, tokenKey, tokens } from '../../lib/core/networks'
import type { Offer } from '../../lib/core/offer'
import type { Balances } from '../../lib/core/policy'
import { balancesItem } from '../../lib/store/session'
import { preferences } from '../../lib/store/settings'
import { balanceOf } from '../../lib/wallet/chain'

type Read = { amount: string; at: number }

/** A balance this young serves while it is enough, an older one while it is ample; too little is never old news. */
const FRESH = 15
const USABLE = 600
const AMPLE = 10n

/** Balances as last read from the chains, kept for the browser's session. What could not be read has no entry. */
export function balances(ports: { now(): number; changed(): void }) {
  async function read(token: Pick<Token, 'network' | 'asset'>, owner: `0x${string}`): Promise<bigint | undefined> {
    try {
      const amount = await balanceOf(await endpointOf(token.network), token.asset, owner)
      const kept = await balancesItem.getValue()
      await balancesItem.setValue({ ...kept, [tokenKey(token)]: { amount: `${amount}`, at: ports.now() } })
      return amount
    } catch (error) {
      console.info(`Tuppence could not read a balance on ${token.network}`, error)
      return undefined
    }
  }

  function isGoodEnough(known: Read | undefined, wanted: bigint): known is Read {
    if (!known) return false
    const [amount, age] = [BigInt(known.amount), ports.now() - known.at]
    return (age < FRESH && amount >= wanted) || (age < USABLE && amount >= wanted * AMPLE)
  }

  return {
    /** For a decision: as fresh as it needs to be. */
    async of(owner: `0x${string}`, offers: Offer[]): Promise<Balances> {
      const kept = await balancesItem.getValue()
      const entries = offers.map(async (offer): Promise<[string, bigint][]> => {
        const known = kept[tokenKey(offer)]
        const amount = isGoodEnough(known, offer.amount) ? BigInt(known.amount) : await read(offer, owner)
        return amount === undefined ? [] : [[tokenKey(offer), amount]]
      })
      return Object.fromEntries((await Promise.all(entries)).flat())
    },

    /** As last read, with the time of the oldest. */
    async known(): Promise<{ token: Token; amount: bigint; at: number }[]> {
      return Object.entries(await balancesItem.getValue()).flatMap(([key, { amount, at }]) => {
        const [network = '', asset = ''] = key.split(' ')
        const token = findToken(network, asset)
        return token ? [{ token, amount: BigInt(amount), at }] : []
      })
    },

    /** Reads the main token of each purse in use, and whatever else has been asked for. */
    async refresh(owner: `0x${string}`): Promise<void> {
      const [kept, { testNetworks }] = await Promise.all([balancesItem.getValue(), preferences()])
      const main = [
        tokens.find(({ purse }) => purse === 'real'),
        testNetworks && tokens.find(({ purse }) => purse === 'test'),
      ]
      const wanted = new Map(main.flatMap((token) => (token ? [[tokenKey(token), token] as const] : [])))
      for (const key of Object.keys(kept)) {
        const [network = '', asset = ''] = key.split(' ')
        const token = findToken(network, asset)
        if (token && (testNetworks || token.purse === 'real')) wanted.set(key, token)
      }
      for (const token of wanted.values()) await read(token, owner)
      ports.changed()
    },

    /** After a payment the old figure is wrong. */
    async reread(owner: `0x${string}`, offer: Offer): Promise<void> {
      await read(offer, owner)
      ports.changed()
    },

    async forget(): Promise<void> {
      await balancesItem.removeValue()
    },
  }
}

export async function endpointOf(network: string): Promise<string> {
  const { endpoints } = await preferences()
  const builtIn = networks.find((each) => each.network === network)?.rpc
  const endpoint = endpoints[network] ?? builtIn
  if (!endpoint) throw new Error(`No endpoint for ${network}`)
  return endpoint
}
