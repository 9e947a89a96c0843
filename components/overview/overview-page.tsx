import { useState } from 'react'
import type { Purse } from '../../lib/core/networks'
import type { View } from '../../lib/core/view'
import { Recent } from '../history/recent'
import { isNowhere, ReachNotice } from '../site/reach-notice'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { Balances } from '../wallet/balance'
import { Fund } from '../wallet/fund'
import { LeftToday } from '../wallet/left-today'
import { useWords } from '../words'
import { Spending } from './spending'
import './overview.css'

/** How things stand, one figure first: what is left today, where the money went, and what the limits say. */
export function OverviewPage({ view }: { view: View }) {
  const { say } = useWords()
  const [chosen, choose] = useState<Purse>()
  const purse = view.purses.find((each) => each.purse === chosen) ?? view.purses[0]
  return (
    <>
      {view.wallet === 'none' ? (
        <Note>
          {say('invite')} <a href="#/welcome">{say('set_up')}</a>
        </Note>
      ) : null}
      {isBegun(view) ? (
        <Note>
          {say('welcome_unfinished')} <a href="#/welcome">{say('welcome_go_on')}</a>
        </Note>
      ) : null}
      {isNowhere(view.reach) ? <ReachNotice /> : null}
      {view.paused ? <Note>{say('reason_paused')}</Note> : null}
      {view.purses.length > 1 ? (
        <fieldset className="line">
          <legend className="hidden">{say('money_shown')}</legend>
          {view.purses.map((each) => (
            <Button key={each.purse} className="chip" aria-pressed={each === purse} onClick={() => choose(each.purse)}>
              {say(`${each.purse}_money`)}
            </Button>
          ))}
        </fieldset>
      ) : null}
      {purse ? (
        <>
          <section className="sheet" aria-label={say('left_today')}>
            <LeftToday purse={purse} />
          </section>
          <Spending key={purse.purse} purse={purse.purse} />
        </>
      ) : null}
      {view.address ? (
        <section className="sheet stack">
          <h2>{say('wallet')}</h2>
          <Balances purses={view.purses} />
          <Fund address={view.address} />
        </section>
      ) : null}
      <section className="sheet stack tight">
        <h2>{say('last_payments')}</h2>
        <Recent payments={view.recent} />
      </section>
    </>
  )
}

function isBegun({ wallet, welcome }: View): boolean {
  return wallet !== 'none' && welcome !== 'start' && welcome !== 'done'
}
