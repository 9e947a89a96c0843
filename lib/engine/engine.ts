/**
 * The one loop. What a payment does next depends on its saved state alone, so a fresh worker and a woken one do the
 * same thing: run every open row. Nothing waits in memory.
 */
import { type Event, type In, chosenOffer, intentOf, next, type Payment } from '../core/payment'
import type { Clock } from '../core/clock'
import { isBarred, type Books, isShort, judge, overCeiling } from '../core/policy'
import { protocolOf, read, receiptOf } from '../core/protocols'
import { type AskReason, overReasons, type RefuseReason } from '../core/reasons'
import { isSamePlace, type Place, placeOf, type Sighting, type Wall } from '../core/sighting'
import { isSafe, withoutFragment } from '../core/site'
import type { Account, Matter, Ports, Truth } from './ports'
import { approve, meetAgain, momentOf, unpayable, weigh } from './weigh'

/** What a person said to a card, with the offer that the card showed. */
export type Saying =
  | { say: 'pay'; chosen: number; amount: string }
  | { say: 'no'; reason: 'declined' | 'closed' | 'blocked' }

/** Why a click did not pay; undefined when it did. */
export type Refusal = 'locked' | 'paused' | 'barred' | 'cannot_afford' | 'over_ceiling' | 'gone' | 'changed'

/** Why an authorization was not taken back; undefined when its cancellation is under way. */
export type CancelRefusal = 'gone' | 'locked' | 'no_gas' | 'unreachable'

/** An answer to a request that may be a paid one: status 0 when it broke off. */
export type Response = Pick<Place, 'via' | 'tab' | 'frame' | 'url' | 'method' | 'hold'> & {
  status: number
  headers: { name: string; value?: string | undefined }[]
}

/** A facilitator refuses what ends within six seconds (measured, x402-protocol.md §0.6). */
const MARGIN = 8
/** Beyond the end of an authorization the chain's clock must be this far before its money counts as free. */
const GRACE = 60

export type Engine = ReturnType<typeof engine>

