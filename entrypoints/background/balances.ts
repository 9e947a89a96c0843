import { findToken, networks, type Token, tokenKey, tokens } from '../../lib/core/networks'
import type { Offer } from '../../lib/core/offer'
import type { Balances } from '../../lib/core/policy'
import { balancesItem, type KeptBalance } from '../../lib/store/session'
import { preferences } from '../../lib/store/settings'
import { balanceOf } from '../../lib/wallet/chain'
import type { Address } from '../../lib/wallet/vault'
import { turns } from '../../lib/turns'

/** A balance this young serves while it is enough, an older one while it is ample; too little is never old news. */
const FRESH = 15
const USABLE = 600
const AMPLE = 10n

type Held = { owner: Address; network: string; asset?: Address }
/** What was read, or that it could not be. */
type Reading = Held & { amount?: bigint }

/** Balances as last read from the chains, kept for the browser's session. */
export function balances(ports: { now(): number; changed(): void }) {
  /** One after the other: each adds to what is kept. */
  const inTurn = turns()

  function note(readings: Reading[]): Promise<void> {
    return inTurn(async () => {
      const kept = { ...(await balancesItem.getValue()) }
      const at = ports.now()
      for (const { amount, ...held } of readings)
        kept[keyOf(held)] = amount === undefined ? { ...kept[keyOf(held)], failedAt: at } : { amount: `${amount}`, at }
      await balancesItem.setValue(kept)
    })
  }

  async function read(
    { network, asset }: Pick<Token, 'network' | 'asset'>,
    owner: Address,
  ): Promise<bigint | undefined> {
    const held = { owner, network, asset }
    try {
      const amount = await balanceOf(await endpointOf(network), asset, owner)
      await note([{ ...held, amount }])
      return amount
    } catch (error) {
      console.info(`Tuppence could not read a balance on ${network}`, error)
      await note([held])
      return undefined
    }
  }

  function isGoodEnough({ amount, at = 0 }: KeptBalance, wanted: bigint): boolean {
    if (amount === undefined) return false
    const age = ports.now() - at
    return (age < FRESH && BigInt(amount) >= wanted) || (age < USABLE && BigInt(amount) >= wanted * AMPLE)
  }

  return {
    note,

    /** For a decision: as fresh as it needs to be. */
    async of(owner: Address, offers: Offer[]): Promise<Balances> {
      const kept = await balancesItem.getValue()
      const entries = offers.map(async (offer): Promise<[string, bigint][]> => {
        const known = kept[keyOf({ owner, ...offer })] ?? {}
        const amount = isGoodEnough(known, offer.amount) ? BigInt(known.amount ?? 0) : await read(offer, owner)
        return amount === undefined ? [] : [[tokenKey(offer), amount]]
      })
      return Object.fromEntries((await Promise.all(entries)).flat())
    },

    /** As last read, or tried to. */
    async known(): Promise<(Held & KeptBalance)[]> {
      return Object.entries(await balancesItem.getValue()).map(([key, kept]) => ({ ...heldOf(key), ...kept }))
    },

    /** Reads the main token of each purse in use, and whatever else has been asked for. */
    async refresh(owners: Address[]): Promise<void> {
      const [kept, { testNetworks, networksOff }] = await Promise.all([balancesItem.getValue(), preferences()])
      const isShown = ({ purse, network }: Token) =>
        (testNetworks || purse === 'real') && !networksOff.includes(network)
      const main = [tokens.find(({ purse }) => purse === 'real'), tokens.find(({ purse }) => purse === 'test')]
      const wanted = new Map<string, [Token, Address]>()
      const want = (token: Token | undefined, owner: Address) => {
        if (token && isShown(token)) wanted.set(keyOf({ owner, ...token }), [token, owner])
      }
      for (const owner of owners) for (const token of main) want(token, owner)
      for (const key of Object.keys(kept)) {
        const { owner, network, asset } = heldOf(key)
        if (asset && owners.includes(owner)) want(findToken(network, asset), owner)
      }
      await Promise.all([...wanted.values()].map(([token, owner]) => read(token, owner)))
      ports.changed()
    },

    /** After a payment the old figure is wrong. */
    async reread(owner: Address, offer: Offer): Promise<void> {
      await read(offer, owner)
      ports.changed()
    },

    async forget(): Promise<void> {
      await balancesItem.removeValue()
    },
  }
}

const COIN = 'coin'

function keyOf({ owner, network, asset }: Held): string {
  return `${owner} ${network} ${asset ?? COIN}`
}

function heldOf(key: string): Held {
  const [owner = '', network = '', asset = ''] = key.split(' ')
  return { owner: owner as Address, network, ...(asset === COIN ? {} : { asset: asset as Address }) }
}

export async function endpointOf(network: string): Promise<string> {
  const { endpoints } = await preferences()
  const builtIn = networks.find((each) => each.network === network)?.rpc
  const endpoint = endpoints[network] ?? builtIn
  if (!endpoint) throw new Error(`No endpoint for ${network}`)
  return endpoint
}
