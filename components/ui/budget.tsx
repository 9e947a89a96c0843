import type { ReactNode } from 'react'
import type { LimitView } from '../../lib/core/view'
import { useWords } from '../words'

/** How much of a limit is used: a thin bar, with the figures in words for those who do not see it. */
export function Budget({ limit: { limit, used, left }, name, children }: Props) {
  const { say, money } = useWords()
  const words = say('budget_words', { left: money(left), limit: money(limit), used: money(used) })
  return (
    <div className="budget">
      {children}
      <meter
        aria-label={name}
        aria-valuetext={words}
        title={words}
        min={0}
        max={Math.max(1, Number(limit))}
        value={Number(used)}
      >
        {words}
      </meter>
    </div>
  )
}

type Props = { limit: LimitView; name: string; children?: ReactNode }