export function engine(ports: Ports) {
  /** A 402 the browser reported. */
  async function saw(sighting: Sighting): Promise<void> {
    const wall = sighting.header === undefined ? await wallOf(sighting) : undefined
    const [account, inFront] = await Promise.all([
      ports.account({ site: sighting.site }),
      ports.isInFront(sighting.tab),
    ])
    const full = wall ? { ...sighting, wall } : sighting
    const reading = read(full)
    const address = account.state === 'none' ? '0x' : account.address
    const offers = typeof reading === 'string' || account.state === 'none' ? [] : reading.offers
    const balances = account.state === 'none' ? {} : await ports.balances(account.address, offers)
    // Read last: what the person set while a page or a chain was being read counts.
    const settings = await ports.settings()
    const clock = ports.clock()
    const intent = (await reissued(sighting))?.intent ?? intentOf(address, sighting)

    let met: Payment | undefined
    const matter = matterOf(sighting, intent, reading)
    const payment = await ports.journal.meet(matter, clock, (open, books) => {
      met = open
      if (open) return meetAgain(open, sighting, reading, clock, ports.holds(open.place))
      const seen = { id: 0, place: placeOf(full), at: clock.now, intent }
      if (typeof reading === 'string' || account.state === 'none') {
        const wallet = account.state
        const situation = { sighting: full, reading, ...books, settings, balances, inFront, wallet, ...clock }
        return unpayable(seen, reading, judge(situation))
      }
      const asked = { ...seen, account: account.address, demand: reading, chosen: 0 }
      const draft: In<'asking'> = { ...asked, state: 'asking', reason: 'new_site', facts: {} }
      return weigh(draft, { account, settings, balances, inFront, books, clock })
    })
    ports.changed()
    if (payment.state === 'refused' && payment.reason === 'changed') {
      if (!isSamePlace(payment.place, sighting)) ports.ended(payment)
      return saw(sighting)
    }
    if (payment.state === 'issued') return metWhileIssued(payment, sighting)
    // Whoever approved it is carrying it out, and who asks for the same thing meanwhile waits for that.
    if (payment === met && (payment.state !== 'asking' || !isSamePlace(payment.place, sighting))) return
    await run(payment, account)
  }

  /**
   * What was paid for in that place, where the browser does not tell whether the same was sent again: of a form it tells a
   * worker that was awake as it left, and no other.
   */
  async function reissued(sighting: Sighting): Promise<Payment | undefined> {
    if (sighting.method === 'GET' || sighting.hold !== undefined) return undefined
    return (await ports.journal.open()).find(
      ({ state, place }) =>
        state === 'issued' &&
        isSamePlace(place, sighting) &&
        (place.body === undefined) !== (sighting.body === undefined),
    )
  }

  /** The page is only asked where its answer could matter: reading it may mean a second request to the seller. */
  async function wallOf(sighting: Sighting): Promise<Wall | undefined> {
    if (sighting.wall) return sighting.wall
    const [account, settings] = await Promise.all([ports.account({ site: sighting.site }), ports.settings()])
    const mayMatter = account.state !== 'none' && !settings.paused && isSafe(sighting.seller)
    return mayMatter ? ports.wall(sighting) : undefined
  }

  /** Does what the saved state asks for, until it asks for a person, for time, or for nothing. */
  async function run(payment: Payment, account?: Account): Promise<void> {
    switch (payment.state) {
      case 'asking':
        return ports.ask(payment)
      case 'approved':
        return sign(payment, account)
      case 'signed':
        return present(payment)
      case 'issued':
        return watch(payment)
      case 'settled':
      case 'expired':
      case 'learned':
      case 'refused':
        return ports.ended(payment)
    }
  }

  /** Only the caller whose event changed the row goes on; anyone else was too late and stops. */
  async function tell(id: number, event: Event): Promise<void> {
    const saved = await note(id, (payment) => next(payment, event))
    if (saved) await run(saved)
  }

  /** Saves what happened to a payment, which is not weighed anew. */
  async function note(id: number, make: (payment: Payment) => Payment): Promise<Payment | undefined> {
    const saved = await ports.journal.tell(id, make)
    if (saved) ports.changed()
    return saved
  }

  async function change(
    id: number,
    make: (payment: Payment, books: Books, clock: Clock) => Payment,
  ): Promise<Payment | undefined> {
    const clock = ports.clock()
    const saved = await ports.journal.change(id, clock, (payment, books) => make(payment, books, clock))
    if (saved) ports.changed()
    return saved
  }

  /** The person's answer to the card of one payment. The offer paid is the one the card named, or nothing is. */
  async function answer(id: number, saying: Saying): Promise<Refusal | undefined> {
    if (saying.say === 'no') {
      // A card that closes as its "Pay" is being carried out takes nothing back.
      const at = ports.clock().now
      const saved = await note(id, (current) => {
        return current.state === 'asking' ? next(current, { kind: 'refuse', reason: saying.reason, at }) : current
      })
      if (saved) await run(saved)
      return undefined
    }
    const [settings, payment] = await Promise.all([ports.settings(), ports.journal.get(id)])
    if (payment?.state !== 'asking') return 'gone'
    const account = await ports.account({ address: payment.account })
    const offer = payment.demand.offers[saying.chosen]
    if (offer?.amount.toString() !== saying.amount) return 'changed'
    if (settings.paused) return 'paused'
    if (isBarred(settings, payment.place.site, payment.place.seller)) return 'barred'
    if (account.state !== 'open' || account.address !== payment.account) return 'locked'
    if (isShort(offer, await ports.balances(account.address, [offer]))) return 'cannot_afford'
    let isOver = false
    const saved = await change(id, (current, books, clock) => {
      if (current.state !== 'asking') return current
      // Read in the transaction that spends: of two clicks at once only one may reach a ceiling.
      isOver =
        overCeiling(offer, { ...books, moment: momentOf(current, books, clock) }, settings.limits, clock.zone) !==
        undefined
      return isOver ? current : approve({ ...current, chosen: saying.chosen }, books, account, clock, 'clicked')
    })
    if (!saved) return isOver ? 'over_ceiling' : 'gone'
    await run(saved, account)
    return undefined
  }

  async function sign(payment: In<'approved'>, known?: Account): Promise<void> {
    if (isLate(payment)) return tell(payment.id, { kind: 'refuse', reason: 'too_late', at: ports.clock().now })
    const account = known ?? (await ports.account({ address: payment.account }))
    const signature = account.state === 'open' && (await account.sign(payment))
    if (!signature) return
    const { demand, authorization } = payment
    const credential = protocolOf(demand).credential(demand, chosenOffer(payment), authorization, signature)
    if (!ports.holds(payment.place) || !(await ports.mayLook(payment.place)))
      return tell(payment.id, { kind: 'signed', credential })
    // The page that asked still waits, so there is nothing to see to before it goes: saved once instead of twice.
    await send(payment.id, (current) =>
      current.state === 'approved' ? next(next(current, { kind: 'signed', credential }), { kind: 'present' }) : current,
    )
  }

  /** What is presented must still be wanted, where it may be seen, and have time left. */
  async function present(payment: In<'signed' | 'issued'>): Promise<void> {
    if (!(await ports.mayLook(payment.place))) return giveUp(payment, 'no_access')
    if (!(await ports.ready(payment))) return giveUp(payment, 'left')
    if (isLate(payment)) return giveUp(payment, 'too_late')
    // Two may have waited for the same page: only the first to find the row as it was sends.
    await send(payment.id, (current) => (isSameMoment(current, payment) ? next(current, { kind: 'present' }) : current))
  }

  /** Saved before the request leaves: after a death the chain is asked, and only this same credential may go again. */
  async function send(id: number, make: (payment: Payment) => Payment): Promise<void> {
    const saved = await note(id, make)
    ports.later()
    if (saved?.state === 'issued') await ports.issue(saved)
  }

  async function giveUp(payment: In<'signed' | 'issued'>, reason: RefuseReason): Promise<void> {
    if (payment.state !== 'issued') return tell(payment.id, { kind: 'refuse', reason, at: ports.clock().now })
    ports.ended(payment)
    return watch(payment)
  }

  /** Unknown outcomes are closed by the chain, never by our clock: used, or unused and past its time. */
  async function watch(payment: In<'issued'>): Promise<void> {
    const truth = await ports.truth(payment)
    const at = ports.clock().now
    switch (truth?.state) {
      case 'used':
        // A seller who knows the purchase by its identifier may still serve it: to the same credential, once more.
        return canBePresentedAgain(payment) ? ports.later() : used(payment, truth)
      case 'cancelled':
        return tell(payment.id, { kind: 'unused', at, ...transactionOf(truth) })
      case 'unused':
        if (payment.cancelling) await ports.takeBack(payment)
        if (truth.time <= payment.authorization.validBefore + GRACE) return ports.later()
        await tell(payment.id, { kind: 'unused', at })
        return offerNext(payment)
      case undefined:
        return ports.later()
    }
  }

  /** Taken, says the chain; whether the page came, its tab tells where the answer itself was missed. */
  async function used(payment: In<'issued'>, truth: Extract<Truth, { state: 'used' | 'cancelled' }>): Promise<void> {
    const { now } = ports.clock()
    const status = payment.answer?.status || (await ports.shown(payment))
    if (status === 'loading') return ports.later()
    if (status) await note(payment.id, (current) => next(current, { kind: 'answered', answer: { status, at: now } }))
    // A chain that could only say "gone" was asked before the person began to take it back: it is asked again.
    const isStale = (current: Payment) => 'cancelling' in current && payment.cancelling === undefined
    await note(payment.id, (current) =>
      isStale(current) ? current : next(current, { kind: 'used', at: now, ...transactionOf(truth) }),
    )
  }

  /** What a seller would not take may be had for another of its offers: asked about, never taken in silence. */
  async function offerNext(payment: In<'issued'>): Promise<void> {
    if (await ports.isAt(payment)) await reopen(payment)
  }

  /** The person gives up a payment that is stuck: the authorization is taken back, if the chain lets us be first. */
  async function cancel(id: number): Promise<CancelRefusal | undefined> {
    const payment = await ports.journal.get(id)
    if (payment?.state !== 'issued') return 'gone'
    const transaction = await ports.cancel(payment)
    if (transaction === 'locked' || transaction === 'no_gas' || transaction === 'unreachable') return transaction
    // Saved before it leaves: after a death it is sent again, and the chain says which of the two came first.
    const saved = await note(id, (current) => next(current, { kind: 'cancelling', transaction }))
    if (saved?.state !== 'issued') return 'gone'
    ports.later('somebody_waits')
    await ports.takeBack(saved)
    return undefined
  }

  /** The seller asks again for what is already paid for: the same credential, in the same tab, a few times; then the chain decides. */
  async function metWhileIssued(payment: In<'issued'>, sighting: Sighting): Promise<void> {
    if (!isSameDoor(payment.place, sighting) && (await ports.isAt(payment))) return
    await note(payment.id, (current) => next(current, { kind: 'move', place: placeOf(sighting) }))
    const current = await ports.journal.get(payment.id)
    if (current?.state !== 'issued') return
    if (mayGoAgain(current)) return present(current)
    await tell(current.id, { kind: 'answered', answer: { status: 402, at: ports.clock().now } })
    ports.ended(current)
  }

  /** An answer to a request that may be a paid one. The payment, when it was and needs no further look. */
  async function heard(response: Response): Promise<In<'issued'> | undefined> {
    const payment = (await ports.journal.open()).find((open) => open.state === 'issued' && isOf(open.place, response))
    if (payment?.state !== 'issued') return undefined
    const { demand, authorization } = payment
    const receipt = receiptOf(demand, chosenOffer(payment), authorization.from, response.headers)
    // A 402 without proof of payment is met like any other, and gets the same credential again; a page's own request
    // ends with it.
    if (response.status === 402 && !receipt?.ok && payment.place.hold === undefined) return undefined
    const answer = { status: response.status, at: ports.clock().now, ...(receipt ? { receipt } : {}) }
    await tell(payment.id, { kind: 'answered', answer })
    return payment
  }

  /** The tab went away, or to another page: what has not been sent is not wanted any more. */
  async function left(tab: number, stillAt?: string): Promise<void> {
    for (const payment of await ports.journal.open()) {
      if (payment.place.tab !== tab || payment.place.url === stillAt) continue
      // A page may change its address and go on waiting for what it asked for.
      if (stillAt !== undefined && payment.place.via !== 'navigation' && (await ports.isAt(payment))) continue
      await tell(payment.id, { kind: 'refuse', reason: 'left', at: ports.clock().now })
    }
  }

  /** Where we may not look any more nothing is sent that has not been. */
  async function withdrawn(): Promise<void> {
    for (const { id, place } of await ports.journal.open()) {
      if (await ports.mayLook(place)) continue
      await tell(id, { kind: 'refuse', reason: 'no_access', at: ports.clock().now })
    }
  }

  /** The page does not wait for that request any more. */
  async function dropped(hold: string): Promise<void> {
    for (const payment of await ports.journal.open()) {
      if (payment.place.hold !== hold) continue
      await tell(payment.id, { kind: 'refuse', reason: 'left', at: ports.clock().now })
    }
  }

  /** The wallet was unlocked or its balance read anew: payments that waited for just that are judged again. */
  async function reconsider(waits: AskReason[] = ['locked', 'cannot_afford', 'in_background']): Promise<void> {
    const settings = await ports.settings()
    for (const payment of await ports.journal.open()) {
      if (payment.state === 'approved') await run(payment)
      if (payment.state !== 'asking' || !waits.includes(payment.reason)) continue
      const account = await ports.account({ address: payment.account })
      if (account.state === 'none') continue
      const balances = await ports.balances(account.address, payment.demand.offers)
      const inFront = await ports.isInFront(payment.place.tab)
      const saved = await change(payment.id, (current, books, clock) => {
        if (current.state !== 'asking') return current
        return weigh(current, { account, settings, balances, inFront, books, clock })
      })
      if (saved && saved.state !== 'asking') await run(saved, account)
    }
  }

  async function resume(payment: Payment): Promise<void> {
    if (payment.state === 'issued') {
      const isOver = payment.answer !== undefined || payment.cancelling !== undefined || !mayGoAgain(payment)
      return isOver || !(await ports.ready(payment)) ? watch(payment) : present(payment)
    }
    if (await ports.isAt(payment)) return run(payment)
    return tell(payment.id, { kind: 'refuse', reason: 'left', at: ports.clock().now })
  }

  /** The person wants to be asked again about what was declined or closed; the page must still show it. */
  async function again(id: number): Promise<boolean> {
    const payment = await ports.journal.get(id)
    if (payment?.state !== 'refused' || !payment.demand || payment.chosen === undefined) return false
    return reopen({ ...payment, demand: payment.demand, chosen: payment.chosen })
  }

  /** Asks once more about what a page still shows. */
  async function reopen(payment: Pick<In<'asking'>, 'place' | 'demand' | 'chosen'>): Promise<boolean> {
    const { place, demand, chosen } = payment
    // The page that asked for a signature has to ask for another: the numbers of the old one are used up.
    if (demand.given) return false
    const account = await ports.account({ site: place.site })
    if (account.state === 'none' || !(await ports.ready({ place }))) return false
    const clock = ports.clock()
    // The wallet may be a new one since.
    const intent = intentOf(account.address, place)
    const [settings, balances] = await Promise.all([ports.settings(), ports.balances(account.address, demand.offers)])
    const opened = await ports.journal.meet(matterOf(place, intent, demand), clock, (open, read) => {
      if (open) return open
      const asked = { id: 0, place, at: clock.now, intent, account: account.address, demand, chosen }
      const draft: In<'asking'> = { ...asked, state: 'asking', reason: 'asks_each_time', facts: {} }
      // Asked for, so asked, with whatever there is to say; earlier refusals do not count against it.
      const books = { ...read, declines: 0 }
      const weighed = weigh(draft, { account, settings, balances, inFront: true, books, clock })
      return weighed.state === 'approved' ? draft : weighed
    })
    ports.changed()
    await run(opened)
    return opened.state === 'asking'
  }

  return {
    saw,
    heard,
    answer,
    left,
    withdrawn,
    dropped,
    reconsider,
    again,
    cancel,
    /** At start: goes on wherever the last worker stopped. */
    async recover(): Promise<void> {
      await Promise.all((await ports.journal.open()).map(resume))
    },

    /** From time to time: asks the chain about everything that was sent and has no proven end. */
    async watchAll(): Promise<void> {
      for (const payment of await ports.journal.open()) if (payment.state === 'issued') await watch(payment)
    },

    /**
     * The person looks at that tab now: what waited for that, or for a limit that may have been raised meanwhile, is
     * judged again, and what waits there is asked.
     */
    async askAt(tab: number): Promise<void> {
      await reconsider(['in_background', ...overReasons])
      for (const payment of await ports.journal.open()) {
        if (payment.state === 'asking' && payment.place.tab === tab) await ports.ask(payment)
      }
    },
  }

  function canBePresentedAgain(payment: In<'issued'>): boolean {
    const isHopeful = payment.demand.isIdempotent === true && payment.answer !== undefined
    return isHopeful && mayGoAgain(payment) && !isLate(payment)
  }

  function isLate({ authorization }: In<'approved' | 'signed' | 'issued'>): boolean {
    return ports.clock().now > authorization.validBefore - MARGIN
  }
}

