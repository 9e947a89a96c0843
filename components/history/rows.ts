/** The payments so far: the newest follow the news, older ones are fetched when asked for. */
import { useEffect, useState } from 'react'
import type { PaymentView } from '../../lib/core/view'
import type { Call } from '../../lib/messages/call'
import { useDoors } from '../doors'
import { follow } from '../follow'

const PAGE = 100
/** The most one message brings. */
const MOST = 1000

export type Rows = { rows: PaymentView[] | undefined; failed: unknown; isAll: boolean; more(): Promise<void> }

/** `state` brings those in that state alone. */
export function useRows({ page = PAGE, state }: { page?: number; state?: 'learned' } = {}): Rows {
  const { call, onNews } = useDoors()
  const [rows, setRows] = useState<PaymentView[]>()
  const [failed, setFailed] = useState<unknown>()
  const [isAll, setIsAll] = useState(false)

  useEffect(
    () =>
      follow({
        onNews,
        read: () => call('history', { count: page, ...(state ? { state } : {}) }),
        show(newest) {
          setRows((before) => merged(before ?? [], newest))
          if (newest.length < page) setIsAll(true)
        },
        failed: setFailed,
      }),
    [call, onNews, page, state],
  )

  return {
    rows,
    failed,
    isAll,
    async more() {
      const last = rows?.at(-1)
      if (!last) return
      const older = await call('history', { before: last.id, count: page, ...(state ? { state } : {}) })
      setRows((before) => merged(before ?? [], older))
      if (older.length < page) setIsAll(true)
    },
  }
}

/** Every payment there is, newest first. */
export async function allRows(call: Call): Promise<PaymentView[]> {
  const rows: PaymentView[] = []
  for (;;) {
    const last = rows.at(-1)
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before it ended
    const page = await call('history', { count: MOST, ...(last ? { before: last.id } : {}) })
    rows.push(...page)
    if (page.length < MOST) return rows
  }
}

/** Both lists without doubles, the fresher of two, newest first. */
export function merged(known: PaymentView[], fresh: PaymentView[]): PaymentView[] {
  const byId = new Map([...known, ...fresh].map((row) => [row.id, row]))
  return [...byId.values()].toSorted((a, b) => b.id - a.id)
}
