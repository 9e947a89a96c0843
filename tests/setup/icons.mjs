/** `npm run icons`: Chromium draws the coin once for every size that browsers and stores ask for, into public/icon. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { findChromium } from './browsers.mjs'

const SIZES = [16, 32, 48, 96, 128]
const root = new URL('../../', import.meta.url)
const coin = readFileSync(new URL('components/ui/coin.svg', root)).toString('base64')

const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: false })
try {
  const page = await browser.newPage()
  for (const size of SIZES) {
    // As a picture, so that the drawing knows how large it is shown: small ones have less in them.
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>body { margin: 0 } img { display: block }</style><img src="data:image/svg+xml;base64,${coin}" width="${size}">`,
    )
    await page.screenshot({ omitBackground: true, path: fileURLToPath(new URL(`public/icon/${size}.png`, root)) })
  }
  console.log(`Icons of ${SIZES.join(', ')} pixels are in public/icon/`)
} finally {
  await browser.close()
}
