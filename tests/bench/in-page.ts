/** Runs in a page: fills books, and decides in several of them in turn. */
import { type Database, openDatabase } from '../../lib/store/database'
import { journal } from '../../lib/store/payments'
import { toRow, toTallyRow } from '../../lib/store/rows'
import { stampsOf } from '../../lib/core/clock'
import { count, scopesOf } from '../../lib/core/limits'
import { type In, next, type Payment } from '../../lib/core/payment'
import { asking, PAYEE, PAYER } from '../make/offers'

const START = 1_764_000_000
const ZONE = 'UTC'
const SITES = 20
const BATCH = 5000
const NOTHING = { payees: [], tokens: [] }

const siteOf = (n: number) => `https://site-${n % SITES}.example`
const intentOf = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const

/** Settled payments at many sites over a year. */
export async function fill(name: string, rows: number): Promise<void> {
  const database = await openDatabase(name)
  for (let from = 0; from < rows; from += BATCH) {
    const transaction = database.transaction('payments', 'readwrite', { durability: 'relaxed' })
    for (let n = from; n < Math.min(rows, from + BATCH); n++) void transaction.store.put(toRow(settled(n, rows)))
    await transaction.done
  }
  const last = settled(rows - 1, rows)
  const transaction = database.transaction(['tallies', 'meta'], 'readwrite')
  for (let n = 0; n < SITES; n++)
    for (const scope of Object.values(scopesOf('test', siteOf(n), PAYEE)))
      void transaction.objectStore('tallies').put(toTallyRow(count({}, last.moment.stamps, 10_000n, 1)), scope)
  void transaction.objectStore('meta').put(last.moment, 'clock')
  await transaction.done
  database.close()
}

/** Milliseconds of each decision, by database. */
export async function race(names: string[], rounds: number): Promise<number[][]> {
  const books = await Promise.all(names.map((name) => openDatabase(name)))
  const times: number[][] = names.map(() => [])
  for (let round = -20; round < rounds; round++) {
    for (const [place, database] of books.entries()) {
      const began = performance.now()
      await decide(database, 10_000_000 + round)
      if (round >= 0) times[place]?.push(performance.now() - began)
    }
  }
  return times
}

async function decide(database: Database, n: number): Promise<void> {
  const site = siteOf(n * 7)
  const url = `${site}/article/${n}`
  const clock = { now: START + 400 * 86_400, zone: ZONE }
  await journal(async () => database).meet(
    { intent: intentOf(n), site, seller: site, url, offers: asking().demand.offers },
    clock,
    (_open, { seq, moment, habit }) => {
      const asked = asking({ id: 0, intent: intentOf(n), place: { ...asking().place, site, seller: site, url } })
      return next(asked, {
        kind: 'approve',
        why: 'rule',
        chosen: 0,
        seq,
        moment,
        usual: habit,
        at: clock.now,
        authorization: authorization(n),
      })
    },
  )
}

function settled(n: number, rows: number): In<'settled'> {
  const at = START + Math.floor((n / rows) * 365 * 86_400)
  const site = siteOf(n)
  const asked: Payment = asking({
    id: 0,
    at,
    intent: intentOf(n),
    place: { ...asking().place, site, seller: site, url: `${site}/article/${n}` },
  })
  const paid = [
    {
      kind: 'approve',
      why: 'rule',
      chosen: 0,
      seq: 0,
      moment: momentAt(at),
      usual: NOTHING,
      at,
      authorization: authorization(n),
    },
    { kind: 'signed', credential: { header: 'PAYMENT-SIGNATURE', value: 'x'.repeat(600) } },
    { kind: 'present' },
    { kind: 'answered', answer: { status: 200, at, receipt: { ok: true, transaction: intentOf(n) } } },
  ] as const
  const payment = paid.reduce<Payment>((before, event) => next(before, event), asked)
  if (payment.state !== 'settled') throw new Error(payment.state)
  return payment
}

let day = { at: -1, moment: { at: 0, stamps: stampsOf(0, ZONE) } }
/** Days change seldom, and asking the calendar a million times takes minutes. */
function momentAt(at: number) {
  const midnight = at - (at % 86_400)
  if (day.at !== midnight) day = { at: midnight, moment: { at: midnight, stamps: stampsOf(midnight, ZONE) } }
  return day.moment
}

function authorization(n: number) {
  return { from: PAYER, nonce: intentOf(n), validAfter: 0, validBefore: START } as const
}
