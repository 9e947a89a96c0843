import { expect, test } from 'vitest'
import { adviceOn, FLOAT } from './float'

const about = { usual: [10_000n, 20_000n], most: 100_000n }

test('too little for the next pages, or for one payment, is said before it is needed; too much too', () => {
  expect(adviceOn(0n, about)).toBe('low')
  expect(adviceOn(99_999n, about)).toBe('low')
  expect(adviceOn(100_000n, about)).toBeUndefined()
  expect(adviceOn(250_000n, { ...about, usual: [100_000n, 100_000n, 100_000n] })).toBe('low')
  expect(adviceOn(FLOAT, about)).toBeUndefined()
  expect(adviceOn(FLOAT + 1n, about)).toBe('above')
})
