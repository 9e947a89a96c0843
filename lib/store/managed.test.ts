import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { askManaged } from './managed'
import { preferences, setPreferences } from './settings'

const ask = () => askManaged(() => {})

async function lay(policy?: Record<string, unknown>): Promise<void> {
  await fakeBrowser.storage.managed.clear()
  if (policy) await fakeBrowser.storage.managed.set(policy)
  await ask()
}

beforeEach(async () => {
  fakeBrowser.reset()
  await ask()
})

test('what a person sets holds within what their organisation lays down, and is there again once that is gone', async () => {
  await setPreferences((before) => ({
    ...before,
    limits: { ...before.limits, site: { ...before.limits.site, payment: 90_000n } },
    testNetworks: true,
  }))
  await lay({ limits: { payment: '0.02', day: '9' }, testNetworks: false, blocked: ['https://shop.example'] })
  expect(await preferences()).toMatchObject({
    limits: { site: { payment: 20_000n, day: 1_000_000n }, all: { day: 5_000_000n } },
    testNetworks: false,
    blocked: ['https://shop.example'],
  })
  // What is changed meanwhile is the person's own: nothing of the organisation's is written down as theirs.
  await setPreferences((before) => ({ ...before, lockMinutes: 5 }))
  await lay()
  expect(await preferences()).toMatchObject({
    limits: { site: { payment: 90_000n } },
    testNetworks: true,
    lockMinutes: 5,
  })
  expect(await preferences()).not.toHaveProperty('blocked')
})

test('a pause that was laid down cannot be turned off', async () => {
  await lay({ paused: true })
  await setPreferences((before) => ({ ...before, paused: false }))
  expect((await preferences()).paused).toBe(true)
})

test('what cannot be read pauses everything, and says where', async () => {
  await lay({ limits: { payment: 'a little' }, blocked: ['https://shop.example'] })
  expect(await preferences()).toMatchObject({ paused: true, wrong: ['limits.payment'] })
})

test('where the browser knows of no organisation, nothing is laid down; any other failure pauses', async () => {
  await lay({ blocked: ['https://shop.example'] })
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get')
  get.mockRejectedValue(new Error('disk'))
  await ask()
  expect(await preferences()).toMatchObject({ paused: true, wrong: ['disk'] })
  get.mockRejectedValue(new Error('Managed storage manifest not found'))
  await ask()
  expect(await preferences()).toMatchObject({ paused: false })
  expect(await preferences()).not.toHaveProperty('blocked')
  get.mockRestore()
})

test('a browser that does not say is not waited for: what it said last holds, until it speaks', async () => {
  await lay({ blocked: ['https://shop.example'] })
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(new Promise(() => {}) as never)
  void ask()
  expect(await preferences()).toMatchObject({ blocked: ['https://shop.example'] })
  await setPreferences((before) => ({ ...before, lockMinutes: 7 }))
  expect(await preferences()).toMatchObject({ blocked: ['https://shop.example'], lockMinutes: 7 })
  get.mockRestore()
  await lay()
  expect(await preferences()).not.toHaveProperty('blocked')
})

test('what has changed is told, and only that', async () => {
  const changed = vi.fn()
  await askManaged(changed)
  expect(changed).not.toHaveBeenCalled()
  await fakeBrowser.storage.managed.set({ paused: true })
  await askManaged(changed)
  await askManaged(changed)
  expect(changed).toHaveBeenCalledTimes(1)
})
