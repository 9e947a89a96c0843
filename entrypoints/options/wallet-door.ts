import type { WalletDoor } from '../../components/wallet/door'
import { tokens } from '../../lib/core/networks'
import type { Movement } from '../../lib/core/wallet-view'
import { call, tellNews } from '../../lib/messages/call'
import { readAll, writeAll } from '../../lib/store/backup'
import { movements, noteMovement, noteSearch, searched } from '../../lib/store/movements'
import { openBackup, sealBackup } from '../../lib/wallet/backup'
import { readBalances, type Reading } from '../../lib/wallet/balances'
import type { Endpoint } from '../../lib/wallet/client'
import { spendingKey, unlock, wordsOf } from '../../lib/wallet/keystore'
import { fateOfSent, searchIncoming } from '../../lib/wallet/logs'
import { askPasskey, canHavePasskeys, makePasskey } from '../../lib/wallet/passkey'
import { quote } from '../../lib/wallet/quote'
import { makeWallet } from '../../lib/wallet/seed'
import type { AnyVault } from '../../lib/wallet/vault'

export const walletDoor: WalletDoor = {
  async readBalances() {
    const [owners, endpoints] = await Promise.all([ownAddresses(), endpointsInUse()])
    const read = await Promise.all(
      endpoints.map((endpoint) => readBalances(endpoint, owners, assetsOn(endpoint)).catch((): Reading[] => [])),
    )
    await call('balancesRead', { readings: read.flat() })
  },

  async searchMovements() {
    const [{ accounts, balances }, endpoints, found] = await Promise.all([
      call('wallet', {}),
      endpointsInUse(),
      searched(),
    ])
    const keyOf = (owner: string, network: string) => `${owner} ${network}`
    // Only where there is money, or was: nobody else's node need know the address.
    const used = new Set([
      ...Object.keys(found),
      ...balances
        .filter(({ token, atomic = '0' }) => token && atomic !== '0')
        .map((each) => keyOf(each.address, each.network)),
    ])
    const pairs = endpoints.flatMap((endpoint) => accounts.map(({ address }) => ({ endpoint, owner: address })))
    await Promise.all(
      pairs.map(async ({ endpoint, owner }) => {
        const key = keyOf(owner, endpoint.network)
        if (!used.has(key)) return
        const search = await searchIncoming(endpoint, owner, assetsOn(endpoint), found[key]?.last)
        if (search) await noteSearch(key, search, search.movements)
      }),
    )
    await Promise.all((await movements()).filter(({ state }) => state === 'sent').map(bringUpToDate))
    tellNews()
  },

  movements,

  async quote({ network, ...transfer }) {
    const endpoint = await endpointOf(network)
    return endpoint ? quote(endpoint, transfer) : { problem: 'unreachable' }
  },

  async addAccount(password, named) {
    return withVault(password, async (vault) => {
      if (vault.schema !== 2) return { refused: 'changed' as const }
      const more = await makeWallet.addAccount(vault, password, named)
      if (typeof more === 'string') return { refused: more }
      const { refused, waitSeconds } = await call('addAccount', { vault: more, password })
      return refused ? { refused, ...(waitSeconds === undefined ? {} : { waitSeconds }) } : {}
    })
  },

  async reveal(password, what) {
    return withVault(password, async (vault) => {
      const secret = what === 'words' ? await wordsOf(vault, password) : await keyOf(vault, password, what)
      return secret === undefined ? { refused: 'wrong_password' as const } : { secret }
    })
  },

  async backUp(password) {
    return withVault(password, async (vault) => {
      const file = await sealBackup({ vault, ...(await readAll()) }, password, new Date())
      return { file }
    })
  },

  async restore(file, password) {
    const { state } = await call('wallet', {})
    if (state === 'locked' || state === 'open') return 'wallet_exists'
    const opened = await openBackup(file, password)
    if ('problem' in opened) return opened.problem
    // The wallet comes last: with it there, all is there.
    if (!(await unlock(opened.vault, password))) return 'unreadable'
    const written = await writeAll(opened)
    await call('reopenBooks', {})
    if (written === 'newer') return 'newer'
    const { refused } = await call('adopt', { vault: opened.vault, password })
    return refused ?? 'done'
  },

  canHavePasskeys,

  async addPasskey(password) {
    const checked = await call('verify', { password })
    if (checked.refused) return { ...checked, refused: checked.refused }
    const made = await makePasskey()
    if (!made) return { refused: 'none' }
    const { refused } = await call('addPasskey', { password, ...made })
    return refused ? { refused } : {}
  },

  async unlockWithPasskey(passkeys) {
    const asked = await askPasskey(passkeys)
    if (!asked) return { refused: 'none' }
    const { refused } = await call('unlockWith', asked)
    return refused ? { refused } : {}
  },
}

/** The vault, once the background has found the password right: wrong ones are counted there. */
async function withVault<T>(password: string, work: (vault: AnyVault) => Promise<T>) {
  const { refused, waitSeconds } = await call('verify', { password })
  if (refused) return { refused, ...(waitSeconds === undefined ? {} : { waitSeconds }) }
  const { vault } = await call('vault', {})
  return vault ? work(vault) : { refused: 'no_wallet' as const }
}

async function keyOf(vault: AnyVault, password: string, address: `0x${string}`): Promise<string | undefined> {
  const dataKey = await unlock(vault, password)
  return dataKey && spendingKey(vault, dataKey, address)
}

async function ownAddresses(): Promise<`0x${string}`[]> {
  return (await call('wallet', {})).accounts.map(({ address }) => address)
}

async function endpointsInUse(): Promise<Endpoint[]> {
  const { networks, testNetworks } = await call('settings', {})
  return networks
    .filter(({ isOn, purse }) => isOn && (testNetworks || purse === 'real'))
    .map(({ network, name, endpoint: url }) => ({ network, name, url }))
}

async function endpointOf(network: string): Promise<Endpoint | undefined> {
  return (await endpointsInUse()).find((each) => each.network === network)
}

function assetsOn({ network }: Endpoint): `0x${string}`[] {
  return tokens.filter((token) => token.network === network).map(({ asset }) => asset)
}

async function bringUpToDate(movement: Movement): Promise<void> {
  const endpoint = await endpointOf(movement.network)
  const state = endpoint && (await fateOfSent(endpoint, movement.transaction))
  if (state) await noteMovement({ ...movement, state })
}
