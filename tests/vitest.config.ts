import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'lib/**/*.test.ts',
      'components/**/*.test.{ts,tsx}',
      'tests/*.test.ts',
      'tests/crash/*.test.ts',
      'tests/servers/*.test.ts',
    ],
    testTimeout: 60_000,
  },
})
