/** Are the tests awake? Each known mistake is planted in turn, and the test that should notice is run. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { bugs } from './bugs'
import { plant } from './plant'

/** A planted bug shows soon, and the stories of Tuppence as it is are told elsewhere: here a few will do. */
const STORIES = { planted: 800, unplanted: 50 }

vi.setConfig({ maxConcurrency: 2 })
const root = new URL('../..', import.meta.url).pathname

type Said = { failed: string[]; passed: string[]; messages: string }
type Report = {
  testResults: { assertionResults: { status: string; title: string; failureMessages: string[] }[] }[]
}

/** Runs one test file, with a bug planted or without. Throws where no test was reached. */
async function run(file: string, bug = ''): Promise<Said> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'))
  const report = join(folder, 'report.json')
  try {
    const { VITEST: _vitest, NODE_OPTIONS: _options, ...env } = process.env
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/planted/vitest.config.ts', file]
    const options = ['--bail', '1', '--maxWorkers', '1', '--reporter', 'json', '--outputFile', report]
    const said = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [...vitest, ...options],
        { cwd: root, env: { ...env, CRASH_RUNS: String(STORIES[bug ? 'planted' : 'unplanted']), PLANTED: bug } },
        (_error, _stdout, stderr) => resolve(stderr),
      )
    })
    const json = await readFile(report, 'utf8').catch((cause: unknown) => {
      throw new Error(`No report: ${said}`, { cause })
    })
    const { testResults } = JSON.parse(json) as Report
    const results = testResults.flatMap(({ assertionResults }) => assertionResults)
    const titles = (state: string) => results.filter(({ status }) => status === state).map(({ title }) => title)
    const messages = results.flatMap(({ failureMessages }) => failureMessages).join('\n')
    return { failed: titles('failed'), passed: titles('passed'), messages }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each(bugs)('$name can still be planted in $file', ({ file, ...bug }) => {
  const source = readFileSync(`${root}${file}`, 'utf8')
  expect(plant({ file, ...bug }, source)).not.toBe(source)
})

test.concurrent.each([...new Set(bugs.map(({ caught }) => caught))])(
  '%s finds nothing in Tuppence as it is',
  async (file) => {
    const { failed, passed, messages } = await run(file)
    expect(failed, messages).toEqual([])
    expect(passed).not.toEqual([])
  },
  120_000,
)

test.concurrent.each(bugs)(
  'a Tuppence with $name is caught',
  async ({ name, caught }) => {
    const { failed, messages } = await run(caught, name)
    expect(failed).toHaveLength(1)
    expect(messages).toMatch(/AssertionError/)
    expect(messages).not.toMatch(/(Syntax|Reference|Type)Error/)
  },
  120_000,
)
