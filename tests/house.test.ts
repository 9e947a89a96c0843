/** Tests about the house itself: what is promised in one place is there in the other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../lib/core/languages'
import { protocols } from '../lib/core/protocols'
import { askReasons, payReasons, refuseReasons } from '../lib/core/reasons'
import { pages, tabs } from '../lib/messages/contract'
import { matrix } from './kinds/matrix'
import config from '../wxt.config'

const root = new URL('..', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
/** Width and height of a PNG, as its header says. */
const sizeOf = (path: string) => {
  const bytes = readFileSync(new URL(path, root))
  expect(bytes.toString('latin1', 1, 4), path).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}
const folders = (path: string) =>
  readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

type Manifest = {
  permissions: string[]
  optional_permissions?: string[]
  host_permissions?: string[]
  optional_host_permissions?: string[]
  browser_specific_settings?: { gecko: { data_collection_permissions: { required: string[] } } }
  action: { default_icon: Record<string, string> }
  content_security_policy: { extension_pages: string }
}
const manifestOf = config.manifest as unknown as (env: { browser: string }) => Manifest
const asked = (manifest: Manifest) => [
  ...manifest.permissions,
  ...(manifest.optional_permissions ?? []),
  ...(manifest.host_permissions ?? []),
  ...(manifest.optional_host_permissions ?? []),
]
const browsers = ['chrome', 'firefox'].map((browser) => [browser, manifestOf({ browser })] as const)

test('every protocol file is listed, and every listed protocol has vectors, good and hostile', () => {
  const files = readdirSync(new URL('lib/core/protocols', root)).filter((name) =>
    /^(?!index|protocol|wire).*(?<!\.test)\.ts$/.test(name),
  )
  expect(files.map((name) => name.replace('.ts', '')).toSorted()).toEqual(protocols.map(({ id }) => id).toSorted())
  for (const { id } of protocols) {
    const vectors = JSON.parse(text(`tests/vectors/${id}.json`)) as Record<'valid' | 'hostile' | 'refused', unknown[]>
    for (const kind of ['valid', 'hostile', 'refused'] as const) expect(vectors[kind].length).toBeGreaterThan(0)
  }
})

describe('words', () => {
  const outcomes = [...text('lib/core/view.ts').matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, name]) => `outcome_${name}`)
  const risks =
    /type Risk = (.*)/
      .exec(text('lib/core/view.ts'))?.[1]
      ?.match(/\w+/g)
      ?.map((name) => `risk_${name}`) ?? []
  const needed = [
    ...[...askReasons, ...refuseReasons, ...payReasons].map((code) => `reason_${code}`),
    ...outcomes,
    ...risks,
  ]

  test('a language that can be chosen is one that Tuppence speaks, and knows itself by its tag', () => {
    const spoken = folders('public/_locales')
    expect(spoken.map((folder) => folder.replace('_', '-')).toSorted()).toEqual(languages.toSorted())
    for (const folder of spoken) {
      const { this_language } = JSON.parse(text(`public/_locales/${folder}/messages.json`)) as {
        this_language: { message: string }
      }
      expect(this_language.message.replace('-', '_')).toBe(folder)
    }
  })

  test('there is something to look for', () => {
    expect(outcomes).toContain('outcome_unserved')
    expect(risks).toContain('risk_first_payment')
  })

  test.each(folders('public/_locales'))('every reason, outcome and risk has words in %s', (locale) => {
    const messages = JSON.parse(text(`public/_locales/${locale}/messages.json`)) as Record<string, { message: string }>
    expect(needed.filter((key) => !(messages[key] ?? messages[`${key}_other`])?.message)).toEqual([])
  })
})

test('a content script may only say that a request waits, and the messages of our pages do not listen to one', () => {
  expect(Object.keys(tabs)).toEqual(['hold', 'again', 'drop'])
  expect(text('lib/messages/serve.ts')).not.toMatch(/\btabs\b/)
})

test('every message has a handler', () => {
  const handlers = ['handlers', 'views', 'wallet-handlers']
    .map((name) => text(`entrypoints/background/${name}.ts`))
    .join('')
  for (const kind of Object.keys(pages)) expect(handlers).toMatch(new RegExp(`^ {4}(async )?${kind}(\\(|[:,])`, 'm'))
})

