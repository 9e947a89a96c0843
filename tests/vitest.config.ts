import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

export default defineConfig({
  plugins: [WxtVitest()],
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'lib/**/*.test.ts',
      'entrypoints/**/*.test.ts',
      'components/**/*.test.{ts,tsx}',
      'tests/*.test.ts',
      'tests/crash/*.test.ts',
      'tests/planted/*.test.ts',
      'tests/search/*.test.ts',
      'tests/servers/*.test.ts',
    ],
    testTimeout: 60_000,
    // By default one core of two would stand idle.
    maxWorkers: '100%',
  },
})
