import { useState } from 'react'
import { modes } from '../../lib/core/rules'
import { useAnswer } from '../answer'
import { useHash } from '../options/route'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { useWords } from '../words'
import { AddSite } from './add-site'
import { Removed } from './removed'
import { type KnownRule, SiteRow } from './site-row'
import { TakingIn } from './taking-in'
import './sites.css'

/** `all`, or those of one mode: automatic, asked, learning, blocked. */
const kinds = ['all', 'auto', 'ask', 'learn', 'off'] as const
type Kind = (typeof kinds)[number]

/** More rows than are taken in at a glance. */
const MANY = 10

/** What was decided for each site. */
export function SitesPage() {
  const { say } = useWords()
  const { answer, failed } = useAnswer('rules', {})
  const { answer: settings } = useAnswer('settings', {})
  const [kind, setKind] = useState<Kind>('all')
  const [sought, setSought] = useState('')
  const [removed, setRemoved] = useState<KnownRule>()
  // `#/sites?site=<origin>` is about that one: its rule comes first, or can be made at once.
  const wanted = new URLSearchParams(useHash().split('?')[1]).get('site')
  if (!answer) return failed ? <Failed /> : null
  const { rules, limits } = answer
  const isWanted = ({ site }: { site: string }) => site === wanted
  const count = (kind: Kind) => rules.filter(({ mode }) => kind === 'all' || mode === kind).length
  const isFound = ({ site }: KnownRule) => site.includes(sought.trim().toLowerCase())
  const shown = rules
    .filter((rule) => (kind === 'all' || rule.mode === kind) && isFound(rule))
    .toSorted((a, b) => Number(isWanted(b)) - Number(isWanted(a)))
  return (
    <div className="stack">
      <p className="soft">{say('sites_more')}</p>
      <p className="soft">{settings?.newSite === 'off' ? say('new_sites_are_off') : say('off_is_blocked')}</p>
      <AddSite
        key={wanted}
        known={rules.map(({ site }) => site)}
        {...(wanted && !rules.some(isWanted) ? { wanted } : {})}
      />
      {removed ? <Removed key={removed.site} rule={removed} close={() => setRemoved(undefined)} /> : null}
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
          {rules.length > MANY || sought !== '' ? (
            <div className="narrow">
              <Field
                label={say('search_sites')}
                type="search"
                autoComplete="off"
                spellCheck={false}
                value={sought}
                onChange={(event) => setSought(event.target.value)}
              />
            </div>
          ) : null}
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
                    <SiteRow key={rule.site} rule={rule} limits={limits} removed={setRemoved} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      {settings ? <TakingIn rules={rules} newSite={settings.newSite} /> : null}
      <dl className="facts">
        {modes.flatMap((mode) => [
          <dt key={mode}>{say(`mode_${mode}`)}</dt>,
          <dd key={`${mode} more`}>{say(mode === 'auto' ? 'mode_auto_bare' : `mode_${mode}_more`)}</dd>,
        ])}
      </dl>
    </div>
  )
}
