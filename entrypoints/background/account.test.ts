import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { lockAway, sealedAnew, spendingKey, unlock, withPasskey } from '../../lib/wallet/keystore'
import { keyOf, makeWallet } from '../../lib/wallet/seed'
import { newKdf } from '../../lib/wallet/seal'
import { sign } from '../../lib/wallet/sign'
import type { AnyVault, Vault } from '../../lib/wallet/vault'
import { next } from '../../lib/core/payment'
import { asking, moment, offer } from '../../tests/make/offers'
import first from '../../tests/vectors/vault-1.json'
import { loadVault, saveVault } from '../../lib/store/vault'
import { keeper } from './account'

const KEY = `0x${'11'.repeat(32)}` as const
let vault: Vault
let now: number
let wakes: number[]

beforeEach(async () => {
  fakeBrowser.reset()
  globalThis.indexedDB = new IDBFactory()
  // Cheap to open: of a wrong password only its being wrong matters here.
  vault ??= await lockAway({ key: KEY }, 'right', newKdf(1000))
  now = 1_000_000
  wakes = []
})

/** A new worker: nothing but storage tells it what an earlier one knew. */
const worker = () => keeper({ now: () => now, wakeAt: (at) => wakes.push(at), changed: () => {} })
const state = async () => (await worker().account()).state

describe('the lock', () => {
  test('a wallet is kept only if its password opens it, and never over another', async () => {
    expect(await state()).toBe('none')
    expect(await worker().adopt(vault, 'wrong')).toEqual({ refused: 'unreadable' })
    expect(await state()).toBe('none')
    expect(await worker().adopt(vault, 'right')).toEqual({})
    expect(await worker().adopt(vault, 'right')).toEqual({ refused: 'wallet_exists' })
    expect(await state()).toBe('open')
  })

  test('it falls after fifteen idle minutes, whether an alarm rings or not', async () => {
    await worker().adopt(vault, 'right')
    expect(wakes).toEqual([now + 900])
    now += 899
    expect(await state()).toBe('open')
    now += 1
    expect(await state()).toBe('locked')
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })

  test('the alarm ends it too; one that is early does not', async () => {
    await worker().adopt(vault, 'right')
    now += 899
    await worker().lockIfIdle()
    expect(await state()).toBe('open')
    now += 1
    await worker().lockIfIdle()
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })

  test('being there puts it off, being paid for does not', async () => {
    await worker().adopt(vault, 'right')
    now += 600
    await worker().account()
    now += 200
    await worker().touch()
    now += 800
    expect(await state()).toBe('open')
    now += 100
    expect(await state()).toBe('locked')
    await worker().touch()
    expect(await state()).toBe('locked')
  })

  test('a lock that falls while idle time is put off stays fallen', async () => {
    await worker().adopt(vault, 'right')
    for (const order of ['touch first', 'lock first']) {
      const one = worker()
      await one.unlock('right')
      const acts = [() => one.touch(), () => one.lock()]
      await Promise.all((order === 'touch first' ? acts : acts.toReversed()).map((act) => act()))
      expect([order, await state()]).toEqual([order, 'locked'])
    }
  })

  test('locked, there is an address and nothing to sign with', async () => {
    await worker().adopt(vault, 'right')
    await worker().lock()
    expect(await worker().account()).toEqual({ state: 'locked', address: vault.address })
    expect(await worker().unlock('right')).toEqual({})
    expect(await state()).toBe('open')
  })

  test('an account that was open signs as long as the wallet is, and nothing once it is locked', async () => {
    const keeper = worker()
    await keeper.adopt(vault, 'right')
    const account = await keeper.account()
    if (account.state !== 'open') throw new Error('It is locked')
    const nonce = account.nonce('0x01', 0)
    const authorization = { from: account.address, nonce, validAfter: 0, validBefore: now + 60 }
    const approval = { why: 'clicked', chosen: 0, seq: 0, authorization, moment: moment(), at: now } as const
    const payment = next(asking(), { kind: 'approve', usual: { payees: [], tokens: [] }, ...approval })
    if (payment.state !== 'approved') throw new Error('It is not approved')
    expect(await account.sign(payment)).toBe(sign(offer(), authorization, KEY))
    now += 900
    expect(await account.sign(payment)).toBeUndefined()
    await keeper.unlock('right')
    expect(await account.sign(payment)).toMatch(/^0x[0-9a-f]{130}$/)
    await keeper.lock()
    expect(await account.sign(payment)).toBeUndefined()
  })
})

