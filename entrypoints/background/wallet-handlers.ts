import { toMicros } from '../../lib/core/amount'
import { adviceOn } from '../../lib/core/float'
import { findToken, networks, type Purse, tokenKey, tokenOf } from '../../lib/core/networks'
import { chosenOffer, offerOf, type Payment, priceOf } from '../../lib/core/payment'
import type { PurseView } from '../../lib/core/view'
import type { AccountView, BalanceView } from '../../lib/core/wallet-view'
import type { Engine } from '../../lib/engine/engine'
import type { Journal } from '../../lib/engine/ports'
import type { Handlers } from '../../lib/messages/serve'
import type { walletPages } from '../../lib/messages/wallet'
import { unlockedItem } from '../../lib/store/session'
import { attemptsItem, walletSitesItem } from '../../lib/store/settings'
import { noteMovement } from '../../lib/store/movements'
import { dropVault, loadVault } from '../../lib/store/vault'
import { Refused, rpc } from '../../lib/wallet/chain'
import { sealedAnew, unlock, withPasskey } from '../../lib/wallet/keystore'
import { transferData } from '../../lib/wallet/transfer'
import { nameOf, signCall } from '../../lib/wallet/transaction'
import { accountsOf } from '../../lib/wallet/vault'
import type { Keeper } from './account'
import { wallet } from './account'
import { type balances, endpointOf } from './balances'
import { placeScripts } from './reach'

/** Seconds after which a balance is said to be of then. */
const STALE = 600

type Funds = ReturnType<typeof balances>

type Parts = {
  journal: Journal
  engine: Engine
  keeper: Keeper
  funds: Funds
  clock(): { now: number }
  changed(): void
  /** Balances are read anew at the next look. */
  readAgain(): void
}

/** What our own pages may ask about the wallet itself. */
export function walletHandlers({
  journal,
  engine,
  keeper,
  funds,
  clock,
  changed,
  readAgain,
}: Parts): Pick<Handlers, keyof typeof walletPages> {
  const now = () => clock().now

  /** What open payments may still take, by token of an account. */
  async function heldByToken(): Promise<Map<string, bigint>> {
    const held = new Map<string, bigint>()
    for (const payment of await journal.open().catch(() => [])) {
      if (payment.state === 'asking' || !('authorization' in payment)) continue
      const key = `${payment.account} ${tokenKey(chosenOffer(payment))}`
      held.set(key, (held.get(key) ?? 0n) + payment.price)
    }
    return held
  }

  async function viewBalances(): Promise<BalanceView[]> {
    const held = await heldByToken()
    return (await funds.known()).flatMap(({ owner, network, asset, amount, at, failedAt }): BalanceView[] => {
      const chain = networks.find((each) => each.network === network)
      const token = asset && findToken(network, asset)
      if (!chain || (asset && !token)) return []
      const micros = token && amount !== undefined ? toMicros(BigInt(amount), token.decimals) : undefined
      const holds = token && held.get(`${owner} ${tokenKey(token)}`)
      return [
        {
          address: owner,
          network,
          chain: chain.name,
          purse: chain.purse,
          ...(token ? { token: { asset: token.asset, symbol: token.symbol, decimals: token.decimals } } : {}),
          ...(amount === undefined ? {} : { atomic: amount }),
          ...(micros === undefined ? {} : { micros: `${micros}` }),
          ...(at === undefined ? {} : { at }),
          ...(failedAt === undefined ? {} : { failedAt }),
          ...(holds ? { held: `${holds}` } : {}),
        },
      ]
    })
  }

  return {
    async wallet() {
      const vault = await loadVault()
      if (vault === null || vault === 'damaged') {
        const state = vault === null ? 'none' : 'damaged'
        return { state, accounts: [], hasWords: false, isBackedUp: false, passkeys: [], balances: [] }
      }
      const { state } = await keeper.account()
      const passkeys = vault.schema === 2 ? vault.passkeys : []
      return {
        state,
        accounts: await accountViews(),
        hasWords: vault.seed !== undefined,
        isBackedUp: vault.schema === 2 && vault.isBackedUp === true,
        passkeys: passkeys.map(({ id, salt, addedAt }) => ({ id, salt, addedAt })),
        balances: await viewBalances(),
      }
    },

    vault: async () => ({ vault: (await wallet()) ?? null }),

    verify: ({ password }) => keeper.verify(password),

    async unlockWith({ id, secret }) {
      const result = await keeper.unlockWith(id, secret)
      if (!result.refused) await engine.reconsider()
      return result
    },

    async addAccount({ vault, password }) {
      if (vault.schema !== 2) return { refused: 'changed' }
      const result = await keeper.amendWith(password, async (current) => {
        // Made from what is kept now, and opened by the same password: it can only have more.
        const isSame = JSON.stringify({ ...vault, accounts: vault.accounts.slice(0, current.accounts.length) })
        return isSame === JSON.stringify(current) && (await unlock(vault, password)) ? vault : undefined
      })
      if (!result.refused) readAgain()
      return result
    },

    async setAccount({ address, name, isMain, site }) {
      await keeper.touch()
      await keeper.amend(async (vault) => {
        const found = vault.accounts.find((each) => each.address === address)
        if (!found) return undefined
        const { site: _before, ...rest } = found
        const kept = site === undefined ? found : { ...rest, ...(site === null ? {} : { site }) }
        return {
          ...vault,
          ...(isMain ? { address } : {}),
          accounts: vault.accounts.map((each) => {
            if (each.address === address) return { ...kept, ...(name === undefined ? {} : { name }) }
            // A site has one account at most.
            if (!site || each.site !== site) return each
            const { site: _other, ...free } = each
            return free
          }),
        }
      })
      changed()
      return null
    },

    async changePassword({ password, next }) {
      return keeper.amendWith(password, (vault) => sealedAnew(vault, password, { password: next }))
    },

    async addPasskey({ password, ...passkey }) {
      return keeper.amendWith(password, (vault, dataKey) => withPasskey(vault, dataKey, { ...passkey, addedAt: now() }))
    },

    async removePasskey({ id }) {
      await keeper.touch()
      await keeper.amend(async (vault) => ({ ...vault, passkeys: vault.passkeys.filter((each) => each.id !== id) }))
      return null
    },

    async backedUp() {
      await keeper.amend(async (vault) => ({ ...vault, isBackedUp: true }))
      return null
    },

    walletSites: async () => ({ sites: await walletSitesItem.getValue() }),

    async setWalletSite({ site, isOn }) {
      await keeper.touch()
      const others = (await walletSitesItem.getValue()).filter((each) => each !== site)
      const sites = isOn ? [...others, site].sort() : others
      await walletSitesItem.setValue(sites)
      await placeScripts()
      changed()
      return null
    },

    async removeWallet() {
      await keeper.lock()
      await dropVault()
      await Promise.all([unlockedItem.removeValue(), attemptsItem.removeValue(), funds.forget()])
      changed()
      return null
    },

    async balancesRead({ readings }) {
      const known = new Set((await accountViews()).map(({ address }) => address))
      await funds.note(
        readings
          .filter(({ address }) => known.has(address))
          .map(({ address: owner, network, asset, atomic }) => ({
            owner,
            network,
            ...(asset ? { asset } : {}),
            ...(atomic === undefined ? {} : { amount: BigInt(atomic) }),
          })),
      )
      changed()
      return null
    },

    async send({ from, to, network, asset, atomic, count, gas, maxFeePerGas, maxPriorityFeePerGas }) {
      await keeper.touch()
      const key = await keeper.keyOf(from)
      if (!key) return { refused: 'locked' }
      const token = tokenOf({ network, asset })
      const signed = signCall(
        { chainId: token.chainId, to: token.asset, data: transferData(to, BigInt(atomic)) },
        {
          count: BigInt(count),
          gas: BigInt(gas),
          maxFeePerGas: BigInt(maxFeePerGas),
          maxPriorityFeePerGas: BigInt(maxPriorityFeePerGas),
        },
        key,
      )
      const transaction = nameOf(signed)
      const sent = { network, asset: token.asset, account: from, other: to, atomic, transaction }
      const movement = { ...sent, kind: 'out' as const }
      // Saved before it leaves: what is in the history may not have gone, but nothing goes that is not there.
      await noteMovement({ ...movement, at: now(), state: 'sent' })
      try {
        await rpc(await endpointOf(network), 'eth_sendRawTransaction', [signed])
      } catch (error) {
        // A node that cannot be reached may have taken it all the same.
        if (!(error instanceof Refused)) return { transaction }
        await noteMovement({ ...movement, at: now(), state: 'failed' })
        return { refused: 'not_taken', detail: error.message }
      }
      changed()
      return { transaction }
    },
  }
}