/** A credential is presented a few times, and no more. */
function mayGoAgain(payment: In<'issued'>): boolean {
  return next(payment, { kind: 'present' }) !== payment
}

function isSameMoment(a: Payment, b: In<'signed' | 'issued'>): boolean {
  const presented = (payment: Payment) => (payment.state === 'issued' ? payment.presented : 0)
  return a.state === b.state && presented(a) === presented(b) && isSamePlace(a.place, b.place)
}

/** Whoever comes back through the same door has seen what it showed: a tab that is loaded again, a request held on. */
function isSameDoor(a: Place, b: Place): boolean {
  return a.tab === b.tab && a.frame === b.frame && a.hold === b.hold
}

/** Is this an answer to the request that was made there? What scripts ask for is told apart by name alone. */
function isOf(place: Place, { via, tab, frame, url, method, hold }: Response): boolean {
  // A name goes along with redirects; only the address that asked for money answers.
  if (hold !== undefined) return place.hold === hold && withoutFragment(place.url) === withoutFragment(url)
  // What a page pays with its own signature it asks for itself, under no name of ours.
  const isOwn = place.via === 'wallet'
  const kind = place.via === 'worker' || isOwn ? 'fetch' : place.via
  if (kind !== via || (via === 'fetch' && place.hold !== undefined && !isOwn)) return false
  return place.tab === tab && place.frame === frame && place.url === url && place.method === method
}

function matterOf({ site, seller, url }: Place, intent: `0x${string}`, reading: ReturnType<typeof read>): Matter {
  const offers = typeof reading === 'string' ? [] : reading.offers
  return { intent, site, seller, url, offers }
}

function transactionOf({ transaction }: { transaction?: `0x${string}` }) {
  return transaction ? { transaction } : {}
}
