// Makes a bare machine ready: node tests/setup/ready.mjs --browsers=chromium,firefox
// Plain Node 20 and nothing else, as nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium, findFirefox } from './browsers.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.tuppence-lock')
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }

const browsers = {
  chromium: {
    name: 'Chromium',
    find: findChromium,
    setting: 'TUPPENCE_CHROMIUM',
    debian: 'chromium',
    playwright: true,
  },
  firefox: {
    name: 'Firefox',
    find: findFirefox,
    setting: 'TUPPENCE_FIREFOX',
    debian: 'firefox-esr',
    playwright: false,
  },
}

checkNode()
const wanted = wantedBrowsers()
const fresh = installDependencies()
prepare(fresh)
const node = version('Node', join(bin, 'node'))
console.log(
  `Ready: ${[`Node ${node}`, ...wanted.map((browser) => `${browser.name} ${readyBrowser(browser)}`)].join(', ')}.`,
)

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) give(`Tuppence needs Node 20 or newer, and this is Node ${process.versions.node}.`)
}

function wantedBrowsers() {
  const list = process.argv.find((word) => word.startsWith('--browsers='))?.slice('--browsers='.length) ?? ''
  return list
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      const browser = browsers[name]
      if (browser === undefined) give(`--browsers takes chromium and firefox, not "${name}".`)
      const path = process.env[browser.setting]
      if (path && !existsSync(path)) give(`${browser.setting} says ${path}, and there is nothing there.`)
      return browser
    })
}

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return false
  console.log('Installing dependencies, as package-lock.json says …')
  run('npm', ['ci', '--no-audit', '--no-fund'], 'npm ci did not succeed, so the dependencies are missing.')
  writeFileSync(stamp, lock)
  return true
}

// The types that WXT generates: without them neither the compiler nor the tests find their way.
function prepare(anew) {
  if (!anew && existsSync(join(root, '.wxt', 'wxt.d.ts'))) return
  console.log('Generating types …')
  run(join(bin, 'wxt'), ['prepare'], 'wxt prepare did not succeed, so the generated types are missing.')
}

function readyBrowser(browser) {
  const path = browser.find() ?? installed(browser)
  return version(browser.name, path).split('.')[0]
}

function installed({ name, find, setting, debian, playwright }) {
  const admin = asAdmin()
  if (admin !== undefined && can('apt-get')) {
    console.log(`Installing ${name} from the system's packages …`)
    attempt(...admin, 'apt-get', 'update')
    attempt(...admin, 'apt-get', 'install', '-y', '--no-install-recommends', debian)
    const path = find()
    if (path !== undefined) return path
  }
  if (playwright) {
    console.log(`Downloading Playwright's ${name} …`)
    // Its system libraries need an administrator on Linux; without one, hope that they are there.
    const deps = admin === undefined && process.platform === 'linux' ? [] : ['--with-deps']
    attempt(join(bin, 'playwright'), 'install', ...deps, 'chromium')
    const path = find()
    if (path !== undefined) return path
  }
  return give(`${name} is missing: install it (on Debian the package ${debian}), or say in ${setting} where it is.`)
}

/** What to put before a command so that it may change the system; undefined when we may not. */
function asAdmin() {
  if (process.getuid?.() === 0) return ['env', 'DEBIAN_FRONTEND=noninteractive']
  if (attempt('sudo', '-n', 'true').status === 0) return ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive']
  return undefined
}

function can(command) {
  return attempt(command, '--version').error === undefined
}

function version(name, path) {
  const { stdout, status } = attempt(path, '--version')
  const found = /\d+(\.\d+)*/.exec(stdout ?? '')?.[0]
  if (status !== 0 || found === undefined) give(`${name} is at ${path}, but it does not start.`)
  return found
}

function attempt(command, ...words) {
  return spawnSync(command, words, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  })
}

function run(command, words, sentence) {
  const { status, stdout, stderr } = attempt(command, ...words)
  if (status === 0) return
  console.error(gist(`${stdout ?? ''}${stderr ?? ''}`))
  give(sentence)
}

// npm says what is wrong first and how it is used last, and warns all the way.
function gist(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('npm warn'))
  return (lines.length > 24 ? [...lines.slice(0, 12), '…', ...lines.slice(-8)] : lines).join('\n')
}

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}
