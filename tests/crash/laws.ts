/** What must hold at every step, whatever dies: judged from what reaches the disk, the wire and the chain, never from Tuppence's own sums. */
import { type Moment, periods, type Stamps } from '../../lib/core/clock'
import type { Caps, Limits } from '../../lib/core/limits'
import type { Offer } from '../../lib/core/offer'
import type { Answer, In, Payment } from '../../lib/core/payment'
import type { Rule } from '../../lib/core/rules'
import type { Place } from '../../lib/core/sighting'
import { fromRow, fromRuleRow, type Row, type RuleRow } from '../../lib/store/rows'
import type { Write } from './disk'

/** An authorization as it was signed: what the token contract goes by. */
export type Message = { nonce: string; to: string; value: bigint; asset: string; validBefore: number }

/** What became of a nonce. A transfer may still land in a block this much older than the newest one. */
export type Fate = { state: 'used' | 'cancelled'; transaction: `0x${string}` }
export const REORG = 60

export type Decided = Extract<Payment, { price: bigint }>

/** The person's bounds, written out here once more: a limit that a bug moved is still the limit. */
const PRESENTATIONS = 3
const JUMP = 36 * 3600
const DAY = 24 * 3600

export function laws(limits: Limits, chain: { time(): number; fate(nonce: string): Fate | undefined }) {
  const rows = new Map<number, Payment>()
  const raw = new Map<number, unknown>()
  const rules = new Map<string, Rule>()
  const clicks = new Map<number, Offer[]>()
  const declined = new Set<number>()
  /** For each nonce the moments, told by `presented`, at which somebody saw that the page still shows its 402. */
  const looks = new Map<string, Set<number>>()
  /** Where a page itself was known to wait, until something was sent there. */
  const waiting = new Set<string>()
  const sent = new Map<string, number>()
  const nonces = new Map<string, number>()
  /** Nonces whose seller claimed the money with a receipt that no chain knows. */
  const claimed = new Set<string>()
  const broken: string[] = []
  let clock: Moment | undefined

  function law(holds: boolean, text: string, about?: unknown): void {
    if (!holds) broken.push(about === undefined ? text : `${text}: ${show(about)}`)
  }

  function committed(writes: Write[]): void {
    try {
      const before = clock
      const saved: [before: Payment | undefined, after: Payment][] = []
      for (const { store, value, key } of writes) {
        if (store === 'rules') rules.set((value as RuleRow).site, fromRuleRow(value as RuleRow))
        if (store === 'meta' && key === 'clock') clock = value as Moment
        if (store !== 'payments') continue
        const row = { ...(value as Row), id: key as number }
        const payment = fromRow(row)
        saved.push([rows.get(payment.id), payment])
        rows.set(payment.id, payment)
        raw.set(payment.id, row)
      }
      for (const [was, is] of saved) changed(was, is)
      if (clock !== before && before && clock) moved(before, clock, saved)
    } catch (error) {
      broken.push(`What was saved cannot be read: ${String(error)}`)
    }
  }

  function moved(before: Moment, after: Moment, saved: (readonly [unknown, Payment])[]): void {
    const spans = Object.keys(after.stamps) as (keyof Stamps)[]
    const isForward = after.at >= before.at && spans.every((span) => after.stamps[span] >= before.stamps[span])
    law(isForward, 'the clock of the limits went back', { before, after })
    const isAgreed = saved.some(
      ([, { state, ...row }]) => state === 'approved' && 'why' in row && row.why === 'clicked',
    )
    law(after.at - before.at <= JUMP || isAgreed, 'a jump of the clock began new windows unasked', { before, after })
  }

  function changed(was: Payment | undefined, is: Payment): void {
    law(!was || isOpen(was), 'an ended payment changed', is)
    const open = [...rows.values()].filter((row) => row.intent === is.intent && isOpen(row))
    law(open.length <= 1, 'one intent has two open payments', open)
    if (!isDecided(is)) return law(!was || !isDecided(was) || is.state === 'refused', 'a decision was undone', is)
    if (!was || !isDecided(was)) approved(is)
    else law(isSameDecision(was, is), 'what was decided changed', [was, is])
    if (is.state === 'issued') presented(was, is)
    if (is.state === 'settled' && was?.state !== 'settled') {
      const isPaid = chain.fate(is.authorization.nonce)?.state === 'used' || claimed.has(is.authorization.nonce)
      law(isPaid, 'counted as paid, and nobody was', is)
    }
    if (is.state === 'expired' && was?.state !== 'expired')
      law(isDead(is), 'money was freed that could still be taken', is)
  }

  function approved(is: Decided): void {
    const { id, intent, why, seq, price, authorization, decidedAt } = is
    const offer = offerOf(is)
    const owner = nonces.get(authorization.nonce)
    law(owner === undefined || owner === id || rows.get(owner)?.state === 'refused', 'two payments have one nonce', is)
    nonces.set(authorization.nonce, id)
    const others = decidedOf(intent).filter((row) => row.id !== id)
    law(seq === others.length, 'purchases of an intent are not numbered one after the other', is)
    law(price === offer.amount, 'the limits were charged another amount', is)
    law(authorization.validBefore <= decidedAt + offer.seconds, 'it can be taken for longer than was asked', is)
    law(!declined.has(id), 'what was declined was paid', is)
    within('ceiling', limits.ceiling, is, () => true)
    if (why === 'clicked')
      return law(clicks.get(id)?.some((shown) => isSameOffer(shown, offer)) === true, 'nobody clicked on that', is)
    byRule(is, others)
  }

  function byRule(is: In<'approved'> | Decided, others: Decided[]): void {
    const { place, decidedAt } = is
    const offer = offerOf(is)
    const rule = rules.get(place.site)
    law(rule?.mode === 'auto', 'paid without a rule that pays', is)
    law(place.seller === place.site || rule?.sellers.includes(place.seller) === true, 'a rule paid a stranger', is)
    law(rule?.until === undefined || decidedAt < rule.until, 'a rule paid after its end', is)
    const bySite = (row: Decided) => row.place.site === place.site
    if (rule) within('rule', rule.caps, is, bySite)
    within('site', limits.site, is, bySite)
    within('payee', limits.payee, is, (row) => offerOf(row).payTo.toLowerCase() === offer.payTo.toLowerCase())
    within('all', limits.all, is, () => true)
    const last = others.filter(({ state }) => state !== 'expired').at(-1)
    if (!last) return
    const answer = isServed(last) ? last.answer : undefined
    const quiet = rule?.again === undefined ? DAY : Math.max(rule.again, 10)
    law(last.state !== 'settled' || answer !== undefined, 'bought again in silence what never came', is)
    law(!answer || decidedAt - answer.at >= quiet, 'bought again in silence too soon', is)
  }

  /** The sum of every window that the row lies in, by the rows' own stamps and of its own purse. */
  function within(name: string, caps: Caps, is: Decided, isWithin: (row: Decided) => boolean): void {
    law(caps.payment === undefined || is.price <= caps.payment, `past the limit of one payment (${name})`, is)
    const counted = [...rows.values()].filter(
      (row): row is Decided => holds(row) && isWithin(row) && isSamePurse(row, is),
    )
    for (const period of periods) {
      const cap = caps[period]
      if (cap === undefined) continue
      const sum = counted.filter((row) => isInWindow(row, is, period)).reduce((all, { price }) => all + price, 0n)
      law(sum <= cap, `past the limit of the ${period} (${name})`, { sum, cap, is })
    }
    const number = counted.filter((row) => isInWindow(row, is, 'minute')).length
    law(caps.minute === undefined || number <= caps.minute, `too many in a minute (${name})`, is)
  }

  function presented(was: Payment | undefined, is: In<'issued'>): void {
    const before = was?.state === 'issued' ? was.presented : 0
    if (is.presented === before) return
    law(is.presented === before + 1 && is.presented <= PRESENTATIONS, 'presented too often', is)
    const mayRepeat = is.place.method === 'GET' || is.demand.isIdempotent === true
    law(before === 0 || mayRepeat, 'a form was sent twice', is)
    law(!was || !isServed(was), 'presented though the page had come', is)
    law(!(was?.state === 'issued' && was.cancelling), 'presented though it was taken back', is)
  }

  function isDead({ authorization: { nonce, validBefore } }: Decided): boolean {
    const fate = chain.fate(nonce)
    return fate ? fate.state === 'cancelled' : chain.time() - REORG >= validBefore
  }

  function decidedOf(intent: string): Decided[] {
    return [...rows.values()]
      .filter((row) => row.intent === intent)
      .filter(isDecided)
      .toSorted((a, b) => a.seq - b.seq)
  }

  return {
    rows,
    raw,
    rules,
    broken,
    claimed,
    committed,
    law,
    clicked: (id: number, offer: Offer) => clicks.set(id, [...(clicks.get(id) ?? []), offer]),
    declined: (id: number) => declined.add(id),

    signed(payment: In<'approved'>, message: Message, isUnlocked: boolean): void {
      law(isUnlocked, 'signed while locked', payment)
      const saved = rows.get(payment.id)
      law(saved !== undefined && nonces.get(message.nonce) === payment.id, 'signed before it was saved', payment)
      if (!saved || !isDecided(saved)) return
      const { to, value, asset, validBefore } = message
      const { payTo, amount, asset: token } = offerOf(saved)
      const isSame = to === payTo && value === amount && asset === token
      law(isSame && validBefore === saved.authorization.validBefore, 'signed what was not approved', { message, saved })
    },

    looked({
      place: _place,
      ...payment
    }: {
      place: unknown
      authorization?: { nonce: string }
      presented?: number
    }): void {
      const nonce = payment.authorization?.nonce
      if (nonce) looks.set(nonce, (looks.get(nonce) ?? new Set()).add(payment.presented ?? 0))
    },

    /** The engine was told that the page which asked there still waits. */
    waits(place: Place): void {
      waiting.add(doorOf(place))
    },

    /** A credential leaves. */
    sent({ id, presented }: In<'issued'>, message: Message | undefined): void {
      const saved = rows.get(id)
      if (!message || !saved || !isDecided(saved)) return law(false, 'sent what nobody signed or saved', saved)
      const times = (sent.get(message.nonce) ?? 0) + 1
      sent.set(message.nonce, times)
      law('presented' in saved && saved.presented >= times, 'sent before it was saved', saved)
      law(saved.authorization.nonce === message.nonce, 'sent another credential than was saved', saved)
      const isSeen =
        looks.get(message.nonce)?.has(presented - 1) === true ||
        (presented === 1 && waiting.delete(doorOf(saved.place)))
      law(isSeen, 'sent into a page that nobody had looked at', saved)
    },

    /** The chain moves money. */
    taken({ nonce, value }: Message): void {
      const row = rows.get(nonces.get(nonce) ?? -1)
      const isHeld = row && isDecided(row) && 'presented' in row && row.state !== 'expired' && row.price === value
      law(isHeld === true, 'the chain moved money that was not held', row)
    },

    /** Does this count as paid for the claim of a seller alone? */
    isBelieved(nonce: string): boolean {
      return (
        claimed.has(nonce) &&
        chain.fate(nonce)?.state !== 'used' &&
        rows.get(nonces.get(nonce) ?? -1)?.state === 'settled'
      )
    },

    /** After a power cut the disk is what it is; what was there for good must still be. */
    reread(saved: { rules: RuleRow[]; clock: Moment | undefined }): void {
      rules.clear()
      for (const row of saved.rules) rules.set(row.site, fromRuleRow(row))
      clock = saved.clock
      const latest = Math.max(0, ...[...rows.values()].flatMap((row) => (isDecided(row) ? [row.moment.at] : [])))
      law((clock?.at ?? 0) >= latest, 'the clock of the limits was lost', clock)
    },
  }
}

