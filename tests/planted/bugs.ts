/** Mistakes somebody could make in Tuppence one day, each with the test that must notice. */
export type Bug = { name: string; file: string; find: string; replace: string; caught: string }

const DEATHS = 'tests/crash/deaths.test.ts'
const OVERLAP = 'tests/crash/overlap.test.ts'
const LIMITS = 'tests/crash/limits.test.ts'
const DISK = 'tests/crash/disk.test.ts'
const CLOCK = 'tests/crash/clock.test.ts'
const CANCEL = 'tests/crash/cancel.test.ts'

const payment = 'lib/core/payment.ts'
const policy = 'lib/core/policy.ts'
const limits = 'lib/core/limits.ts'
const clock = 'lib/core/clock.ts'
const engine = 'lib/engine/engine.ts'
const weigh = 'lib/engine/weigh.ts'
const payments = 'lib/store/payments.ts'

export const bugs: Bug[] = [
  {
    name: 'a new nonce at each signing',
    file: engine,
    find: `    const account = known ?? (await ports.account({ address: payment.account }))`,
    replace: `    const nonce = \`0x\${String(Math.random()).slice(2).padStart(64, '0')}\` as const
    payment = { ...payment, authorization: { ...payment.authorization, nonce } }
    const account = known ?? (await ports.account({ address: payment.account }))`,
    caught: DEATHS,
  },
  {
    name: 'nonces of chance, which a lost journal would not give again',
    file: 'lib/wallet/sign.ts',
    find: `Hash.hmac256(key, Hex.concat(intent, Hex.fromNumber(seq, { size: 8 })))`,
    replace: `Hash.hmac256(key, Hex.random(32))`,
    caught: 'lib/wallet/wallet.test.ts',
  },
  {
    name: 'a request that leaves before the journal says so',
    file: engine,
    find: `    // Two may have waited for the same page: only the first to find the row as it was sends.`,
    replace: `    await ports.issue(payment as In<'issued'>)`,
    caught: DEATHS,
  },
  {
    name: 'a page that waits gets the credential before it is saved',
    file: engine,
    find: `    // The page that asked still waits, so there is nothing to see to before it goes: saved once instead of twice.`,
    replace: `    await ports.issue({ ...payment, state: 'issued', presented: 1, credential })`,
    caught: DEATHS,
  },
  {
    name: 'two who waited for one page and both send',
    file: engine,
    find: `isSameMoment(current, payment) ? next(current, { kind: 'present' }) : current`,
    replace: `next(current, { kind: 'present' })`,
    caught: LIMITS,
  },
  {
    name: 'a budget that counts only what is settled',
    file: payment,
    find: `    case 'issued':
    case 'settled':
      return payment.price`,
    replace: `      return 0n
    case 'issued':
      return 0n
    case 'settled':
      return payment.price`,
    caught: LIMITS,
  },
  {
    name: 'a limit read before the transaction that spends',
    file: payments,
    find: `      const transaction = begin(await database())
      return within(transaction, async () => {
        const [row, read] = await Promise.all([
          transaction.objectStore('payments').index('openIntent').get([matter.intent, 1]),
          readBooks(transaction, matter, clock),
        ])`,
    replace: `      const early = begin(await database())
      const read = await within(early, () => readBooks(early, matter, clock))
      const transaction = begin(await database())
      return within(transaction, async () => {
        const row = await transaction.objectStore('payments').index('openIntent').get([matter.intent, 1])`,
    caught: LIMITS,
  },
  {
    name: 'a limit that is held to the first offer, whichever is signed',
    file: payment,
    find: `price: priceOf(offer),`,
    replace: `price: priceOf(payment.demand.offers[0]!),`,
    caught: DEATHS,
  },
  {
    name: 'a click that pays another offer than the card showed',
    file: engine,
    find: `approve({ ...current, chosen: saying.chosen }, books`,
    replace: `approve(current, books`,
    caught: LIMITS,
  },
  {
    name: 'a week nobody looks at',
    file: limits,
    find: `  for (const period of periods) {
    const limit`,
    replace: `  for (const period of ['hour', 'day'] as const) {
    const limit`,
    caught: LIMITS,
  },
  {
    name: 'test money counted as real',
    file: limits,
    find: '`${purse} all`',
    replace: `'real all'`,
    caught: DEATHS,
  },
  {
    name: 'prices rounded down',
    file: 'lib/core/amount.ts',
    find: `(amount + unit - 1n) / unit`,
    replace: `amount / unit`,
    caught: 'lib/core/amount.test.ts',
  },
  {
    name: 'a ceiling that a click goes past',
    file: engine,
    find: `return isOver ? current : approve(`,
    replace: `return approve(`,
    caught: LIMITS,
  },
  {
    name: 'a midnight that frees what is held',
    file: payments,
    find: `count(known[scope] ?? (await readTally(store, scope)), counted.moment.stamps,`,
    replace: `count(known[scope] ?? (await readTally(store, scope)), (await savedMoment(transaction.objectStore('meta')))!.stamps,`,
    caught: CLOCK,
  },
  {
    name: 'sums that forget what was released',
    file: payments,
    find: `was === is) return`,
    replace: `was >= is) return`,
    caught: DEATHS,
  },
  {
    name: 'sums that release twice',
    file: payments,
    find: `is - was, more)`,
    replace: `is < was ? (is - was) * 2n : is - was, more)`,
    caught: DEATHS,
  },
  {
    name: 'a clock that refills when it is set back',
    file: clock,
    find: `  const at = Math.max(now, before?.at ?? now)
  const stamps = stampsOf(at, zone, at === now ? ahead : undefined)
  return { at, stamps: before ? latest(before.stamps, stamps) : stamps }`,
    replace: `  return { at: now, stamps: stampsOf(now, zone) }`,
    caught: CLOCK,
  },
  {
    name: 'a clock set back from winter into summer that begins the next hour',
    file: clock,
    find: `at === now ? ahead : undefined`,
    replace: `ahead`,
    caught: 'lib/core/clock.test.ts',
  },
  {
    name: 'a journey west that refills',
    file: clock,
    find: `before ? latest(before.stamps, stamps) : stamps`,
    replace: `stamps`,
    caught: CLOCK,
  },
  {
    name: 'a jump forward that refills unasked',
    file: clock,
    find: `MAX_JUMP = 36 * 3600`,
    replace: `MAX_JUMP = 36 * 36_000`,
    caught: CLOCK,
  },
  {
    name: 'money freed by our own clock',
    file: engine,
    find: `if (truth.time <= payment.authorization.validBefore + GRACE)`,
    replace: `if (at <= payment.authorization.validBefore + GRACE)`,
    caught: CLOCK,
  },
  {
    name: 'money freed though a late block may still take it',
    file: engine,
    find: `const GRACE = 60`,
    replace: `const GRACE = 0`,
    caught: DEATHS,
  },
  {
    name: 'money freed when the chain cannot be asked',
    file: engine,
    find: `      case undefined:
        return ports.later()`,
    replace: `      case undefined:
        return tell(payment.id, { kind: 'unused', at })`,
    caught: DEATHS,
  },
  {
    name: 'what was taken booked as cancelled',
    file: engine,
    find: `ports.later() : used(payment, truth)`,
    replace: `ports.later() : tell(payment.id, { kind: 'unused', at })`,
    caught: DEATHS,
  },
  {
    name: 'what was cancelled booked as taken',
    file: engine,
    find: `return tell(payment.id, { kind: 'unused', at, ...transactionOf(truth) })`,
    replace: `return used(payment, truth)`,
    caught: CANCEL,
  },
  {
    name: 'what was taken back presented again',
    file: payment,
    find: `payment.cancelling || !isSafeTwice`,
    replace: `!isSafeTwice`,
    caught: CANCEL,
  },
  {
    name: 'no end to presenting',
    file: payment,
    find: `MAX_PRESENTED = 3`,
    replace: `MAX_PRESENTED = 300`,
    caught: OVERLAP,
  },
  {
    name: 'a page that came and is paid for again',
    file: payment,
    find: `!isSafeTwice || isServed(payment)`,
    replace: `!isSafeTwice`,
    caught: CANCEL,
  },
  {
    name: 'a form that is sent twice',
    file: payment,
    find: `payment.place.method === 'GET' || payment.demand.isIdempotent === true`,
    replace: `payment.presented > 0`,
    caught: DEATHS,
  },
  {
    name: 'one number for every purchase of a thing',
    file: payments,
    find: `last.seq + 1`,
    replace: `last.seq`,
    caught: DEATHS,
  },
  {
    name: 'two open purchases of one thing',
    file: payments,
    find: `const before = row && fromRow(row)
        return save`,
    replace: `const before = undefined as Payment | undefined
        return save`,
    caught: DEATHS,
  },
  {
    name: 'a thing bought again in silence at once',
    file: policy,
    find: `return now - paidAt < quiet ?`,
    replace: `return now < paidAt ?`,
    caught: DEATHS,
  },
  {
    name: 'a declined card that still pays',
    file: payment,
    find: `    case 'asking':
      if (event.kind === 'refuse') return refused(payment, event)`,
    replace: `    case 'asking':
      if (event.kind === 'refuse' && event.reason !== 'declined') return refused(payment, event)`,
    caught: DEATHS,
  },
  {
    name: 'a credential that a locked wallet never signed',
    file: engine,
    find: `    if (!signature) return
`,
    replace: '',
    caught: OVERLAP,
  },
  {
    name: 'a site to learn from that is paid',
    file: weigh,
    find: `return next(payment, verdict)`,
    replace: `return approve({ ...payment, chosen }, books, account, clock, 'rule')`,
    caught: DEATHS,
  },
  {
    name: 'a rule that pays strangers',
    file: policy,
    find: `if (seller !== site && !sellers.includes(seller)) return`,
    replace: `if (seller === '') return`,
    caught: DEATHS,
  },
  {
    name: 'the rule of another origin',
    file: payments,
    find: `    rules.get(site),`,
    replace: `    rules.get(seller),`,
    caught: CANCEL,
  },
  {
    name: 'a rule that pays past its end',
    file: 'lib/core/rules.ts',
    find: `now >= (until ?? Infinity) ?`,
    replace: `now < 0 ?`,
    caught: CLOCK,
  },
  {
    name: 'an ended payment that opens again',
    file: payment,
    find: `    case 'refused':
      return payment
  }`,
    replace: `    case 'refused':
      return event.kind === 'used' && payment.state === 'settled' ? { ...payment, state: 'issued' } : payment
  }`,
    caught: OVERLAP,
  },
  {
    name: 'an authorization that outlives what was asked',
    file: payment,
    find: `Math.min(offer.seconds,`,
    replace: `Math.max(offer.seconds,`,
    caught: DEATHS,
  },
  {
    name: 'a journal that a power cut undoes',
    file: payments,
    find: `{ durability: 'strict' }`,
    replace: `{ durability: 'relaxed' }`,
    caught: DISK,
  },
  {
    name: 'a payment saved apart from its sums',
    file: payments,
    find: `    keepTallies(transaction, before, after, books.tallies),`,
    replace: `    void keepTallies(
      transaction.db.transaction(STORES, 'readwrite', { durability: 'strict' }) as Transaction,
      before,
      after,
      books.tallies,
    ).catch(() => undefined),`,
    caught: DISK,
  },
  {
    name: 'spending that stays where a purchase was first met',
    file: 'lib/core/spending.ts',
    find: `  if (was?.key === is?.key) return []`,
    replace: `  if (was?.micros === is?.micros) return []`,
    caught: 'lib/store/spending.test.ts',
  },
]
