/**
 * `npm run zip:twice`: the three packages are built twice from nothing, and once more from what is in the sources zip,
 * as a reviewer at a store does. They must come out the same to the byte, and be small to install.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzip } from './unzip.mjs'

const MOST = 1_000_000
const root = fileURLToPath(new URL('../..', import.meta.url))
const reviewer = mkdtempSync(join(tmpdir(), 'tuppence-sources-'))

try {
  const first = packages(root)
  if (first.length !== 3) throw new Error(`Three packages were expected, and ${first.length} were built.`)
  same(first, packages(root), 'Built twice')
  const sources = first.find(({ name }) => name.endsWith('-sources.zip'))
  if (sources === undefined) throw new Error('There is no package of the sources.')
  unzip(sources.bytes, reviewer)
  run(reviewer, 'ci', '--prefer-offline', '--no-audit', '--no-fund')
  same(first, packages(reviewer), 'Built from the sources zip')
  const large = first.filter((each) => each !== sources && each.bytes.length > MOST)
  if (large.length > 0) throw new Error(`More than ${MOST} bytes to install:\n${list(large)}`)
  console.log(list(first))
} finally {
  rmSync(reviewer, { recursive: true, force: true })
}

/** Builds the packages in a folder from nothing: their names and bytes. */
function packages(folder) {
  const output = join(folder, '.output')
  rmSync(output, { recursive: true, force: true })
  run(folder, 'run', '--silent', 'zip')
  const names = readdirSync(output).filter((name) => name.endsWith('.zip'))
  return names.toSorted().map((name) => ({ name, bytes: readFileSync(join(output, name)) }))
}

function run(folder, ...words) {
  const { status } = spawnSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`npm ${words.join(' ')} did not succeed in ${folder}`)
}

function same(first, second, how) {
  if (list(first) !== list(second)) throw new Error(`${how}, they differ:\n${list(first)}\n\n${list(second)}`)
}

function list(zips) {
  return zips
    .map(({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${bytes.length}  ${name}`)
    .join('\n')
}
