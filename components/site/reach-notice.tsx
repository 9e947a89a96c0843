import { useState } from 'react'
import type { ReachView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed, Note } from '../ui/note'
import { useWords } from '../words'

export function isNowhere({ everywhere, sites }: ReachView): boolean {
  return !everywhere && sites.length === 0
}

/** Says that we may not look at a site, or at any, and asks for leave. */
export function ReachNotice({ site }: { site?: string }) {
  const { reach } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [isRefused, setIsRefused] = useState(false)
  // The browser only lets a click ask: nothing may be waited for before.
  const allow = (where?: string) => act(async () => setIsRefused(!(await reach.allow(where))))
  return (
    <Note>
      <div className="stack tight">
        <p>{site ? say('reach_not_here', { site: site.replace(/^https?:\/\//, '') }) : say('reach_nowhere')}</p>
        <div className="line">
          {site ? (
            <Button look="primary" aria-disabled={isBusy} onClick={() => allow(site)}>
              {say('allow_here')}
            </Button>
          ) : null}
          <Button look={site ? 'plain' : 'primary'} aria-disabled={isBusy} onClick={() => allow()}>
            {say('allow_everywhere')}
          </Button>
        </div>
        {isRefused ? <p className="small">{say('reach_refused')}</p> : null}
        {hasFailed ? <Failed /> : null}
      </div>
    </Note>
  )
}
