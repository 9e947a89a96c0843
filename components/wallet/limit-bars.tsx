import type { LimitView } from '../../lib/core/view'
import { endOf } from '../reason'
import { Budget } from '../ui/budget'
import { useWords } from '../words'

/** What is used of each limit that is set, shortest window first. */
export function LimitBars({ limits }: { limits: LimitView[] }) {
  const words = useWords()
  const { say, money } = words
  if (limits.length === 0) return null
  return (
    <ul className="limit-bars" aria-label={say('used_of_limits')}>
      {limits.map((limit) => {
        const window = say(`window_${limit.period}`)
        return (
          <li key={limit.period}>
            <Budget limit={limit} name={say('used_window', { window })}>
              <span className="small">
                {say('used_of', { limit: money(limit.limit), used: money(limit.used), window })}
                {limit.resets === undefined || limit.used === '0' ? null : (
                  <span className="soft">
                    {' '}
                    {say('whole_again', { resets: endOf(limit.period, limit.resets, words) })}
                  </span>
                )}
              </span>
            </Budget>
          </li>
        )
      })}
    </ul>
  )
}

/** Without the day, which is shown first and larger. */
export function otherThanDay(limits: LimitView[]): LimitView[] {
  return limits.filter(({ period }) => period !== 'day')
}
