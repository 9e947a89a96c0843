import { vi } from 'vitest'

/** As many random cases at most, always the same ones: mutants are many, and a score should not be luck. */
const RUNS = 1000

vi.mock('fast-check', async (original) => {
  const all = await original<typeof import('fast-check')>()
  const { default: fc } = all
  const assert = ((property, parameters) =>
    fc.assert(property, {
      ...parameters,
      numRuns: Math.min(parameters?.numRuns ?? 100, RUNS),
      seed: 402,
    })) as typeof fc.assert
  return { ...all, assert, default: { ...fc, assert } }
})
