import { stripVTControlCharacters } from 'node:util'
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** A wait that ended before anything had come: not yet is not wrong. What came and was another thing is. */
const WAITED = /^\s*(- Timeout \d+ms exceeded|Timeout: +\d+ms|Timeout \d+ms exceeded)/m
const NOTHING_YET =
  /^(Received( string| array)?: +(null|undefined|""|\[\]|0n?|"paying"|"confirming")|Error: element\(s\) not found)$/m
/**
 * A walk that ran out of time on a busy machine is walked once more. A walk that saw something wrong is not excused by a
 * second one that did not: the run fails, and says which.
 */
export default class OnlyTime implements Reporter {
  readonly wrong = new Set<string>()

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status !== 'failed') return
    const said = errors.map(({ message = '' }) => stripVTControlCharacters(message))
    if (said.every((message) => WAITED.test(message) && NOTHING_YET.test(message))) return
    this.wrong.add(test.titlePath().filter(Boolean).join(' › '))
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    if (status !== 'passed' || this.wrong.size === 0) return { status }
    console.log(`Passed when walked again, which excuses nothing:\n  ${[...this.wrong].join('\n  ')}`)
    return { status: 'failed' }
  }

  printsToStdio(): boolean {
    return false
  }
}
