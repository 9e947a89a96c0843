import { useAnswer } from '../answer'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { AddSite } from './add-site'
import { SiteRow } from './site-row'

/** What was decided for each site. */
export function SitesPage() {
  const { say } = useWords()
  const { answer, failed } = useAnswer('rules', {})
  if (!answer) return failed ? <Failed /> : null
  const { rules, limits } = answer
  return (
    <div className="stack">
      <p className="soft">{say('sites_more')}</p>
      <AddSite known={rules.map(({ site }) => site)} limits={limits} />
      {rules.length === 0 ? (
        <p className="sheet soft">{say('sites_none')}</p>
      ) : (
        <div className="sheet wide">
          <table aria-label={say('sites')} className="rules">
            <thead>
              <tr>
                <th scope="col">{say('site')}</th>
                <th scope="col">{say('mode')}</th>
                <th scope="col">{say('most_per_payment')}</th>
                <th scope="col">{say('most_per_day')}</th>
                <th scope="col">
                  <span className="hidden">{say('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <SiteRow key={rule.site} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <dl className="facts">
        {(['off', 'learn', 'ask', 'auto'] as const).flatMap((mode) => [
          <dt key={mode}>{say(`mode_${mode}`)}</dt>,
          <dd key={`${mode} more`}>{say(mode === 'auto' ? 'mode_auto_bare' : `mode_${mode}_more`)}</dd>,
        ])}
      </dl>
    </div>
  )
}
