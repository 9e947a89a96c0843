import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test('keys can open Tuppence and pause it; those that pause never let payments go on', async ({
  tuppence,
  wallet: _wallet,
}) => {
  const settings = await tuppence.open('options.html#/settings')
  const names = await settings.evaluate(async () => {
    const { commands } = (globalThis as unknown as { chrome: { commands: { getAll(): Promise<Key[]> } } }).chrome
    return (await commands.getAll()).map(({ name }) => name)
  })
  expect(names).toEqual(['_execute_action', 'pause'])

  // A browser that was started for a test may give out no keys.
  await expect(settings.getByRole('definition').filter({ hasText: /^(Alt\+Shift\+[TP]|no keys)$/ })).toHaveCount(2)

  const paused = settings.getByRole('switch', { name: 'Pause all payments' })
  await expect(paused).not.toBeChecked()
  const [worker] = tuppence.context.serviceWorkers()
  // Keys of the browser itself do not reach it from a test: the event they make does.
  const press = () =>
    worker?.evaluate(() => {
      const { commands } = (globalThis as unknown as { chrome: { commands: Commands } }).chrome
      commands.onCommand.dispatch('pause')
    })
  await press()
  await settings.reload()
  await expect(paused).toBeChecked()
  await press()
  await settings.reload()
  await expect(paused).toBeChecked()
})

test('colours that were chosen hold on every page of ours, whatever the system has; the terms of others are there', async ({
  tuppence,
}) => {
  const settings = await tuppence.open('options.html#/settings/appearance')
  const colourOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await expect(settings.getByRole('heading', { name: 'Appearance' })).toBeFocused()
  const light = await colourOf(settings)
  await settings.getByRole('combobox', { name: 'Colours' }).selectOption('Dark')
  const dark = await colourOf(settings)
  expect(dark).not.toBe(light)
  const popup = await tuppence.open('popup.html')
  expect(await colourOf(popup)).toBe(dark)
  await popup.emulateMedia({ colorScheme: 'dark' })
  await settings.getByRole('combobox', { name: 'Colours' }).selectOption('Light')
  await expect.poll(() => colourOf(popup)).toBe(light)
  await settings.getByRole('combobox', { name: 'Colours' }).selectOption('As the system has them')
  await expect.poll(() => colourOf(popup)).toBe(dark)

  await settings.getByText('What others wrote').click()
  await settings.getByText(/^react 19/).click()
  await expect(settings.getByText('Copyright (c) Meta Platforms')).toBeVisible()
})

type Key = { name: string }
type Commands = { onCommand: { dispatch(name: string): void } }
