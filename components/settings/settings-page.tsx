import { version } from '../../package.json'
import { useAct } from '../act'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { Choice } from '../ui/choice'
import { Coin } from '../ui/coin'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useWords } from '../words'
import { Books } from './books'
import { LanguageChoice } from './language'
import { LimitsForm } from './limits-form'
import { LockMinutes } from './minutes'
import { Managed } from './managed'
import { Networks } from './networks'
import { Pause } from './pause'

export function SettingsPage() {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  const { answer: settings, failed } = useAnswer('settings', {})
  if (!settings) return failed ? <Failed /> : null
  const { limits, newSite, paused, testNetworks, lockMinutes, language, managed } = settings
  const newSiteModes = managed?.newSite ?? (['ask', 'learn', 'off'] as const)

  return (
    <div className="stack settings">
      {hasFailed ? <Failed /> : null}
      {managed ? <Managed managed={managed} /> : null}
      <section className="sheet stack">
        <Pause
          isPaused={paused}
          isFixed={managed?.isPaused ?? false}
          hint={managed?.isPaused ? say('set_by_organisation') : say('pause_all_more')}
        />
        <Switch
          label={say('show_test_networks')}
          hint={managed?.hasNoTestNetworks ? say('set_by_organisation') : say('show_test_networks_more')}
          isOn={testNetworks}
          isFixed={managed?.hasNoTestNetworks ?? false}
          turn={(testNetworks) => act(async () => void (await call('set', { testNetworks })))}
        />
      </section>
      <section className="sheet stack">
        <h2>{say('limits')}</h2>
        <p className="soft">{say('limits_more')}</p>
        <LimitsForm limits={limits} most={managed?.most} shows="all" />
      </section>
      <section className="sheet stack">
        <h2>{say('new_sites')}</h2>
        <Choice
          label={say('at_new_site')}
          options={newSiteModes.map((value) => ({ value, label: say(`new_site_${value}`) }))}
          value={newSite}
          isFixed={newSiteModes.length === 1}
          hint={newSiteModes.length < 3 ? say('set_by_organisation') : undefined}
          choose={(newSite) => act(async () => void (await call('set', { newSite })))}
        />
        <p className="soft small">{say(`mode_${newSite}_more`)}</p>
      </section>
      <section className="sheet stack">
        <h2>{say('lock')}</h2>
        <LockMinutes minutes={lockMinutes} />
      </section>
      <section className="sheet stack">
        <LanguageChoice language={language} />
      </section>
      <section className="sheet stack">
        <h2>{say('networks')}</h2>
        <p className="soft">{say('networks_more')}</p>
        <Networks settings={settings} />
      </section>
      <section className="sheet stack">
        <h2>{say('books')}</h2>
        <p className="soft">{say('books_more')}</p>
        <Books />
      </section>
      <footer className="line soft small">
        <Coin size={20} /> {say('about', { version })}
      </footer>
    </div>
  )
}