export function isDecided(payment: Payment): payment is Decided {
  return 'authorization' in payment
}

/** Money that is spent, or may be: said anew, not asked of the code under test. */
export function holds(payment: Payment): payment is Decided {
  return ['approved', 'signed', 'issued', 'settled'].includes(payment.state)
}

export function isTest({ network }: Offer): boolean {
  return network === 'eip155:84532' || network === 'eip155:421614'
}

export function offerOf(payment: Decided): Offer {
  return payment.demand.offers[payment.chosen] as Offer
}

export function show(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}` : each))
}

function doorOf({ tab, method, url, site }: Place): string {
  return [tab, method, site, url].join(' ')
}

function isOpen({ state }: Payment): boolean {
  return ['asking', 'approved', 'signed', 'issued'].includes(state)
}

function isServed(payment: Payment): payment is In<'issued' | 'settled' | 'expired'> & { answer: Answer } {
  const status = 'answer' in payment ? (payment.answer?.status ?? 0) : 0
  return status >= 200 && status < 400
}

function isSamePurse(a: Decided, b: Decided): boolean {
  return isTest(offerOf(a)) === isTest(offerOf(b))
}

function isInWindow(a: Decided, b: Decided, period: keyof Stamps | 'ever'): boolean {
  return period === 'ever' || a.moment.stamps[period] === b.moment.stamps[period]
}

function isSameOffer(a: Offer, b: Offer): boolean {
  return a.payTo === b.payTo && a.amount === b.amount && a.network === b.network && a.asset === b.asset
}

function isSameDecision(a: Decided, b: Decided): boolean {
  const decision = ({ seq, why, price, authorization, moment, account, intent }: Decided) =>
    show({ seq, why, price, authorization, moment, account, intent })
  return isSameOffer(offerOf(a), offerOf(b)) && decision(a) === decision(b)
}
