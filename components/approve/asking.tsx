import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Wallet } from '../../lib/core/policy'
import type { CardView, OfferView } from '../../lib/core/view'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { isOverLimit, sentenceOf } from '../reason'
import { Amount } from '../ui/amount'
import { Button } from '../ui/button'
import { Failed, Note, Problem } from '../ui/note'
import { Unlock } from '../wallet/unlock'
import { useWords } from '../words'
import { type Always, Automatic } from './automatic'
import { Details } from './details'
import { endAt } from './ends'
import { useGuard } from './guard'
import { Head } from './head'
import { keyMeaning } from './keys'
import { NewPayee } from './new-payee'
import { Offers } from './offers'
import type { Place } from './place'
import { Queue } from './queue'
import { RaiseLimit } from './raise-limit'
import { Risks } from './risks'
import { Short } from './short'
import { Spent } from './spent'

/** The question itself. */
export function Asking({ card, place, show }: { card: CardView; place: Place | undefined; show(id: number): void }) {
  const { call, answering } = useDoors()
  const words = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [picked, setPicked] = useState<number>()
  const [always, setAlways] = useState<Always>('once')
  const [rotates, setRotates] = useState(false)
  const [refused, setRefused] = useState<Answers['pay']['refused']>()
  const offer = offerOf(card, picked)
  const isLocked = card.wallet !== 'open'
  const isOver = isOverLimit(card.why)
  const shown = [card.id, card.wallet, card.outcome, offer.index, offer.atomic, offer.short, refused, hasFailed, isBusy]
  const isSeen = useGuard(shown.join(' '))
  const isReady = isSeen && !isBusy
  const canPay = isReady && !isLocked && !offer.short && always !== 'unclear'

  const pay = () => {
    if (!canPay) return
    act(async () => {
      setRefused(undefined)
      const said = {
        id: card.id,
        chosen: offer.index,
        amount: offer.atomic,
        ...(rotates ? { rotates } : {}),
        ...(typeof always === 'object' ? { always: ruleOf(always) } : {}),
      }
      const answer = await answering(card.id, () => call('pay', said))
      setRefused(answer.refused)
    })
  }
  const decline = (how: 'declined' | 'blocked') => {
    if (isReady) act(async () => void (await call('decline', { id: card.id, how })))
  }
  const declineAll = () => {
    if (isReady) act(async () => void (await call('declineAll', { site: card.site })))
  }

  return (
    <CardFrame
      wallet={card.wallet}
      press={{ pay, not_now: () => decline('declined') }}
      actions={
        <>
          {isLocked ? null : (
            <Button look="primary" className="pay" aria-disabled={!canPay} onClick={pay}>
              {isBusy
                ? words.say('paying')
                : words.say(isOver ? 'pay_anyway' : 'pay', { amount: words.money(offer.micros) })}
            </Button>
          )}
          <Button aria-disabled={!isReady} onClick={() => decline('declined')}>
            {words.say('not_now')}
          </Button>
          <Button look="danger" aria-disabled={!isReady} onClick={() => decline('blocked')}>
            {words.say('block_site')}
          </Button>
          {place && place.alike > 1 ? (
            <Button className="all" aria-disabled={!isReady} onClick={declineAll}>
              {words.say('decline_all')}
            </Button>
          ) : null}
        </>
      }
    >
      <Head card={card} purse={offer.purse} queue={place ? <Queue place={place} show={show} /> : null} />
      <p className="price">
        <Amount micros={offer.micros} className="figure" />{' '}
        <span className="soft small">
          {words.say(offer.purse === 'test' ? 'in_token_test' : 'in_token', {
            network: offer.chain,
            token: offer.symbol,
          })}
        </span>
      </p>
      {isPlain(card) ? null : (
        <Note>
          <p>
            {sentenceOf(card.why, words)} {isOver ? words.say('click_passes') : null}
          </p>
          {card.over ? <RaiseLimit site={card.site} over={card.over} /> : null}
          {card.why.code === 'payee_changed' ? <NewPayee why={card.why} /> : null}
          {card.why.code === 'payee_changed' && !isLocked ? (
            <label className="tick small">
              <input type="checkbox" checked={rotates} onChange={(event) => setRotates(event.target.checked)} />
              <span>{words.say('address_changes_often')}</span>
            </label>
          ) : null}
        </Note>
      )}
      {refused ? <Problem>{words.say(`pay_${refused}`)}</Problem> : null}
      {hasFailed ? <Failed /> : null}
      {isLocked ? (
        <Unlock focus="at-once" />
      ) : (
        <>
          {card.offers.length > 1 ? <Offers offers={card.offers} chosen={offer.index} choose={setPicked} /> : null}
          {offer.short ? <Short offer={offer} /> : <Spent card={card} offer={offer} />}
          <Risks card={card} offer={offer} />
          {offer.short ? null : <Automatic card={card} offer={offer} change={setAlways} />}
        </>
      )}
      <Details card={card} offer={offer} />
    </CardFrame>
  )
}

type FrameProps = {
  wallet: Wallet
  press: { pay(): void; not_now(): void }
  actions: ReactNode
  children: ReactNode
}

/** Where keys mean something: only here, and only with the focus inside. */
function CardFrame({ wallet, press, actions, children }: FrameProps) {
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    // The field for the password takes the focus for itself.
    if (wallet === 'open') frame.current?.focus()
  }, [wallet])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys are a shortcut for the buttons inside
    <main
      ref={frame}
      className="card"
      tabIndex={-1}
      onKeyDown={(event) => {
        const meaning = keyMeaning(event)
        if (meaning === 'other') return
        // Also where nothing is done: Escape would close the popup, Enter would press what has the focus.
        event.preventDefault()
        if (meaning !== 'nothing') press[meaning]()
      }}
    >
      <div className="card-body stack">{children}</div>
      <div className="card-actions">{actions}</div>
    </main>
  )
}

/** The rule as it is asked for: an end is told from the moment of the click. */
function ruleOf({ payment, day, ends }: Extract<Always, object>) {
  return { payment, day, until: endAt(ends, Date.now() / 1000) }
}

function offerOf(card: CardView, picked: number | undefined): OfferView {
  const found = card.offers.find(({ index }) => index === (picked ?? card.chosen)) ?? card.offers[0]
  if (!found) throw new Error(`Card ${card.id} has no offer`)
  return found
}

/** The reasons that need no saying: a question is what a card is. */
function isPlain({ why, wallet }: CardView): boolean {
  if (why.code === 'new_site' || why.code === 'asks_each_time') return true
  // Said by what stands in its place: the shortage with its figures, the lock gone.
  return why.code === 'cannot_afford' || (why.code === 'locked' && wallet === 'open')
}
