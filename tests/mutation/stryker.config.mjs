/**
 * Does a test notice when a line of the core is changed? `npm run mutation` changes each of them, one at a time.
 * Settings: StrykerJS, PartialStrykerOptions.
 */
export default {
  mutate: ['lib/core/**/*.ts', '!lib/core/**/*.test.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  // No more than the core's tests need. Stryker 10 cannot read a tsconfig with TypeScript 7, so it sees none.
  ignorePatterns: ['/*', '!/lib', '!/tests'],
  concurrency: 2,
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker/incremental.json',
  tempDirName: 'test-results/mutation',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'test-results/mutation.html' },
  warnings: { slow: false },
  thresholds: { high: 98, low: 95, break: 95 },
}
