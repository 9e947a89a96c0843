// npm run mutation: does a test notice when a line of the core is changed? StrykerJS changes each of them, one at a time.
// Its vitest runner does not take vitest 5 yet (hardly a mutant is activated), so it runs in a folder of its own, with the
// vitest it knows and nothing but what the core's tests need.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const place = join(root, '.mutation')
const stryker = { '@stryker-mutator/core': '10.1.1', '@stryker-mutator/vitest-runner': '10.1.1', vitest: '4.1.12' }
const same = [
  '@noble/secp256k1',
  '@x402/core',
  '@x402/evm',
  '@x402/extensions',
  'fast-check',
  'node',
  'ox',
  'valibot',
  'viem',
  'vite',
]

const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const known = { ...devDependencies, ...dependencies }
rmSync(join(place, 'lib'), { recursive: true, force: true })
mkdirSync(place, { recursive: true })
// A tsconfig would lead to types that are not there.
const isWanted = (path) => !path.endsWith('tsconfig.json')
for (const folder of ['lib', 'public', 'tests/make', 'tests/mutation', 'tests/vectors'])
  cpSync(join(root, folder), join(place, folder), { recursive: true, filter: isWanted })
writeFileSync(
  join(place, 'package.json'),
  JSON.stringify({
    name: 'mutation',
    private: true,
    type: 'module',
    dependencies: { ...stryker, ...Object.fromEntries(same.map((name) => [name, known[name]])) },
    allowScripts: { node: true },
  }),
)
const env = { ...process.env, PATH: `${join(place, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` }
for (const [command, ...words] of [
  ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
  ['stryker', 'run', 'tests/mutation/stryker.config.mjs', ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(command, words, {
    cwd: place,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
