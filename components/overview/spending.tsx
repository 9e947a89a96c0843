import { useEffect, useState } from 'react'
import type { Purse } from '../../lib/core/networks'
import { type Doors, useDoors } from '../doors'
import { follow } from '../follow'
import { Amount } from '../ui/amount'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { Alerts } from './alerts'
import { DayBars } from './day-bars'
import { Ranking } from './ranking'

/** Where the money of one purse went in the last days. */
export function Spending({ purse }: { purse: Purse }) {
  const { onNews, spending: read } = useDoors()
  const { say } = useWords()
  const [spending, setSpending] = useState<Awaited<ReturnType<Doors['spending']>>>()
  const [failed, setFailed] = useState<unknown>()
  useEffect(
    () => follow({ onNews, read: () => read(purse), show: setSpending, failed: setFailed }),
    [onNews, read, purse],
  )
  if (!spending) return failed ? <Failed /> : null
  const { alerts, days, sites, others, kinds, total } = spending
  if (total === '0') return <p className="sheet soft">{say('spent_lately_none')}</p>
  return (
    <>
      <Alerts alerts={alerts} />
      <section className="sheet stack tight">
        <h2>{say('by_day')}</h2>
        <DayBars days={days} total={total} />
      </section>
      <div className="tiles">
        <section className="sheet stack tight">
          <h2>{say('by_site')}</h2>
          <Ranking
            name={say('by_site')}
            rows={sites.map((each) => ({
              ...each,
              key: each.site,
              words: (
                <a href={`#/history?site=${encodeURIComponent(each.site)}`}>
                  <OriginName origin={each.site} />
                </a>
              ),
            }))}
          />
          {others.count === 0 ? null : (
            <p className="line apart small soft">
              {say('other_sites')} <Amount micros={others.micros} />
            </p>
          )}
        </section>
        <section className="sheet stack tight">
          <h2>{say('by_kind')}</h2>
          <Ranking
            name={say('by_kind')}
            rows={kinds.map((each) => ({ ...each, key: each.kind, words: say(`kind_${each.kind}`) }))}
          />
        </section>
      </div>
    </>
  )
}
