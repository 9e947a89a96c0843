/** Firefox gives host access and takes it back at any time: only chosen sites are looked at, and only a click asks for more. */
import { expect } from '@playwright/test'
import { history, test } from './firefox-fixtures.ts'
import { hitsAt } from './fixtures.ts'

test.use({ whose: 'reach' })

test('Firefox: host access given back, asked for again by a click for one site, and taken away from it', async ({
  firefox,
  address: _address,
  world,
}) => {
  const { news } = world.origins
  const site = news.replace(/:\d+$/, '')
  const settings = await firefox.openOurs('options.html#/settings')
  const granted = () =>
    firefox.evaluate<string[]>(settings, 'browser.permissions.getAll().then(({ origins }) => origins)')
  const sees = (text: string) =>
    expect.poll(() => firefox.evaluate<string>(settings, 'document.body.innerText')).toContain(text)
  const button = (name: string) =>
    `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === '${name}')`
  await firefox.call('setRule', { site: news, mode: 'auto' })
  await sees('Where Tuppence may look')
  expect(await granted()).toEqual(['http://*/*', 'https://*/*'])

  await firefox.click(settings, `document.querySelectorAll('input[name=reach]')[1]`)
  await sees('No site is chosen yet.')
  await expect.poll(granted).toEqual([])
  await firefox.open(`${news}/article/lighthouse`)
  await expect.poll(() => hitsAt(world, '/article/lighthouse').length).toBe(1)

  await firefox.evaluate(
    settings,
    `(() => {
      const field = [...document.querySelectorAll('label')].find((each) => each.textContent === 'Site').control
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${news}')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })()`,
  )
  await firefox.click(settings, button('Allow'))
  await sees(new URL(news).host)
  expect(await granted()).toEqual([`${site}/*`])
  await firefox.open(`${news}/article/tides`)
  await expect.poll(async () => (await history(firefox, 'tides'))[0]?.outcome, { timeout: 20_000 }).toBe('paid')
  // What was met before was left alone.
  expect(await history(firefox, 'lighthouse')).toEqual([])

  // Looked at again, its page is loaded again from the popup, which only pages of ours can see into.
  const popup = `browser.extension.getViews({ type: 'popup' })[0]?.document`
  await firefox.evaluate(
    settings,
    `browser.tabs.query({ url: '*://*/article/lighthouse' })
      .then(([tab]) => browser.tabs.update(tab.id, { active: true }))
      .then(() => browser.action.openPopup())`,
  )
  await expect.poll(() => firefox.evaluate<string>(settings, `${popup}?.body.innerText`)).toContain('Load it again')
  await firefox.evaluate(
    settings,
    `[...${popup}.querySelectorAll('button')].find((each) => each.textContent === 'Load it again').click()`,
  )
  await expect.poll(async () => (await history(firefox, 'lighthouse'))[0]?.outcome, { timeout: 20_000 }).toBe('paid')

  await firefox.click(settings, button('Remove'))
  await expect.poll(granted).toEqual([])
  await firefox.click(settings, `document.querySelectorAll('input[name=reach]')[0]`)
  await expect.poll(granted).toEqual(['http://*/*', 'https://*/*'])
})
