import { useState } from 'react'
import { toDecimal } from '../../lib/core/amount'
import type { SettingsView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { MoneyField } from '../ui/field'
import { Failed } from '../ui/note'
import { Saved } from '../ui/saved'
import { useWords } from '../words'
import { type LimitsText, type LimitName, limitNames, readLimits } from './limits'

const labels = {
  perPayment: 'most_per_payment',
  perSiteDay: 'most_per_site_day',
  perDay: 'most_per_day',
} as const satisfies Record<LimitName, string>

/** The overall limits on automatic payments. */
export function LimitsForm({ limits, saved }: { limits: SettingsView['limits']; saved?: () => void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [typed, setTyped] = useState<LimitsText>(() => ({
    perPayment: toDecimal(BigInt(limits.perPayment)),
    perSiteDay: toDecimal(BigInt(limits.perSiteDay)),
    perDay: toDecimal(BigInt(limits.perDay)),
  }))
  const [isSaved, setIsSaved] = useState(false)
  const read = readLimits(typed)
  const problems = 'problems' in read ? read.problems : {}

  const save = () => {
    if (!('limits' in read)) return
    act(async () => {
      await call('set', { limits: read.limits })
      setIsSaved(true)
      saved?.()
    })
  }

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="limits">
        {limitNames.map((name) => {
          const problem = problems[name]
          return (
            <MoneyField
              key={name}
              label={say(labels[name])}
              value={typed[name]}
              error={problem && say(`limit_${problem}`)}
              onChange={(event) => {
                setIsSaved(false)
                setTyped({ ...typed, [name]: event.target.value })
              }}
            />
          )
        })}
      </div>
      <div className="line">
        <Button look="primary" type="submit" aria-disabled={isBusy || 'problems' in read}>
          {say('save_limits')}
        </Button>
        <Saved when={isSaved ? 'saved' : 'not-yet'} />
      </div>
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
