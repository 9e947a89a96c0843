import type { Alert } from '../../lib/core/alerts'
import { ShortAddress } from '../ui/address'
import { TestBadge } from '../ui/badge'
import { Note } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'

/** Limits of which much is used, those with nothing left first. */
export function Alerts({ alerts }: { alerts: Alert[] }) {
  const { say, money, share } = useWords()
  if (alerts.length === 0) return null
  return (
    <Note look={alerts[0]?.mark === 100 ? 'bad' : 'plain'}>
      <ul className="alerts" aria-label={say('alerts')}>
        {alerts.map(({ purse, bound, name, period, limit, mark }) => {
          const facts = { limit: money(limit), window: say(`window_${period}`) }
          return (
            <li key={`${bound} ${name} ${period}`}>
              {mark === 100 ? say('alert_whole', facts) : say('alert_part', { ...facts, percent: share(mark) })}{' '}
              <span className="small">
                <Bound bound={bound} name={name} /> <TestBadge purse={purse} />
              </span>
            </li>
          )
        })}
      </ul>
    </Note>
  )
}

function Bound({ bound, name }: Pick<Alert, 'bound' | 'name'>) {
  const { say } = useWords()
  switch (bound) {
    case 'site':
      return <OriginName origin={name} />
    case 'payee':
      return <ShortAddress address={name} />
    case 'all':
    case 'ceiling':
      return <span>{say('all_sites')}</span>
  }
}
