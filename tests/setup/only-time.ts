import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/**
 * A walk that ran out of time on a busy machine is walked once more. A walk that saw something wrong is not excused by a
 * second one that did not: the run fails, and says which.
 */
export default class OnlyTime implements Reporter {
  readonly wrong = new Set<string>()

  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status === 'failed') this.wrong.add(test.titlePath().filter(Boolean).join(' › '))
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
