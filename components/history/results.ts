/** What is found in the books, as it is found, and kept up to date: numbers of rows, and the rows on screen. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Entry, Filter } from '../../lib/core/history'
import { type Doors, useDoors } from '../doors'
import { follow } from '../follow'

/** So many of the latest rows are looked at anew at each piece of news: older ones do not change by themselves. */
const LATEST = 200
/** Milliseconds between two drawings of what has been found so far. */
const OFTEN = 100
/** As many rows are remembered besides those on screen. */
const REMEMBERED = 500

export type Results = {
  /** Rows found so far. */
  count: number
  isDone: boolean
  failed?: unknown
  /** The number of the row at that place, the newest at 0. */
  idAt(place: number): number | undefined
}

type Reading = { shown: number[]; wanted: number[]; isBusy: boolean }

/** `head` are the latest rows, which follow the news; `body`, of which the first `length` are shown, all before them. */
type Found = { of: string; head?: number[]; body: number[]; length: number; isDone: boolean; failed?: unknown }

export function useResults(filter: Filter): Results {
  const { history, onNews } = useDoors()
  const text = JSON.stringify(filter)
  const [found, setFound] = useState<Found>(() => nothing(text))

  useEffect(() => {
    let isOver = false
    let stop = () => {}
    // What was found before stays on screen until there is something to show in its place.
    const show = (part: Partial<Found>) => {
      if (!isOver) setFound((before) => ({ ...(before.of === text ? before : nothing(text)), ...part }))
    }
    const failed = (error: unknown) => show({ failed: error })

    async function read(): Promise<void> {
      const wanted = JSON.parse(text) as Filter
      const after = Math.max(0, (await latest(history)) - LATEST)
      if (isOver) return
      stop = follow({
        onNews,
        read: () => all(history.numbers({ ...wanted, after })),
        show: (head) => show({ head }),
        failed,
      })
      const body: number[] = []
      let shownAt = 0
      for await (const some of history.numbers(wanted)) {
        if (isOver) return
        for (const id of some) if (id <= after) body.push(id)
        if (performance.now() - shownAt < OFTEN) continue
        shownAt = performance.now()
        show({ body, length: body.length })
      }
      show({ body, length: body.length, isDone: true })
    }

    read().catch(failed)
    return () => {
      isOver = true
      stop()
    }
  }, [history, onNews, text])

  const { head = [], body, length, failed } = found
  return {
    count: head.length + length,
    isDone: found.isDone && found.head !== undefined && found.of === text,
    failed,
    idAt: (place) => (place < head.length ? head[place] : body[place - head.length]),
  }
}

/** The rows on screen. One that was never read is not among them; one that cannot be read is undefined. */
export function useEntries(ids: number[]): Map<number, Entry | undefined> {
  const { history, onNews } = useDoors()
  const [known, setKnown] = useState(() => new Map<number, Entry | undefined>())
  // One reading at a time: whoever scrolls on wants the rows of then, not all those that passed by.
  const reading = useRef<Reading>({ shown: [], wanted: [], isBusy: false })

  const read = useCallback(async () => {
    const { current } = reading
    current.wanted = current.shown
    if (current.isBusy) return
    current.isBusy = true
    try {
      while (current.wanted.length > 0) {
        const wanted = current.wanted
        current.wanted = []
        // oxlint-disable-next-line no-await-in-loop -- as above
        const entries = await history.read(wanted)
        setKnown((before) => {
          const kept = before.size > REMEMBERED ? [] : before
          return new Map([...kept, ...wanted.map((id, place) => [id, entries[place]] as const)])
        })
      }
    } catch (error) {
      console.error('Tuppence:', error)
    } finally {
      current.isBusy = false
    }
  }, [history])

  const text = ids.join(' ')
  useEffect(() => {
    reading.current.shown = text === '' ? [] : text.split(' ').map(Number)
    void read()
  }, [read, text])
  useEffect(() => onNews(() => void read()), [read, onNews])
  return known
}

function nothing(of: string): Found {
  return { of, body: [], length: 0, isDone: false }
}

async function latest(history: Doors['history']): Promise<number> {
  for await (const [id] of history.numbers({})) if (id !== undefined) return id
  return 0
}

async function all<T>(slices: AsyncGenerator<T[]>): Promise<T[]> {
  const found: T[] = []
  for await (const some of slices) found.push(...some)
  return found
}
