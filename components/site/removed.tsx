import { useEffect, useRef } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'
import { wholeChange } from './rules-file'
import type { KnownRule } from './site-row'

/** A rule that was removed just now, and the way to have it back as it was. */
export function Removed({ rule, close }: { rule: KnownRule; close(): void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const undo = useRef<HTMLButtonElement>(null)
  // The row that had the focus is gone.
  useEffect(() => undo.current?.focus(), [])
  return (
    <Note>
      <div className="line apart">
        <output>{say('site_removed', { site: rule.site })}</output>
        <Button
          ref={undo}
          aria-disabled={isBusy}
          onClick={() =>
            act(async () => {
              await call('setRule', { site: rule.site, ...wholeChange(rule) })
              close()
            })
          }
        >
          {say('undo')}
        </Button>
      </div>
      {hasFailed ? <Failed /> : null}
    </Note>
  )
}
