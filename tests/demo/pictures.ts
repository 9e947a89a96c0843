/**
 * The pictures for the stores (`npm run pictures`, into docs/store): what the tour saw and a little more reading, each with
 * a sentence to it, put together by the browser at the sizes that the stores ask for.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { Tuppence } from '../drive/chromium.ts'
import type { World } from '../servers/world.ts'

/** Screenshots by name. */
export type Seen = Map<string, Buffer>

const root = new URL('../../', import.meta.url)
const WINDOW = { width: 1160, height: 660 }
const CARD = { width: 380, height: 600 }

/** What stands in a picture: screenshots by name, each `left` and `top` pixels from its corner, the later in front. */
type Picture = { name: string; sentence: string; windows: { of: string; left: number; top: number }[] }

const page = { left: 60, top: 136 }
const small = { left: 840, top: 186 }
const pictures: Picture[] = [
  {
    name: 'asking',
    sentence: 'A page costs a cent. Tuppence asks you first.',
    windows: [
      { of: 'newspaper', ...page },
      { of: 'approve', ...small },
    ],
  },
  {
    name: 'reading',
    sentence: 'Paid with one click, and the page simply loads.',
    windows: [
      { of: 'article', ...page },
      { of: 'popup', ...small },
    ],
  },
  {
    name: 'overview',
    sentence: 'What was spent, and what is left of your limits.',
    windows: [{ of: 'overview', ...page }],
  },
  { name: 'history', sentence: 'Every payment, and why it was made or not.', windows: [{ of: 'history', ...page }] },
  { name: 'sites', sentence: 'Each site goes by the rule you gave it.', windows: [{ of: 'sites', ...page }] },
]

/** Reads on after the tour, so that there is something in the books, looks at them, and draws every picture. */
export async function drawPictures(tuppence: Tuppence, world: World, seen: Seen): Promise<void> {
  await readOn(tuppence, world)
  await lookAtBooks(tuppence, seen)
  const easel = await tuppence.context.newPage()
  for (const { name, sentence, windows } of pictures)
    await draw(
      easel,
      name,
      { width: 1280, height: 800 },
      heading(sentence) + windows.map((each) => frame(each, seen)).join(''),
    )
  await draw(easel, 'promo', { width: 440, height: 280 }, promo)
}

/** An article that is dearer than the rule, one of another paper, and one that is declined. */
async function readOn(tuppence: Tuppence, { origins }: World) {
  const tab = await tuppence.context.newPage()
  const ask = async (address: string) => {
    await tab.goto(address, { waitUntil: 'commit' })
    return tuppence.card()
  }
  for (const [address, price] of [
    [`${origins.news}/article/harbour`, '$0.02'],
    [`${origins.gazette}/article/ferry`, '$0.01'],
  ] as const) {
    const card = await ask(address)
    // While one card closes, no other opens in its place.
    const closed = card.waitForEvent('close')
    await card.getByRole('button', { name: `Pay ${price}`, disabled: false }).click()
    await tab.getByRole('article').waitFor()
    await closed
  }
  await (await ask(`${origins.news}/article/annual`)).getByRole('button', { name: 'Not now' }).click()
}

async function lookAtBooks(tuppence: Tuppence, seen: Seen) {
  for (const [name, last] of [
    ['overview', 'Spent by site'],
    ['history', 'Paid by your rule'],
    ['sites', 'localhost'],
  ] as const) {
    const ours = await tuppence.open(`options.html#/${name}`)
    await ours.setViewportSize(WINDOW)
    await ours.getByText(last).first().waitFor()
    seen.set(name, await screenshot(ours))
    await ours.close()
  }
  const popup = await tuppence.open('popup.html')
  await popup.setViewportSize(CARD)
  await popup.getByText('Last payments').waitFor()
  seen.set('popup', await screenshot(popup))
  await popup.close()
}

/** A tab is seen at the size it has in a picture; the card, whose window is its own, without the room beside it. */
export async function look(tab: Page, name: string, seen: Seen): Promise<void> {
  if (name === 'approve') {
    const height = await tab.evaluate(() => innerHeight)
    seen.set(name, await tab.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, width: CARD.width, height } }))
    return
  }
  await tab.setViewportSize(WINDOW)
  seen.set(name, await screenshot(tab))
}

const screenshot = (tab: Page) => tab.screenshot({ animations: 'disabled' })
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const data = (kind: string, bytes: Buffer) => `data:image/${kind};base64,${bytes.toString('base64')}`
const coin = `<img class="coin" src="${data('svg+xml', readFileSync(new URL('components/ui/coin.svg', root)))}">`
const heading = (sentence: string) => `<h1>${coin}${sentence}</h1>`
const promo = `<div class="promo">${coin}<b>Tuppence</b><p>Pays for the web, a couple of pence at a time</p></div>`

function frame({ of, left, top }: Picture['windows'][number], seen: Seen): string {
  const shot = seen.get(of)
  if (!shot) throw new Error(`There is no screenshot of ${of}`)
  return `<img class="window" style="left: ${left}px; top: ${top}px" src="${data('png', shot)}">`
}

async function draw(easel: Page, name: string, size: { width: number; height: number }, body: string) {
  await easel.setViewportSize(size)
  await easel.setContent(`<style>${text('components/ui/tokens.css')}${text('tests/demo/pictures.css')}</style>${body}`)
  await easel.screenshot({ path: fileURLToPath(new URL(`docs/store/${name}.png`, root)) })
}