describe('a vault of an older making', () => {
  const { password, fromWords } = first as unknown as { password: string; fromWords: AnyVault }
  const kept = async () => (await fakeBrowser.storage.local.get('vault'))['vault'] as Vault

  test('opens, is written anew at the first right password, and never by a wrong one', async () => {
    await fakeBrowser.storage.local.set({ vault: fromWords })
    expect(await worker().account()).toEqual({ state: 'locked', address: fromWords.address })
    expect(await worker().unlock('wrong')).toEqual({ refused: 'wrong_password' })
    expect(await kept()).toEqual(fromWords)
    expect(await worker().unlock(password)).toEqual({})
    expect(await state()).toBe('open')
    expect(await kept()).toMatchObject({ schema: 2, address: fromWords.address })
    await worker().lock()
    expect(await worker().unlock(password)).toEqual({})
    expect(await state()).toBe('open')
  })

  test('gets its new password in one go, or says that it has not', async () => {
    const change = (from: string) =>
      worker().amendWith(from, (vault) => sealedAnew(vault, from, { password: 'another', kdf: newKdf(1000) }))
    await fakeBrowser.storage.local.set({ vault: fromWords })
    expect(await change('wrong')).toEqual({ refused: 'wrong_password' })
    expect(await kept()).toEqual(fromWords)
    expect(await change(password)).toEqual({})
    expect(await worker().unlock(password)).toEqual({ refused: 'wrong_password' })
    expect(await worker().unlock('another')).toEqual({})
    expect(await state()).toBe('open')

    const damaged = { ...first.fromWords, spending: first.fromKey.spending } as unknown as AnyVault
    await saveVault(damaged)
    expect(await change(password)).toEqual({ refused: 'changed' })
    expect(await kept()).toEqual(damaged)
  })
})

describe('a damaged disk', () => {
  test('the spare copy stands in, and mends the first; without one the wallet is gone only where both are', async () => {
    await worker().adopt(vault, 'right')
    for (const damage of [null, 'nonsense', { ...vault, kdf: undefined }, JSON.stringify(vault).slice(0, 99)]) {
      await fakeBrowser.storage.local.set({ vault: damage })
      expect([damage, await state()]).toEqual([damage, 'open'])
      expect((await fakeBrowser.storage.local.get('vault'))['vault']).toEqual(vault)
    }
    await fakeBrowser.storage.local.set({ vault: 'nonsense' })
    globalThis.indexedDB = new IDBFactory()
    expect(await loadVault()).toBe('damaged')
    expect(await state()).toBe('none')
    // Brought back from elsewhere, what was damaged is put aside and not written over.
    expect(await worker().adopt(vault, 'right')).toEqual({})
    expect(await state()).toBe('open')
    expect((await fakeBrowser.storage.local.get('damagedVault'))['damagedVault']).toBe('nonsense')
  })

  test('records of another wallet put in place of ours sign nothing', async () => {
    const other = await lockAway({ key: `0x${'22'.repeat(32)}` }, 'right', newKdf(1000))
    await worker().adopt(vault, 'right')
    const [account] = vault.accounts
    await saveVault({ ...vault, accounts: [{ ...account!, spending: other.accounts[0]!.spending }] })
    expect(await state()).toBe('locked')
    await saveVault(other)
    expect(await state()).toBe('locked')
  })
})

