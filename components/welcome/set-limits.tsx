import { useAnswer } from '../answer'
import { LimitsForm } from '../settings/limits-form'
import { NewSites } from '../settings/new-sites'
import { useWords } from '../words'

/** The limits come before the money. */
export function SetLimits({ saved }: { saved(): void }) {
  const { say } = useWords()
  const { answer: settings } = useAnswer('settings', {})
  if (!settings) return <h1>{say('welcome_limits')}</h1>
  const { limits, managed, newSite } = settings
  return (
    <>
      <h1>{say('welcome_limits')}</h1>
      <div className="narrow stack tight">
        <NewSites settings={settings} modes={newSite === 'off' ? ['ask', 'learn', 'off'] : ['ask', 'learn']} />
      </div>
      <p className="soft">{say('limits_more')}</p>
      <LimitsForm limits={limits} most={managed?.most} shows="first" saved={saved} />
    </>
  )
}
