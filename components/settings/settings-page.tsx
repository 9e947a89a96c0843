import { type ReactNode, useEffect, useRef } from 'react'
import type { SettingsView } from '../../lib/core/view'
import { useAnswer } from '../answer'
import { useSection } from '../options/route'
import { ReachChoice } from '../site/reach-choice'
import { ReachSites } from '../site/reach-sites'
import { Failed } from '../ui/note'
import { useView } from '../view'
import { type Key, useWords } from '../words'
import { About } from './about'
import { Appearance } from './appearance'
import { Books } from './books'
import { LanguageChoice } from './language'
import { LimitsForm } from './limits-form'
import { Managed } from './managed'
import { LockMinutes } from './minutes'
import { Networks } from './networks'
import { NewSites } from './new-sites'
import { Notifications } from './notifications'
import { Pause } from './pause'
import { Shortcuts } from './shortcuts'
import { TestNetworks } from './test-networks'
import './settings.css'

/** In the order of the page. */
const sections = [
  ['limits', 'limits'],
  ['new-sites', 'new_sites'],
  ['access', 'host_access'],
  ['networks', 'networks'],
  ['security', 'security'],
  ['appearance', 'appearance'],
  ['language', 'language'],
  ['notifications', 'notifications'],
  ['data', 'data'],
  ['shortcuts', 'shortcuts'],
  ['about', 'about_title'],
] as const satisfies [string, Key][]
type Name = (typeof sections)[number][0]

export function SettingsPage() {
  const { say } = useWords()
  const { answer: settings, failed } = useAnswer('settings', {})
  const wanted = useSection()
  if (!settings) return failed ? <Failed /> : null
  const { managed, paused } = settings
  return (
    <div className="settings-page">
      <nav className="sections" aria-label={say('on_this_page')}>
        <ul className="plain">
          {sections.map(([name, title]) => (
            <li key={name}>
              <a href={`#/settings/${name}`} aria-current={name === wanted ? 'location' : undefined}>
                {say(title)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="stack settings">
        {managed ? <Managed managed={managed} /> : null}
        <section className="sheet stack">
          <Pause
            isPaused={paused}
            isFixed={managed?.isPaused ?? false}
            hint={managed?.isPaused ? say('set_by_organisation') : say('pause_all_more')}
          />
        </section>
        {sections.map(([name, title]) => (
          <Section key={name} title={say(title)} isWanted={name === wanted}>
            <Inside name={name} settings={settings} />
          </Section>
        ))}
      </div>
    </div>
  )
}

/** Comes into sight, and takes the focus, when it is gone to. */
function Section({ title, isWanted, children }: { title: string; isWanted: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isWanted) return
    heading.current?.scrollIntoView()
    heading.current?.focus({ preventScroll: true })
  }, [isWanted])
  return (
    <section className="sheet stack">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  )
}

function Inside({ name, settings }: { name: Name; settings: SettingsView }) {
  const { say } = useWords()
  const { limits, lockMinutes, language, quiet, managed } = settings
  switch (name) {
    case 'limits':
      return (
        <>
          <p className="soft">{say('limits_more')}</p>
          <LimitsForm limits={limits} most={managed?.most} shows="all" />
        </>
      )
    case 'new-sites':
      return <NewSites settings={settings} />
    case 'access':
      return <HostAccess />
    case 'networks':
      return (
        <>
          <TestNetworks settings={settings} />
          <p className="soft">{say('networks_more')}</p>
          <Networks settings={settings} />
        </>
      )
    case 'security':
      return (
        <>
          <LockMinutes minutes={lockMinutes} />
          <p className="soft">
            {say('security_more')} <a href="#/wallet">{say('to_wallet')}</a>
          </p>
        </>
      )
    case 'appearance':
      return <Appearance />
    case 'language':
      return <LanguageChoice language={language} />
    case 'notifications':
      return (
        <>
          <p className="soft">{say('notifications_more')}</p>
          <Notifications quiet={quiet} />
        </>
      )
    case 'data':
      return (
        <>
          <p className="soft">
            {say('data_more')} <a href="#/wallet">{say('to_wallet')}</a>
          </p>
          <h3>{say('books')}</h3>
          <p className="soft">{say('books_more')}</p>
          <Books />
        </>
      )
    case 'shortcuts':
      return <Shortcuts />
    case 'about':
      return <About />
  }
}

function HostAccess() {
  const view = useView()
  if (!view) return null
  return (
    <>
      <ReachChoice reach={view.reach} />
      {view.reach.everywhere ? null : <ReachSites reach={view.reach} />}
    </>
  )
}
