import { type ReactNode, useEffect, useRef } from 'react'
import type { View } from '../../lib/core/view'
import { useArrival } from '../arrival'
import type { MakeWallet } from '../doors'
import { HistoryPage } from '../history/history-page'
import { LearnPage } from '../history/learn-page'
import { OverviewPage } from '../overview/overview-page'
import { BooksProblem, isReadable } from '../settings/books-problem'
import { SettingsPage } from '../settings/settings-page'
import { SitesPage } from '../site/sites-page'
import { Coin } from '../ui/coin'
import { Failed } from '../ui/note'
import { useView, useViewFailure } from '../view'
import { WalletPage } from '../wallet/wallet-page'
import { Welcome } from '../welcome/welcome'
import { useWords } from '../words'
import { pages, type Route, useRoute } from './route'
import './options.css'

/** Everything that does not fit into a popup. */
export function Options({ makeWallet }: { makeWallet: MakeWallet }) {
  useArrival()
  const { say } = useWords()
  const view = useView()
  const failure = useViewFailure()
  const route = useRoute()
  const title = say(route)
  useEffect(() => {
    document.title = `${title} · ${say('extension_name')}`
  }, [title, say])

  if (!view) return failure ? <Failed /> : null
  if (route === 'welcome') return <Welcome view={view} makeWallet={makeWallet} />
  const { problem } = view
  // These two can be seen whatever has become of the books.
  const isShown = isReadable(problem) || route === 'wallet' || route === 'settings'
  return (
    <div className="options">
      <Navigation current={route} />
      <main className="page stack">
        <Heading key={route}>{title}</Heading>
        {problem ? <BooksProblem problem={problem} isAtSettings={route === 'settings'} /> : null}
        {isShown ? <Shown route={route} view={view} /> : null}
      </main>
    </div>
  )
}

function Shown({ route, view }: { route: Exclude<Route, 'welcome'>; view: View }) {
  switch (route) {
    case 'overview':
      return <OverviewPage view={view} />
    case 'sites':
      return <SitesPage />
    case 'history':
      return <HistoryPage />
    case 'learn':
      return <LearnPage />
    case 'wallet':
      return <WalletPage view={view} />
    case 'settings':
      return <SettingsPage />
  }
}

function Navigation({ current }: { current: Route }) {
  const { say } = useWords()
  return (
    <nav className="side" aria-label={say('pages')}>
      <p className="brand">
        <Coin size={28} /> {say('extension_name')}
      </p>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <a href={`#/${page}`} aria-current={page === current ? 'page' : undefined}>
              {say(page)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Takes the focus when a page is gone to, so that a screen reader says where one is. */
function Heading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // At the first page the browser has put the focus where it belongs.
    if (document.activeElement !== document.body) heading.current?.focus()
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
