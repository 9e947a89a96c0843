import { expect, test } from 'vitest'
import { follow } from './follow'

function world() {
  const listeners = new Set<() => void>()
  const reads: { give(value: number): void; fail(error: Error): void }[] = []
  const shown: number[] = []
  const failures: unknown[] = []
  const stop = follow<number>({
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => new Promise((give, fail) => reads.push({ give, fail })),
    show: (value) => shown.push(value),
    failed: (error) => failures.push(error),
  })
  const news = () => listeners.forEach((listener) => listener())
  const settle = () => new Promise((done) => setTimeout(done, 0))
  return { reads, shown, failures, stop, news, settle }
}

test('news that comes while reading gives one more read, not many', async () => {
  const { reads, shown, news, settle } = world()
  news()
  news()
  expect(reads).toHaveLength(1)
  reads[0]?.give(1)
  await settle()
  expect(reads).toHaveLength(2)
  reads[1]?.give(2)
  await settle()
  expect(shown).toEqual([1, 2])
  expect(reads).toHaveLength(2)
})

test('nothing is shown after it was stopped', async () => {
  const { reads, shown, stop, news, settle } = world()
  stop()
  reads[0]?.give(1)
  news()
  await settle()
  expect(shown).toEqual([])
  expect(reads).toHaveLength(1)
})

test('a failed read is told, and the next news reads again', async () => {
  const { reads, shown, failures, news, settle } = world()
  reads[0]?.fail(new Error('no answer'))
  await settle()
  expect(failures).toHaveLength(1)
  news()
  reads[1]?.give(2)
  await settle()
  expect(shown).toEqual([2])
})
