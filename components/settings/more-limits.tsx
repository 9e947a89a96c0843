/** Every limit there can be: a row for each window, a column for what it is a limit on. */
import { type CapName, capNames } from '../caps'
import { BareField, MoneyInput } from '../ui/field'
import { useWords, type Words } from '../words'
import { type LimitProblem, type LimitsTyped, type Scope, scopes } from './limits'

type Place = { scope: Scope; name: CapName }

type Props = {
  typed: LimitsTyped
  problems: LimitProblem[]
  /** Those that have a field of their own above. */
  fixed: readonly Place[]
  change(scope: Scope, name: CapName, text: string): void
}

export function MoreLimits({ typed, problems, fixed, change }: Props) {
  const words = useWords()
  const { say } = words
  const isAt = (scope: Scope, name: CapName) => (place: Place) => place.scope === scope && place.name === name
  return (
    <div className="stack tight more-limits">
      <p className="hint">{say('more_limits_more')}</p>
      <div className="limit-row limit-head" aria-hidden="true">
        <span />
        {scopes.map((scope) => (
          <span key={scope}>{say(`scope_${scope}`)}</span>
        ))}
      </div>
      {capNames.map((name) => (
        <fieldset key={name} className="limit-row">
          <legend>{say(`row_${name}`)}</legend>
          <span className="row-name" aria-hidden="true">
            {say(`row_${name}`)}
          </span>
          {scopes.map((scope) => {
            const field = {
              'aria-label': nameOf(scope, name, words),
              'data-at': `${scope}.${name}`,
              'aria-invalid': problems.some(isAt(scope, name)) || undefined,
              value: typed[scope][name] ?? '',
              readOnly: fixed.some(isAt(scope, name)),
              placeholder: say('no_limit'),
              onChange: (event: { target: { value: string } }) => change(scope, name, event.target.value),
            }
            return (
              <div key={scope} className="field">
                <span className="label" aria-hidden="true">
                  {say(`scope_${scope}`)}
                </span>
                {field.readOnly ? (
                  <output className="above" aria-label={field['aria-label']} title={say('see_above')}>
                    ${field.value}
                  </output>
                ) : name === 'minute' ? (
                  <BareField inputMode="numeric" {...field} />
                ) : (
                  <MoneyInput {...field} />
                )}
              </div>
            )
          })}
        </fieldset>
      ))}
      <p className="hint">{say('ceiling_more')}</p>
    </div>
  )
}

/** A limit by the names of its row and its column. */
export function nameOf(scope: Scope, name: CapName, { say }: Words): string {
  return `${say(`row_${name}`)}, ${say(`scope_${scope}`)}`
}