describe('a passkey', () => {
  test('opens the wallet, a wrong one does not, and locks nobody out', async () => {
    const secret = btoa('s'.repeat(32))
    const dataKey = await unlock(vault, 'right')
    const passkey = { id: 'mine', salt: 'salt', addedAt: now, secret }
    await worker().adopt(await withPasskey(vault, dataKey!, passkey), 'right')
    await worker().lock()
    for (let tries = 0; tries < 5; tries++)
      expect(await worker().unlockWith('mine', btoa('x'.repeat(32)))).toEqual({ refused: 'wrong_password' })
    expect(await state()).toBe('locked')
    expect(await worker().unlockWith('mine', secret)).toEqual({})
    expect(await state()).toBe('open')
  })
})

describe('several accounts', () => {
  test('a site of its own account is paid from it, every other from the main one, and each key is its own', async () => {
    const words = 'test test test test test test test test test test test junk'
    const made = await lockAway({ key: keyOf(words, 0), words }, 'right', newKdf(1000))
    const more = await makeWallet.addAccount(made, 'right', { name: 'A', site: 'https://a.example' })
    if (typeof more === 'string') throw new Error(more)
    await worker().adopt(more, 'right')
    const [main, own] = more.accounts.map(({ address }) => address)
    expect(await worker().account({ site: 'https://a.example' })).toMatchObject({ state: 'open', address: own })
    expect(await worker().account({ site: 'https://b.example' })).toMatchObject({ state: 'open', address: main })
    expect(await worker().account()).toMatchObject({ address: main })
    expect(await worker().account({ address: own! })).toMatchObject({ state: 'open', address: own })
    expect(await worker().account({ address: `0x${'0'.repeat(40)}` })).toEqual({ state: 'none' })
    const dataKey = await unlock(more, 'right')
    expect(await worker().keyOf(own!)).toBe(await spendingKey(more, dataKey!, own))
    const nonces = await Promise.all(
      [main, own].map(async (address) => {
        const account = await worker().account({ address: address! })
        return account.state === 'open' ? account.nonce(`0x${'ab'.repeat(32)}`, 0) : ''
      }),
    )
    expect(new Set(nonces).size).toBe(2)
  })
})

describe('wrong passwords', () => {
  test('many at once are tried one after the other, and only the free ones are tried', async () => {
    await worker().adopt(vault, 'right')
    await worker().lock()
    const answers = await Promise.all(Array.from({ length: 6 }, () => worker().unlock('wrong')))
    expect(answers.map(({ refused }) => refused)).toEqual([
      ...Array.from({ length: 3 }, () => 'wrong_password'),
      ...Array.from({ length: 3 }, () => 'too_soon'),
    ])
  })

  test('a clock set back makes no wait longer than it was', async () => {
    await worker().adopt(vault, 'right')
    await worker().lock()
    for (let tries = 0; tries < 4; tries++) {
      await worker().unlock('wrong')
      now += 1
    }
    now -= 1_000_000
    expect(await worker().unlock('right')).toEqual({ refused: 'too_soon', waitSeconds: 2 })
  })

  test('the first three are free, then each waits longer, also for a new worker; the right one ends it', async () => {
    await worker().adopt(vault, 'right')
    await worker().lock()
    for (let tries = 0; tries < 3; tries++)
      expect(await worker().unlock('wrong')).toEqual({ refused: 'wrong_password' })
    expect(await worker().unlock('right')).toEqual({ refused: 'too_soon', waitSeconds: 1 })
    now += 1
    expect(await worker().unlock('wrong')).toEqual({ refused: 'wrong_password' })
    expect(await worker().unlock('wrong')).toEqual({ refused: 'too_soon', waitSeconds: 2 })
    now += 2
    expect(await worker().unlock('right')).toEqual({})
    await worker().lock()
    expect(await worker().unlock('wrong')).toEqual({ refused: 'wrong_password' })
  })

  test('no wait is longer than a minute', async () => {
    await worker().adopt(vault, 'right')
    await worker().lock()
    for (let tries = 0; tries < 12; tries++) {
      await worker().unlock('wrong')
      now += 60
    }
    expect(await worker().unlock('right')).toEqual({})
  })
})
