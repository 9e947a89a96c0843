import { readdir, readFile, writeFile } from 'node:fs/promises'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'wxt'
import { builtInEndpoints } from './lib/core/networks'

// Every permission has its why in README.md ("Permissions"); tests/house.test.ts holds the two lists together.
const permissions = [
  'storage',
  'webRequest',
  'declarativeNetRequestWithHostAccess',
  'scripting',
  'alarms',
  'idle',
  'notifications',
  'contextMenus',
]

// The worker is bound by connect-src too: it can talk to the chains it knows and to this computer, to nobody else.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self' ${builtInEndpoints().join(' ')} http://127.0.0.1:* http://localhost:*`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/** Scripts for pages of others, where every byte is paid for on every page: without the wrapper that WXT gives a script. */
async function script(name: string): Promise<{ relativeDest: string; contents: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome120',
      lib: { entry: `lib/page/${name}.ts`, formats: ['iife'], name: name.replace('-', '_') },
    },
  })
  const [result] = Array.isArray(built) ? built : [built]
  const chunk = result && 'output' in result ? result.output[0] : undefined
  if (!chunk) throw new Error(`${name}.ts could not be built`)
  return { relativeDest: `${name}.js`, contents: chunk.code }
}

/**
 * React writes `innerHTML` for an attribute that no component here has (`dangerouslySetInnerHTML`); in what we ship it
 * writes text in its place, so that no page of ours has a way from a string to markup. `web-ext lint` looks after it.
 */
function withoutMarkup(): Plugin {
  return {
    name: 'without-markup',
    transform: {
      filter: { id: /react-dom-client\.production\.js/ },
      handler(code) {
        const parts = code.split('domElement.innerHTML = key')
        if (parts.length !== 3) this.error('React does not write markup where it used to: look for it anew.')
        return { code: parts.join('domElement.textContent = key'), map: null }
      },
    },
  }
}

/**
 * The curve's library makes a table of 33 windows of 8 bits, 4,224 points, for its first signature: 40 ms of a worker that
 * was woken for one. With 65 windows of 4 bits it is 520 points: 13 ms, and 2 for each that follows instead of 1.
 */
const WINDOWS: [each: string, smaller: string, times: number][] = [
  ['w < 33', 'w < 65', 2],
  ['i < 128', 'i < 8', 1],
  ['w * 128', 'w * 8', 1],
  ['n & 255n', 'n & 15n', 1],
  ['n >>= 8n', 'n >>= 4n', 1],
  ['wbits > 128', 'wbits > 8', 1],
  ['wbits -= 256', 'wbits -= 16', 1],
]

export function withSmallTable(): Plugin {
  return {
    name: 'with-small-table',
    transform: {
      filter: { id: /@noble\/secp256k1\/index\.js/ },
      handler(code) {
        return WINDOWS.reduce((code, [each, smaller, times]) => {
          const parts = code.split(each)
          if (parts.length !== times + 1) this.error('The curve makes its table in another way than before: look anew.')
          return parts.join(smaller)
        }, code)
      },
    },
  }
}

/** What two of our pages share is one file and not nine: a page waits for each, and a popup is looked at while it does. */
function sharedInOne(): Plugin {
  return {
    name: 'shared-in-one',
    outputOptions(options) {
      if (options.format !== 'es') return options
      // What makes a wallet is shared with no popup.
      const test = (id: string) => !/lib\/wallet|node_modules\/(ox|viem|@noble|@scure)\//.test(id)
      return { ...options, codeSplitting: { groups: [{ name: 'pages', tags: ['$initial'], minShareCount: 2, test }] } }
    },
  }
}

/** The packages of others that are in what we ship, as the bundler finds them. */
const bundled = new Set<string>()

function notePackages(): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle))
        for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
          // The innermost package is the one whose file it is.
          const home = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]
          if (home) bundled.add(home)
        }
    },
  }
}

/** What they are called and under which terms they come, for the page that says so. */
async function licences(): Promise<string> {
  const found = await Promise.all(
    [...bundled].map(async (home) => {
      const { name, version, license } = JSON.parse(await readFile(`${home}/package.json`, 'utf8')) as Package
      const file = (await readdir(home)).find((each) => /^licen[cs]e(\.|$)/i.test(each))
      return { name, version, licence: license, text: file ? await readFile(`${home}/${file}`, 'utf8') : '' }
    }),
  )
  // One package may lie in several places.
  const named = new Map(found.map((each) => [`${each.name} ${each.version}`, each]))
  return JSON.stringify([...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each))
}

type Package = { name: string; version: string; license: string }

export default defineConfig({
  vite: () => ({ plugins: [withoutMarkup(), withSmallTable(), sharedInOne(), notePackages()] }),
  hooks: {
    'build:done': async (wxt) => writeFile(`${wxt.config.outDir}/licences.json`, await licences()),
    'build:publicAssets': async (wxt, files) => {
      const scripts = wxt.config.browser === 'chrome' ? ['page', 'bridge'] : []
      files.push(...(await Promise.all([...scripts, 'wallet', 'wallet-bridge'].map(script))))
    },
    'prepare:publicPaths': (_wxt, paths) => void paths.push('page.js', 'bridge.js', 'wallet.js', 'wallet-bridge.js'),
  },
  modules: ['@wxt-dev/module-react'],
  imports: false,
  zip: {
    // Pictures of the documents, and what tests leave behind: nothing is built from them.
    excludeSources: ['docs/**/*.png', 'test-results/**', 'playwright-report/**', '**/*.log'],
  },
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // A private window leaves no history, and asks nothing.
    incognito: 'not_allowed',
    permissions: browser === 'firefox' ? [...permissions, 'webRequestBlocking', 'activeTab'] : permissions,
    host_permissions: ['http://*/*', 'https://*/*'],
    content_security_policy: { extension_pages: policy },
    action: {
      default_title: '__MSG_extension_name__',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png' },
    },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+T' } },
      pause: { suggested_key: { default: 'Alt+Shift+P' }, description: '__MSG_pause_all__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'tuppence@tuppence.example',
              strict_min_version: '142.0',
              // A payment goes to its seller, and the address of the wallet to the chains.
              data_collection_permissions: { required: ['financialAndPaymentInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '120', storage: { managed_schema: 'managed-schema.json' } }),
  }),
})
