import { beforeEach, describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { makeWallet } from '../../lib/wallet/seed'
import type { Vault } from '../../lib/wallet/vault'
import { keeper } from './account'

const KEY = `0x${'11'.repeat(32)}`
let vault: Vault
let now: number
let wakes: number[]

beforeEach(async () => {
  fakeBrowser.reset()
  vault ??= await makeWallet.fromKey(KEY, 'right')
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
})

describe('wrong passwords', () => {
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
