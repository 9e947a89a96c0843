/** `npm run zip:twice`: the three packages are built twice from nothing, and must come out the same to the byte. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'

const output = new URL('../../.output/', import.meta.url)

function build() {
  rmSync(output, { recursive: true, force: true })
  const { status } = spawnSync('npm', ['run', '--silent', 'zip'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('The packages could not be built.')
  const zips = readdirSync(output).filter((name) => name.endsWith('.zip'))
  return zips.toSorted().map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(new URL(name, output)))
      .digest('hex')
    return `${digest}  ${name}`
  })
}

const [first, second] = [build(), build()]
console.log(second.join('\n'))
if (first.length !== 3) throw new Error(`Three packages were expected, and ${first.length} were built.`)
if (first.join() !== second.join()) throw new Error(`Built twice, they differ. The first time:\n${first.join('\n')}`)
