// Where are the browsers? A path that can be run, or undefined.
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'

export const findChromium = () =>
  runnable([process.env.TUPPENCE_CHROMIUM, '/usr/bin/chromium']) ?? runnable([playwrightChromium(), ...macChromium])

export const findFirefox = () =>
  runnable([
    process.env.TUPPENCE_FIREFOX,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
  ])

// Chrome itself is left out: since 137 it takes no unpacked extension from the command line.
const macChromium = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
]

function runnable(paths) {
  return paths.find((path) => {
    try {
      accessSync(path ?? '', constants.X_OK)
      return true
    } catch {
      // Not there, or not to be run: the same to us.
      return false
    }
  })
}

// Asked last, as loading Playwright takes longer than all the rest.
function playwrightChromium() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    // Not installed yet, or it knows no Chromium for this system.
    return undefined
  }
}
