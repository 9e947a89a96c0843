import type { FullCapsView, LimitsView } from '../../lib/core/view'
import { labelOf } from '../cap-words'
import { Switch } from '../ui/switch'
import { LimitBars } from '../wallet/limit-bars'
import { useWords } from '../words'
import { Again } from './again-field'
import { Cap } from './cap'
import { Sellers } from './sellers'
import type { Change, KnownRule } from './site-row'
import { Until } from './until-field'

const windows = ['hour', 'week', 'month', 'ever', 'minute'] as const

type Props = { rule: KnownRule; limits: LimitsView; save(change: Change): void; typing(): void }

/** All the rest that can be decided for one site. */
export function MoreOfSite({ rule, limits, save, typing }: Props) {
  const { say } = useWords()
  const { site, caps, until, again, rotates, media, sellers, usage } = rule
  return (
    <div className="stack">
      <LimitBars limits={usage} />
      {isLooser(caps, limits.site) ? <p className="hint">{say('above_overall')}</p> : null}
      <div className="stack tight">
        <div className="fields">
          {windows.map((name) => (
            <Cap
              key={name}
              label={say(labelOf(name))}
              name={name}
              data-at={`${site} ${name}`}
              caps={caps}
              save={(caps) => save({ caps })}
              typing={typing}
            />
          ))}
        </div>
        <p className="hint">{say('caps_empty')}</p>
      </div>
      <Until until={until} save={(until) => save({ until })} typing={typing} />
      <Again again={again} save={(again) => save({ again })} typing={typing} />
      <Switch
        label={say('address_may_change')}
        hint={say('address_may_change_more')}
        isOn={rotates}
        turn={(rotates) => save({ rotates })}
      />
      <Switch
        label={say('media_too')}
        hint={say('media_too_more')}
        isOn={media === true}
        turn={(media) => save({ media })}
      />
      <Sellers site={site} sellers={sellers} save={(sellers) => save({ sellers })} />
    </div>
  )
}

/** Is a cap of the rule above the overall one, which then holds in its place? */
function isLooser(caps: FullCapsView, overall: FullCapsView): boolean {
  return (['payment', 'hour', 'day', 'week', 'month', 'ever'] as const).some((name) => {
    const [own, all] = [caps[name], overall[name]]
    return own !== undefined && all !== undefined && BigInt(own) > BigInt(all)
  })
}
