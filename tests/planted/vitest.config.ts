import { defineConfig } from 'vitest/config'
import { planting } from './plant.ts'

const name = process.env['PLANTED']

/** Without what reads how the extension is built: that takes longer than most of these tests, and none of them needs it. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: name ? [planting(name)] : [],
  test: {
    include: ['lib/**/*.test.ts', 'tests/crash/*.test.ts'],
    setupFiles: ['tests/planted/setup.ts'],
    testTimeout: 60_000,
  },
})
