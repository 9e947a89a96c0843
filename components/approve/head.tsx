import type { ReactNode } from 'react'
import type { Purse } from '../../lib/core/networks'
import type { CardView } from '../../lib/core/view'
import { TestBadge } from '../ui/badge'
import { Coin } from '../ui/coin'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'

/** Who asks, and what for, in the seller's own words. */
export function Head({ card, purse, queue }: { card: CardView; purse: Purse; queue: ReactNode }) {
  const { say } = useWords()
  const { site, seller, via, description, service, claims } = card
  return (
    <header className="stack tight">
      <div className="line apart">
        <span className="brand">
          <Coin size={22} /> {say('extension_name')}
        </span>
        <span className="line">
          <TestBadge purse={purse} />
          {queue}
        </span>
      </div>
      <h1 className="seller">
        <OriginName origin={seller} />
      </h1>
      {site === seller ? null : (
        <p className="small">
          <span className="soft">{say('asked_on')}</span> <OriginName origin={site} />
        </p>
      )}
      {via ? <p className="small soft">{say(`asked_by_${via}`)}</p> : null}
      <p>
        <span className="soft">{description ? say('asks_for') : say('asks_for_payment')}</span>{' '}
        {description ? <bdi dir="auto">{description}</bdi> : null}
      </p>
      {service && service !== description ? (
        <p className="small soft">
          <bdi dir="auto">{service}</bdi>
        </p>
      ) : null}
      {claims ? (
        <p className="small">
          <span className="soft">{say('claims')}</span>{' '}
          <bdi dir="ltr" className="mono">
            {claims}
          </bdi>
        </p>
      ) : null}
    </header>
  )
}
