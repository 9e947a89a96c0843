import { storyOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Copy } from '../ui/copy'
import { OriginName } from '../ui/origin'
import { Panel } from '../ui/panel'
import { useWords } from '../words'
import { OutcomeWords } from './outcome'
import { PaymentFacts } from './payment-facts'
import { proofOf } from './proof'
import { useEntries } from './results'
import { TakeBack } from './take-back'

/** One payment, whatever the table shows beneath it. */
export function PaymentPanel({ id, close }: { id: number | undefined; close(): void }) {
  const words = useWords()
  const { say } = words
  const known = useEntries(id === undefined ? [] : [id])
  const entry = id === undefined ? undefined : known.get(id)
  if (id === undefined) return null
  if (!entry)
    return known.has(id) ? (
      <Panel title={say('details')} isOpen close={close}>
        <p>{say('history_bad_row')}</p>
      </Panel>
    ) : null
  const proof = entry.outcome === 'unserved' ? proofOf(entry) : undefined
  return (
    <Panel title={<OriginName origin={entry.site} />} isOpen close={close}>
      <p className="line">
        {entry.money ? <Amount micros={entry.money.micros} className="figure" /> : null}
        <OutcomeWords payment={entry} />
        <TestBadge purse={entry.money?.purse} />
      </p>
      <p>{storyOf(entry, words)}</p>
      {proof ? (
        <div>
          <Copy text={proof} label={say('copy_proof')} look="plain" />
          <p className="hint">{say('copy_proof_more')}</p>
        </div>
      ) : null}
      <TakeBack payment={entry} />
      <PaymentFacts payment={entry} />
    </Panel>
  )
}
