import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  // Each worker runs a browser, a chain and sellers of its own; two cores carry three.
  workers: 3,
  fullyParallel: false,
  // Once more for time that ran out, and for nothing else (setup/only-time.ts).
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 25_000 },
  reporter: [['list'], ['./setup/only-time.ts']],
})
