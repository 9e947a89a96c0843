/** The payments so far: the newest follow the news, older ones are fetched when asked for. */
import { useEffect, useState } from 'react'
import type { PaymentView } from '../../lib/core/view'
import { useDoors } from '../doors'
import { follow } from '../follow'

const PAGE = 100

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

/** Both lists without doubles, the fresher of two, newest first. */
export function merged(known: PaymentView[], fresh: PaymentView[]): PaymentView[] {
  const byId = new Map([...known, ...fresh].map((row) => [row.id, row]))
  return [...byId.values()].toSorted((a, b) => b.id - a.id)
}
