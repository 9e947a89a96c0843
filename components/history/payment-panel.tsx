import { useEffect, useState } from 'react'
import type { Life } from '../../lib/core/life'
import { useDoors } from '../doors'
import { follow } from '../follow'
import { storyOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Copy } from '../ui/copy'
import { Disclosure } from '../ui/disclosure'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { Panel } from '../ui/panel'
import { useWords } from '../words'
import { hashOf } from './look'
import { OutcomeWords } from './outcome'
import { PaymentFacts } from './payment-facts'
import { proofOf } from './proof'
import { Raw } from './raw'
import { Refund } from './refund'
import { RemarkForm } from './remark'
import { Steps } from './steps'
import { TakeBack } from './take-back'

/** One payment: what became of it, what can be done about it, and everything there is to know. */
export function PaymentPanel({ id, close }: { id: number; close(): void }) {
  const { say } = useWords()
  const { life, failed } = useLife(id)
  if (life === undefined && !failed) return null
  return (
    <Panel title={life ? <OriginName origin={life.entry.site} /> : say('details')} isOpen close={close}>
      {failed ? <Failed /> : null}
      {life === null ? <p>{say('history_bad_row')}</p> : null}
      {life ? <Told life={life} /> : null}
    </Panel>
  )
}

function Told({ life }: { life: Life }) {
  const words = useWords()
  const { say } = words
  const { entry } = life
  const { site, url, money, description, outcome, explorer } = entry
  const proof = proofOf(entry)
  return (
    <>
      <p className="line">
        {money ? <Amount micros={money.micros} className="figure" /> : null}
        <OutcomeWords payment={entry} />
        <TestBadge purse={money?.purse} />
      </p>
      <div>
        {description ? (
          <p>
            <bdi>{description}</bdi>
          </p>
        ) : null}
        <p className="small soft">
          <bdi dir="ltr">{url}</bdi>
        </p>
      </div>
      {outcome === 'asking' || outcome === 'locked' ? <p>{storyOf(entry, words)}</p> : null}
      <p className="line small">
        <a href={`#/sites?${new URLSearchParams({ site })}`}>{say('see_rule')}</a>
        <a href={hashOf({ site })}>{say('only_this_site')}</a>
        {explorer ? (
          <a href={explorer} target="_blank" rel="noreferrer">
            {say('see_transaction')}
          </a>
        ) : null}
      </p>
      <Steps life={life} />
      <Refund entry={entry} />
      <TakeBack payment={entry} />
      {proof ? (
        <div className="stack tight">
          <div>
            <Copy text={proof} label={say('copy_proof')} look="plain" />
          </div>
          <p className="hint">{say('copy_proof_more')}</p>
        </div>
      ) : null}
      <RemarkForm entry={entry} />
      <Disclosure label={say('for_experts')}>
        <div className="stack">
          <PaymentFacts payment={entry} />
          <Raw life={life} />
        </div>
      </Disclosure>
    </>
  )
}

/** Null where there is no such row, or none that can be read. */
function useLife(id: number): { life?: Life | null; failed?: unknown } {
  const { history, onNews } = useDoors()
  const [heard, setHeard] = useState<{ of?: number; life?: Life | null; failed?: unknown }>({})
  useEffect(
    () =>
      follow({
        onNews,
        read: () => history.life(id),
        show: (life) => setHeard({ of: id, life: life ?? null }),
        failed: (failed) => setHeard({ of: id, failed }),
      }),
    [history, onNews, id],
  )
  return heard.of === id ? heard : {}
}
