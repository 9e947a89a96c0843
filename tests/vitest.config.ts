import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

import { withSmallTable } from '../wxt.config'

export default defineConfig({
  plugins: [WxtVitest(), withSmallTable()],
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
    // The curve is tried as it is shipped.
    server: { deps: { inline: ['@noble/secp256k1'] } },
    testTimeout: 60_000,
    // By default one core of two would stand idle.
    maxWorkers: '100%',
  },
})
