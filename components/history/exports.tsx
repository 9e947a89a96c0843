import { useEffect, useRef, useState } from 'react'
import type { Filter } from '../../lib/core/history'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { download } from './download'
import { formats, write } from './export'

/** Milliseconds between two words about how far it has come. */
const OFTEN = 200

/** Files of what is shown, all of it or what the filter leaves. */
export function Exports({ filter }: { filter: Filter }) {
  const { history } = useDoors()
  const { say, count } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [written, setWritten] = useState<number>()
  const calling = useRef<AbortController>(undefined)
  useEffect(() => () => calling.current?.abort(), [])

  const save = (format: keyof typeof formats) =>
    act(async () => {
      const { signal } = (calling.current = new AbortController())
      let toldAt = performance.now()
      const progress = (many: number) => {
        if (performance.now() - toldAt < OFTEN) return
        toldAt = performance.now()
        setWritten(many)
      }
      try {
        const { name, type } = formats[format]
        const file = await write(history.entries(filter), formats[format], { signal, progress })
        if (file) download(name, type, file)
      } finally {
        setWritten(undefined)
      }
    })

  return (
    <div className="line">
      <Button aria-disabled={isBusy} onClick={() => save('csv')}>
        {say('export_csv')}
      </Button>
      <Button aria-disabled={isBusy} onClick={() => save('json')}>
        {say('export_json')}
      </Button>
      {written === undefined ? null : (
        <>
          <span className="soft small">{count('export_written', written)}</span>
          <Button look="quiet" onClick={() => calling.current?.abort()}>
            {say('cancel')}
          </Button>
        </>
      )}
      {hasFailed ? <Failed /> : null}
    </div>
  )
}
