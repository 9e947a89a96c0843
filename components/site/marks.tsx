import { sentenceOf } from '../reason'
import { Button } from '../ui/button'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import type { Change, KnownRule } from './site-row'

/** What a person may want to know of a rule without opening it: what is not as it was, and who else is paid. */
export function Marks({ rule, opened, save }: { rule: KnownRule; opened: number; save(change: Change): void }) {
  const words = useWords()
  const { say, date } = words
  const { mode, until, sellers, isBarred, isUnpaid, drift } = rule
  return (
    <>
      {isBarred ? <p className="small soft">{say('reason_barred')}</p> : null}
      {mode === 'auto' && until !== undefined && until <= opened ? (
        <p className="small soft">{say('auto_ended', { date: date(until - 1) })}</p>
      ) : null}
      {drift ? (
        <div className="drift small">
          <p>{sentenceOf(drift, words)}</p>
          {drift.code === 'payee_changed' ? (
            <Button look="quiet" onClick={() => save({ rotates: true })}>
              {say('accept_addresses')}
            </Button>
          ) : null}
        </div>
      ) : isUnpaid && mode === 'auto' && !isBarred ? (
        <p className="small soft">{say('nothing_paid_yet')}</p>
      ) : null}
      {sellers.length > 0 ? (
        <p className="small soft">
          {say('also_pays')}{' '}
          {sellers.slice(0, FEW).map((seller, place) => (
            <span key={seller}>
              {place > 0 ? ', ' : ''}
              <OriginName origin={seller} />
            </span>
          ))}
          {sellers.length > FEW ? ' …' : ''}
        </p>
      ) : null}
    </>
  )
}

const FEW = 2
