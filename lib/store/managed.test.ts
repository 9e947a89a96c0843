import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { preferences, setPreferences } from './settings'

const lay = (policy: Record<string, unknown>) => fakeBrowser.storage.managed.set(policy)

beforeEach(() => fakeBrowser.reset())

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
  await fakeBrowser.storage.managed.clear()
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
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get')
  get.mockRejectedValue(new Error('Managed storage manifest not found'))
  expect(await preferences()).toMatchObject({ paused: false })
  get.mockRejectedValue(new Error('disk'))
  expect(await preferences()).toMatchObject({ paused: true, wrong: ['disk'] })
  get.mockRestore()
})

test('a browser that does not say is taken to mean what it said last, and believed again as soon as it speaks', async () => {
  await lay({ blocked: ['https://shop.example'] })
  expect(await preferences()).toMatchObject({ blocked: ['https://shop.example'] })
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(new Promise(() => {}) as never)
  expect(await preferences()).toMatchObject({ blocked: ['https://shop.example'] })
  await setPreferences((before) => ({ ...before, lockMinutes: 7 }))
  expect(await preferences()).toMatchObject({ blocked: ['https://shop.example'], lockMinutes: 7 })
  get.mockRestore()
  await fakeBrowser.storage.managed.clear()
  expect(await preferences()).not.toHaveProperty('blocked')
})

test('on a new computer whose browser does not say, what the person set holds', async () => {
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(new Promise(() => {}) as never)
  expect(await preferences()).toMatchObject({ paused: false, lockMinutes: 15 })
  get.mockRestore()
})
