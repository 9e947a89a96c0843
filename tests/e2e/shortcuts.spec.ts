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

type Key = { name: string }
type Commands = { onCommand: { dispatch(name: string): void } }
