/** Settings of StrykerJS (PartialStrykerOptions), for the folder that run.mjs makes. */
export default {
  mutate: ['lib/core/**/*.ts', '!lib/core/**/*.test.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  concurrency: 2,
  tempDirName: 'sandbox',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'report.html' },
  warnings: { slow: false },
  thresholds: { high: 98, low: 95, break: 95 },
}
