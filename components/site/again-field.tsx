import { useId } from 'react'
import type { Seconds } from '../../lib/core/clock'
import { BareChoice } from '../ui/choice'
import { BareField } from '../ui/field'
import { useTyped } from '../ui/typed'
import { useWords } from '../words'
import { againText, readAgain, type Unit, units } from './again'

type Props = { again: Seconds | undefined; save(again: Seconds | null): void; typing(): void }

/** How soon the same thing may be bought again without a question. */
export function Again({ again, save, typing }: Props) {
  const { say } = useWords()
  const id = useId()
  const saved = againText(again)
  const [typed, type] = useTyped<{ number: string; unit: Unit }>(`${again}`)
  const { number, unit } = typed ?? saved
  const isBad = readAgain(number, unit) === undefined

  const keep = (number: string, unit: Unit) => {
    const read = readAgain(number, unit)
    if (read !== undefined && read !== (again ?? null)) save(read)
  }
  const choose = (unit: Unit) => {
    const begun = number === '' && unit !== 'never' ? '1' : number
    type({ number: begun, unit })
    keep(begun, unit)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{say('pay_again_every')}</label>
      <div className="line fixed short">
        {unit === 'never' ? null : (
          <BareField
            id={id}
            inputMode="numeric"
            aria-invalid={isBad || undefined}
            aria-describedby={`${id}-more`}
            value={number}
            onChange={(event) => {
              type({ number: event.target.value, unit })
              typing()
            }}
            onBlur={() => keep(number, unit)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') keep(number, unit)
            }}
          />
        )}
        <BareChoice
          {...(unit === 'never' ? { id } : { 'aria-label': say('pay_again_unit') })}
          options={units.map((unit) => ({ value: unit, label: say(`unit_${unit}`) }))}
          value={unit}
          choose={choose}
        />
      </div>
      <p id={`${id}-more`} className={isBad ? 'error' : 'hint'}>
        {isBad ? say('pay_again_bad') : say('pay_again_more')}
      </p>
    </div>
  )
}
