import type { Reason } from '../../lib/core/reasons'
import type { Outcome, PaymentView, SiteView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { storyOf } from '../reason'
import { Amount } from '../ui/amount'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { LimitBars, otherThanDay } from '../wallet/limit-bars'
import { useWords } from '../words'
import { AskAgain } from './ask-again'
import { useModes } from './modes'
import { ReachNotice } from './reach-notice'
import { Unasked } from './unasked'

type Props = { site: SiteView; isPaused: boolean; askedAgain(): void }

/** The site in the tab the person looks at. */
export function ThisSite({ site: shown, isPaused, askedAgain }: Props) {
  const { site, mode, isBarred, rule, day, limits, last, isHidden } = shown
  const { call, openPage } = useDoors()
  const { say, money } = useWords()
  const { hasFailed, act } = useAct()
  const options = useModes()

  const change = (mode: SiteView['mode']) => act(async () => void (await call('setRule', { site, mode })))

  return (
    <section className="sheet stack tight" aria-labelledby="this-site">
      <h2 id="this-site" className="site-name">
        <OriginName origin={site} />
      </h2>
      {isHidden ? <ReachNotice site={site} /> : null}
      {!isPaused && isIdle(shown) ? <Unasked key={last?.id} loaded={askedAgain} /> : null}
      <div className="this-site">
        <Choice label={say('mode')} options={options} value={mode} isFixed={isBarred} choose={change} />
        <p className="small">
          <span className="soft">{say('spent_here_today')}</span>
          <br />
          <Amount micros={day.used} className="strong" />
        </p>
      </div>
      <p className="small soft">
        {isBarred
          ? say('reason_barred')
          : mode === 'auto' && rule
            ? say('mode_auto_more', { day: money(rule.caps.day), payment: money(rule.caps.payment) })
            : say(mode === 'auto' ? 'mode_auto_bare' : `mode_${mode}_more`)}{' '}
        {mode === 'auto' ? (
          <Button look="quiet" onClick={() => openPage('options.html#/sites')}>
            {say('change_caps')}
          </Button>
        ) : null}
      </p>
      <LimitBars limits={otherThanDay(limits)} />
      {hasFailed ? <Failed /> : null}
      {last ? <Last last={last} mode={mode} askedAgain={askedAgain} /> : null}
    </section>
  )
}

/** What may be asked about once more, and what only the settings can change. */
const undone = ['declined', 'closed', 'blocked', 'asked_often', 'too_late'] as const satisfies Reason[]
const bySettings = ['over_ceiling', 'network_off', 'test_network_off', 'site_off'] as const satisfies Reason[]
/** What was in the way once, and is no more where it could be shown. */
const past = ['site_off', 'barred', 'paused', 'no_wallet', 'no_access', 'left', 'changed'] as const satisfies Reason[]

/** What may still come to an end by itself, or has cost money that nothing came for. */
const unfinished = ['asking', 'locked', 'paying', 'confirming', 'unserved'] as const satisfies Outcome[]

function isOneOf<T>(some: readonly T[], one: T): boolean {
  return some.includes(one)
}

/** Would a 402 be met here, and is nothing under way that was, nor in the way of it? */
function isIdle({ mode, isHidden, last }: SiteView): boolean {
  if (isHidden || !isPayable(mode)) return false
  if (last?.outcome === 'refused') return isOneOf(past, last.why.code)
  return !last || !isOneOf(unfinished, last.outcome)
}

function isPayable(mode: SiteView['mode']): boolean {
  return mode === 'ask' || mode === 'auto'
}

/** Why nothing was asked or paid the last time. */
function Last({ last, mode, askedAgain }: { last: PaymentView; mode: SiteView['mode']; askedAgain(): void }) {
  const { openPage } = useDoors()
  const words = useWords()
  const { outcome, why, at } = last
  if (outcome !== 'refused' && outcome !== 'learned') return null
  const canAskAgain = outcome === 'refused' && isOneOf(undone, why.code) && isPayable(mode)
  return (
    <div className="last stack tight">
      <p className="small">
        <span className="soft">{words.say('last_time', { time: words.moment(at) })}</span> {storyOf(last, words)}
      </p>
      {canAskAgain ? <AskAgain id={last.id} asked={askedAgain} /> : null}
      {outcome === 'refused' && isOneOf(bySettings, why.code) ? (
        <div>
          <Button onClick={() => openPage('options.html#/settings')}>{words.say('settings')}</Button>
        </div>
      ) : null}
    </div>
  )
}
