import { useState } from 'react'
import { modes } from '../../lib/core/rules'
import { useAnswer } from '../answer'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { AddSite } from './add-site'
import { SiteRow } from './site-row'
import './sites.css'

/** `all`, or those of one mode: automatic, asked, learning, blocked. */
const kinds = ['all', 'auto', 'ask', 'learn', 'off'] as const
type Kind = (typeof kinds)[number]

/** What was decided for each site. */
export function SitesPage() {
  const { say } = useWords()
  const { answer, failed } = useAnswer('rules', {})
  const { answer: settings } = useAnswer('settings', {})
  const [kind, setKind] = useState<Kind>('all')
  if (!answer) return failed ? <Failed /> : null
  const { rules, limits } = answer
  const count = (kind: Kind) => rules.filter(({ mode }) => kind === 'all' || mode === kind).length
  const shown = rules.filter(({ mode }) => kind === 'all' || mode === kind)
  return (
    <div className="stack">
      <p className="soft">{say('sites_more')}</p>
      <p className="soft">{settings?.newSite === 'off' ? say('new_sites_are_off') : say('off_is_blocked')}</p>
      <AddSite known={rules.map(({ site }) => site)} />
      {rules.length === 0 ? (
        <p className="sheet soft">{say('sites_none')}</p>
      ) : (
        <>
          <fieldset aria-label={say('rules_shown')} className="line">
            {kinds
              .filter((each) => each !== 'learn' || count('learn') > 0)
              .map((each) => (
                <Button key={each} className="chip" aria-pressed={each === kind} onClick={() => setKind(each)}>
                  {say(`rules_${each}`)} <span className="soft">{count(each)}</span>
                </Button>
              ))}
          </fieldset>
          {shown.length === 0 ? (
            <p className="sheet soft">{say('rules_shown_none')}</p>
          ) : (
            <div className="sheet">
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
                  {shown.map((rule) => (
                    <SiteRow key={rule.site} rule={rule} limits={limits} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      <dl className="facts">
        {modes.flatMap((mode) => [
          <dt key={mode}>{say(`mode_${mode}`)}</dt>,
          <dd key={`${mode} more`}>{say(mode === 'auto' ? 'mode_auto_bare' : `mode_${mode}_more`)}</dd>,
        ])}
      </dl>
    </div>
  )
}
