import { expect, test } from 'vitest'
import { type Contents, openBackup, sealBackup } from './backup'
import { lockAway } from './keystore'
import { newKdf } from './seal'

const AT = new Date('2026-11-27T08:00:00Z')

async function contents(): Promise<Contents> {
  return {
    vault: await lockAway({ key: `0x${'11'.repeat(32)}` }, 'right', newKdf(1000)),
    books: { version: 2, stores: { payments: [{ value: { id: 1, place: { url: 'https://secret.example/page' } } }] } },
    settings: { settings: { paused: true } },
  }
}

test('comes back as it was, with its password only, and says nothing readable of what was bought', async () => {
  const all = await contents()
  const file = await sealBackup(all, 'right', AT, newKdf(1000))
  expect(file).not.toMatch(/secret\.example|paused/)
  expect(await openBackup(file, 'right')).toEqual(all)
  expect(await openBackup(file, 'wrong')).toEqual({ problem: 'wrong_password' })
})

test('a file that is none, was cut off, was changed, or is of a newer Tuppence, is told apart', async () => {
  const file = await sealBackup(await contents(), 'right', AT, newKdf(1000))
  for (const text of ['', 'hello', '[]', '{}', 'null', '{"kind":"tuppence backup"}', file.slice(0, -20)])
    expect([text.slice(0, 9), await openBackup(text, 'right')]).toEqual([text.slice(0, 9), { problem: 'not_a_backup' }])
  const parsed = JSON.parse(file) as Record<string, unknown>
  expect(await openBackup(JSON.stringify({ ...parsed, schema: 2 }), 'right')).toEqual({ problem: 'newer' })
  const moved = { ...parsed, address: `0x${'22'.repeat(20)}` }
  expect(await openBackup(JSON.stringify(moved), 'right')).toEqual({ problem: 'wrong_password' })
})
