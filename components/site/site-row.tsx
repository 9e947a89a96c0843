import { useState } from 'react'
import { toDecimal } from '../../lib/core/amount'
import type { RuleView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { readDollars } from '../dollars'
import { Button } from '../ui/button'
import { BareChoice } from '../ui/choice'
import { MoneyInput } from '../ui/field'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { useModes } from './modes'

/** One rule, saved as soon as a field is left. */
export function SiteRow({ rule }: { rule: RuleView }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  const [isSaved, setIsSaved] = useState(false)
  const options = useModes()

  const save = (changed: Partial<RuleView>) =>
    act(async () => {
      setIsSaved(false)
      const { site, mode, perPayment, perDay } = { ...rule, ...changed }
      await call('setRule', { site, mode, perPayment, perDay })
      setIsSaved(true)
    })

  return (
    <tr aria-label={rule.site}>
      <th scope="row" className="site-cell">
        <OriginName origin={rule.site} />
      </th>
      <td>
        <BareChoice aria-label={say('mode')} options={options} value={rule.mode} choose={(mode) => save({ mode })} />
      </td>
      <td>
        <Cap
          label={say('most_per_payment')}
          micros={rule.perPayment}
          fits={(cap) => cap <= BigInt(rule.perDay)}
          save={(perPayment) => save({ perPayment })}
          typing={() => setIsSaved(false)}
        />
      </td>
      <td>
        <Cap
          label={say('most_per_day')}
          micros={rule.perDay}
          fits={(cap) => cap >= BigInt(rule.perPayment)}
          save={(perDay) => save({ perDay })}
          typing={() => setIsSaved(false)}
        />
      </td>
      <td className="row-end">
        <output className={hasFailed ? 'error' : 'saved'}>
          {hasFailed ? say('failed') : isSaved ? say('saved') : ''}
        </output>
        <Button look="danger" onClick={() => act(async () => void (await call('forget', { site: rule.site })))}>
          {say('remove')}
        </Button>
      </td>
    </tr>
  )
}

type CapProps = {
  label: string
  micros: string
  /** Does it go with the other cap? A day that is less than one payment makes the payment's cap a lie. */
  fits(cap: bigint): boolean
  save(micros: string): void
  typing(): void
}

function Cap({ label, micros, fits, save, typing }: CapProps) {
  const { say } = useWords()
  // What is typed is forgotten as soon as another cap is saved, here or elsewhere.
  const [input, setInput] = useState({ text: '', over: '' })
  const [problem, setProblem] = useState<'not_dollars' | 'below_payment'>()
  const typed = input.over === micros ? input.text : undefined

  const leave = () => {
    if (typed === undefined) return
    const read = readDollars(typed)
    const found = read === undefined ? 'not_dollars' : fits(read) ? undefined : 'below_payment'
    setProblem(found)
    if (read !== undefined && !found && `${read}` !== micros) save(`${read}`)
  }
  return (
    <>
      <MoneyInput
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        value={typed ?? toDecimal(BigInt(micros))}
        onChange={(event) => {
          setInput({ text: event.target.value, over: micros })
          setProblem(undefined)
          typing()
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave()
        }}
      />
      {problem ? (
        <span className="error" role="alert">
          {say(`cap_${problem}`)}
        </span>
      ) : null}
    </>
  )
}
