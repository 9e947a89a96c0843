import { useState } from 'react'
import type { View } from '../../lib/core/view'
import { Recent } from '../history/recent'
import { useRows } from '../history/rows'
import { SiteSums } from '../history/site-sums'
import { spentSince } from '../history/sums'
import { Note } from '../ui/note'
import { Balances } from '../wallet/balance'
import { Fund } from '../wallet/fund'
import { LeftToday } from '../wallet/left-today'
import { useWords } from '../words'

export function OverviewPage({ view }: { view: View }) {
  const { say } = useWords()
  return (
    <>
      {view.wallet === 'none' ? (
        <Note>
          {say('invite')} <a href="#/welcome">{say('set_up')}</a>
        </Note>
      ) : null}
      {view.paused ? <Note>{say('reason_paused')}</Note> : null}
      <div className="tiles">
        {view.purses.map((purse) => (
          <div key={purse.purse} className="sheet">
            <LeftToday purse={purse} />
          </div>
        ))}
      </div>
      {view.address ? (
        <section className="sheet stack">
          <h2>{say('wallet')}</h2>
          <Balances purses={view.purses} />
          <Fund address={view.address} />
        </section>
      ) : null}
      <SpentToday />
      <section className="sheet stack tight">
        <h2>{say('last_payments')}</h2>
        <Recent payments={view.recent} />
      </section>
    </>
  )
}

/** The most rows one message brings: more than that in a day and the last of them are what is shown. */
const FAR = 1000

function SpentToday() {
  const { say } = useWords()
  const { rows = [] } = useRows({ page: FAR })
  const [today] = useState(startOfToday)
  const sums = spentSince(rows, today)
  if (sums.length === 0) return null
  return (
    <section className="sheet stack tight">
      <h2>{say('spent_by_site')}</h2>
      <SiteSums sums={sums} name={say('spent_by_site')} />
    </section>
  )
}

function startOfToday(): number {
  return new Date().setHours(0, 0, 0, 0) / 1000
}