export async function accountViews(): Promise<AccountView[]> {
  const vault = await wallet()
  if (!vault) return []
  return accountsOf(vault).map(({ address, name, site }, place) => ({
    address,
    name,
    number: place + 1,
    isMain: address === vault.address,
    ...(site ? { site } : {}),
  }))
}

/** What lies in one purse, what of it could not be read, and whether it is too little or too much. */
export function viewFloat(
  purse: Purse,
  known: Awaited<ReturnType<Funds['known']>>,
  decided: Payment[],
  { most, now }: { most: bigint; now: number },
): Partial<PurseView> {
  const tokens = known.flatMap(({ network, asset, ...kept }) => {
    const token = asset && findToken(network, asset)
    return token?.purse === purse ? [{ ...kept, token }] : []
  })
  const read = tokens.flatMap(({ token, amount, at = 0 }) =>
    amount === undefined ? [] : [{ micros: toMicros(BigInt(amount), token.decimals), at }],
  )
  const unread = new Set(tokens.flatMap(({ token, failedAt }) => (failedAt === undefined ? [] : [token.chain])))
  const failed = unread.size > 0 ? { unread: [...unread] } : {}
  if (read.length === 0) return failed
  const balance = read.reduce((sum, { micros }) => sum + micros, 0n)
  const usual = decided.flatMap((payment) => {
    const offer = offerOf(payment)
    return offer && tokenOf(offer).purse === purse ? [priceOf(offer)] : []
  })
  const advice = adviceOn(balance, { usual, most })
  const balanceAt = Math.min(...read.map(({ at }) => at))
  return {
    balance: `${balance}`,
    balanceAt,
    ...(now - balanceAt > STALE ? { isStale: true } : {}),
    ...failed,
    ...(advice ? { advice } : {}),
  }
}
