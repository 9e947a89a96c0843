import type { View } from '../../lib/core/view'
import { useDoors } from '../doors'
import { Recent } from '../history/recent'
import { BooksProblem, isReadable } from '../settings/books-problem'
import { Pause } from '../settings/pause'
import { isNowhere, ReachNotice } from '../site/reach-notice'
import { ThisSite } from '../site/this-site'
import { Button } from '../ui/button'
import { Coin } from '../ui/coin'
import { Note } from '../ui/note'
import { Balances } from '../wallet/balance'
import { LeftToday, LeftTodayShort } from '../wallet/left-today'
import { Lock } from '../wallet/lock'
import { Unlock } from '../wallet/unlock'
import { useWords } from '../words'

type Props = { view: View; waiting: number | undefined; show(id: number): void; askedAgain(): void }

/** How things stand, one figure first. */
export function Overview({ view, waiting, show, askedAgain }: Props) {
  const { say } = useWords()
  return (
    <main className="popup">
      <div className="popup-body stack">
        <header className="line apart">
          <h1 className="brand">
            <Coin /> {say('extension_name')}
          </h1>
          {view.wallet === 'open' ? <Lock look="quiet" /> : null}
        </header>
        {view.problem ? <BooksProblem problem={view.problem} /> : null}
        {waiting === undefined ? null : (
          <Note>
            <div className="line apart">
              <span>{say('site_is_asking')}</span>
              <Button look="primary" onClick={() => show(waiting)}>
                {say('show')}
              </Button>
            </div>
          </Note>
        )}
        {view.paused ? <Note>{say('reason_paused')}</Note> : null}
        {view.wallet === 'locked' ? (
          <section className="sheet stack tight">
            <h2>{say('locked')}</h2>
            <Unlock />
          </section>
        ) : null}
        {isReadable(view.problem) ? <Books view={view} askedAgain={askedAgain} /> : null}
      </div>
      <footer className="popup-foot">
        <Pause isPaused={view.paused} />
        <Links />
      </footer>
    </main>
  )
}

/** What there is to tell from the books. */
function Books({ view: { purses, site, recent, reach, paused }, askedAgain }: Pick<Props, 'view' | 'askedAgain'>) {
  const { say } = useWords()
  const [first, ...others] = purses
  return (
    <>
      <section className="stack tight" aria-label={say('left_today')}>
        {first ? <LeftToday purse={first} /> : null}
        {others.map((purse) => (
          <LeftTodayShort key={purse.purse} purse={purse} />
        ))}
        <Balances purses={purses} />
      </section>
      {site ? (
        <ThisSite site={site} isPaused={paused} askedAgain={askedAgain} />
      ) : isNowhere(reach) ? (
        <ReachNotice />
      ) : null}
      <section className="stack tight">
        <h2>{say('last_payments')}</h2>
        <Recent payments={recent.slice(0, 5)} />
      </section>
    </>
  )
}

function Links() {
  const { openPage } = useDoors()
  const { say } = useWords()
  return (
    <nav className="links" aria-label={say('pages')}>
      {(['history', 'sites', 'settings'] as const).map((page) => (
        <Button key={page} look="quiet" onClick={() => openPage(`options.html#/${page}`)}>
          {say(page)}
        </Button>
      ))}
    </nav>
  )
}
