import type { ReachView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { SiteForm } from './site-form'

/** The sites that may be looked at, where that is not all of them. */
export function ReachSites({ reach: { sites, isBrowsers } }: { reach: ReachView }) {
  const { reach } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  return (
    <>
      {sites.length === 0 ? (
        <p className="soft">{say('reach_none')}</p>
      ) : (
        <ul className="plain-list" aria-label={say('reach')}>
          {sites.map((site) => (
            <li key={site} className="line apart">
              <OriginName origin={site} />
              {isBrowsers ? null : (
                <Button look="danger" aria-disabled={isBusy} onClick={() => act(() => reach.forbid(site))}>
                  {say('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isBrowsers ? <p className="soft small">{say('reach_by_browser')}</p> : null}
      <SiteForm label={say('allow')} add={async (site) => ((await reach.allow(site)) ? 'added' : 'refused')} />
      {hasFailed ? <Failed /> : null}
    </>
  )
}