describe('README', () => {
  const readme = text('README.md')

  test.each(['lib', 'components', 'entrypoints', 'tests'])('names every room in %s', (floor) => {
    expect(folders(floor).filter((room) => !readme.includes(`${floor}/${room}`))).toEqual([])
  })

  test.each(browsers)('gives every permission asked for in %s a why', (_browser, manifest) => {
    const table = readme.slice(readme.indexOf('## Permissions'))
    expect(asked(manifest).filter((permission) => !table.includes(`\`${permission}\``))).toEqual([])
  })

  test('shows what can be paid in which browser, as the walks in them have it', () => {
    const plain = (table: string) => table.replace(/[ -]+/g, ' ')
    expect(plain(readme), matrix()).toContain(plain(matrix()))
  })

  test('shows pictures that exist', () => {
    for (const [, path] of readme.matchAll(/\]\((docs\/[^)]+)\)/g))
      expect(existsSync(new URL(path ?? '', root))).toBe(true)
  })
})

test.each(browsers)(
  'the content security policy of %s lets nothing in and little out',
  (_browser, { content_security_policy }) => {
    const directives = new Map(
      content_security_policy.extension_pages.split('; ').map((each) => [each.split(' ')[0], each]),
    )
    expect(directives.get('default-src')).toBe("default-src 'none'")
    expect(directives.get('script-src')).toBe("script-src 'self'")
    expect(directives.get('style-src')).toBe("style-src 'self'")
    expect(directives.get('img-src')).toBe("img-src 'self' data:")
    for (const name of ['frame-ancestors', 'base-uri', 'form-action', 'object-src'])
      expect(directives.get(name)).toBe(`${name} 'none'`)
    const connect = directives.get('connect-src')?.split(' ').slice(1) ?? []
    expect(connect.slice(-2)).toEqual(['http://127.0.0.1:*', 'http://localhost:*'])
    for (const endpoint of connect.slice(1, -2)) expect(endpoint).toMatch(/^https:\/\/[a-z0-9.-]+$/)
  },
)

test('there is an icon of every size that browsers and stores ask for, and the toolbar button has its own', () => {
  for (const size of [16, 32, 48, 96, 128]) expect(sizeOf(`public/icon/${size}.png`)).toEqual([size, size])
  for (const [, { action }] of browsers)
    for (const [size, path] of Object.entries(action.default_icon))
      expect(sizeOf(`public/${path}`)).toEqual([Number(size), Number(size)])
})

describe('what the stores are told', () => {
  const listing = text('docs/store/listing.md')
  const section = (title: string) => new RegExp(`^## ${title}\n+([^]*?)\n+##`, 'm').exec(listing)?.[1] ?? ''
  const rows = text('docs/store/permissions.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))

  test.each(folders('public/_locales'))('name and summary fit into both stores in %s', (locale) => {
    const messages = JSON.parse(text(`public/_locales/${locale}/messages.json`)) as Record<string, { message: string }>
    const [name, summary] = [messages['extension_name']?.message, messages['extension_description']?.message]
    expect(name).toMatch(/^.{1,50}$/)
    expect(summary).toMatch(/^.{1,132}$/)
    if (locale === 'en') expect([section('Name'), section('Summary')]).toEqual([name, summary])
  })

  test('the description fits into both stores', () => {
    expect(section('Description').length).toBeGreaterThan(500)
    expect(section('Description').length).toBeLessThan(15_000)
  })

  test('every permission has a row, and no row is for one that is not asked for', () => {
    const named = rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name))
    expect(new Set(named)).toEqual(new Set(browsers.flatMap(([, manifest]) => asked(manifest))))
  })

  test('a row names files where the permission is used', () => {
    for (const row of rows) {
      const files = [...row.matchAll(/`([a-z]\S+\.ts)`/g)].map(([, path]) => path ?? '')
      expect(files.filter((path) => existsSync(new URL(path, root))).length, row).toBeGreaterThan(0)
      expect(
        files.filter((path) => !existsSync(new URL(path, root))),
        row,
      ).toEqual([])
    }
  })

  test('the pictures it names are there, of the size the stores ask for', () => {
    const pictures = [...listing.matchAll(/`(\w+)\.png`/g)].map(([, name]) => name ?? '')
    expect(pictures.length).toBeGreaterThan(3)
    for (const name of pictures)
      expect(sizeOf(`docs/store/${name}.png`), name).toEqual(name === 'promo' ? [440, 280] : [1280, 800])
  })

  test('Firefox says the same of the data that leaves as the listing', () => {
    const collected = browsers[1]?.[1].browser_specific_settings?.gecko.data_collection_permissions.required ?? []
    expect(collected).toEqual(['financialAndPaymentInfo'])
    for (const kind of collected) expect(listing).toContain(`\`${kind}\`, required`)
  })
})

test('CI runs npm test and nothing weaker', () => {
  expect(text('.ci/run')).toMatch(/^exec npm test$/m)
  expect(text('package.json')).not.toMatch(/continue-on-error|\|\| true/)
})
