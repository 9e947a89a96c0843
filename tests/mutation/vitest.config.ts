import { defineConfig } from 'vitest/config'

/** Only the core's own tests, and no browser: the core needs none. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: { include: ['lib/core/**/*.test.ts'], setupFiles: ['tests/mutation/setup.ts'], testTimeout: 60_000 },
})
