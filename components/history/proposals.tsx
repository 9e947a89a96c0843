import { useEffect, useState } from 'react'
import type { Proposal } from '../../lib/core/learn'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { follow } from '../follow'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords, type Words } from '../words'
import { accept } from './accept'

/** What could be decided, told from what was written down. Nothing changes before it is accepted. */
export function Proposals() {
  const { call, onNews, proposals: read } = useDoors()
  const words = useWords()
  const { say } = words
  const { isBusy, hasFailed, act } = useAct()
  const [proposals, setProposals] = useState<Proposal[]>([])
  const [failed, setFailed] = useState<unknown>()
  useEffect(() => follow({ onNews, read, show: setProposals, failed: setFailed }), [onNews, read])
  if (failed) return <Failed />
  if (proposals.length === 0) return null
  const take = (some: Proposal[]) => act(() => accept(some, call))
  return (
    <section className="sheet stack tight">
      <div className="line apart">
        <h2>{say('proposals')}</h2>
        {proposals.length > 1 ? (
          <Button aria-disabled={isBusy} onClick={() => take(proposals)}>
            {say('accept_all')}
          </Button>
        ) : null}
      </div>
      <p className="soft small">{say('proposals_more')}</p>
      {hasFailed ? <Failed /> : null}
      <ul className="proposals">
        {proposals.map((proposal) => (
          <li key={keyOf(proposal)}>
            <div>
              <p className="line">
                {proposal.kind === 'rule' ? (
                  <OriginName origin={proposal.site} />
                ) : (
                  <span className="strong">{say('proposed_limit_of')}</span>
                )}
                <TestBadge purse={proposal.purse} />
              </p>
              <p>{wordsOf(proposal, words)}</p>
              <p className="small soft">{whyOf(proposal, words)}</p>
            </div>
            <Button
              aria-disabled={isBusy}
              aria-label={say('accept_for', {
                what: proposal.kind === 'rule' ? proposal.site : wordsOf(proposal, words),
              })}
              onClick={() => take([proposal])}
            >
              {say('accept')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function keyOf(proposal: Proposal): string {
  return `${proposal.purse} ${proposal.kind === 'rule' ? proposal.site : proposal.which}`
}

function wordsOf(proposal: Proposal, { say, money }: Words): string {
  if (proposal.kind === 'limit')
    return say('proposed_limit', { limit: money(`${proposal.limit}`), window: say(`window_${proposal.which}`) })
  if (proposal.mode === 'ask') return say('proposed_ask')
  return say('proposed_auto', { day: money(`${proposal.caps.day}`), payment: money(`${proposal.caps.payment}`) })
}

function whyOf(proposal: Proposal, { say, count, money, spell }: Words): string {
  if (proposal.kind === 'limit') {
    const { now, busiest, days } = proposal.facts
    return say(`proposal_${proposal.reason}`, {
      busiest: money(`${busiest}`),
      days: spell(days, 'day'),
      now: money(`${now}`),
    })
  }
  const { purchases, days, most, total } = proposal.facts
  const seen = count('proposal_seen', purchases, {
    days: spell(days, 'day'),
    most: money(`${most}`),
    total: money(`${total}`),
  })
  return `${say(`proposal_${proposal.reason}`)} ${seen}`
}
