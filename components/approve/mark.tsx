import type { Outcome } from '../../lib/core/view'
import { Coin } from '../ui/coin'

/** A tick when it is paid, the coin on its way until then. */
export function Mark({ outcome }: { outcome: Outcome }) {
  if (outcome === 'paid' || outcome === 'confirming') {
    return (
      <svg className="mark good" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="22" />
        <path d="M14 25l7 7 13-15" />
      </svg>
    )
  }
  if (outcome === 'paying') {
    return (
      <span className="mark turning">
        <Coin size={56} />
      </span>
    )
  }
  return (
    <svg className={outcome === 'unserved' ? 'mark bad' : 'mark'} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" />
      <path d={outcome === 'unserved' ? 'M24 13v14m0 7v.5' : 'M15 24h18'} />
    </svg>
  )
}
