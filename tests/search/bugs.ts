/** Machines with one fault each, and what a search must find wrong with them. */
import { count } from '../../lib/core/limits'
import { held, next, type Payment } from '../../lib/core/payment'
import { judge } from '../../lib/core/policy'
import { type Broken, names } from './invariants'
import { faithful, type Machine } from './machine'
import type { settings } from './settings'

type Bug = { bug: string; invariant: Broken; setting: keyof typeof settings; machine: Machine }

function bug(
  name: string,
  invariant: Broken,
  change: Partial<Machine>,
  setting: keyof typeof settings = 'one page in two tabs',
): Bug {
  return { bug: name, invariant, setting, machine: { ...faithful, ...change } }
}

const expired = (payment: Payment) => ({ ...payment, state: 'expired', endedAt: 0 }) as Payment

export const bugs: Bug[] = [
  bug('a new nonce for each retry', names.approved, {
    sent: (kept, row) => (row.presented > 1 ? { ...kept, nonce: `${kept.nonce}0${row.presented}` } : kept),
  }),
  bug('more sent than was agreed to', names.approved, { sent: (kept) => ({ ...kept, amount: kept.amount + 1n }) }),
  bug('a request that leaves before it is saved', names.saved, { savesFirst: false }),
  bug('a second caller that goes on too', names.saved, { isTooLate: () => false }, 'two things at once'),
  bug('no end to presenting', names.often, {
    next: (payment, event) => {
      if (payment.state !== 'issued' || event.kind !== 'present') return next(payment, event)
      const fresh = { ...payment, presented: 1 }
      const again = next(fresh, event)
      return again === fresh ? payment : ({ ...again, presented: payment.presented + 1 } as Payment)
    },
  }),
  bug('a recovery that sends whatever the tab shows', names.recovery, { isReady: (shows) => shows !== 'nothing' }),
  bug('money freed by the local clock', names.freed, { isOver: ({ validBefore, local }) => local > validBefore + 60 }),
  bug('money freed by a second 402', names.freed, {
    next: (payment, event) =>
      payment.state === 'issued' && event.kind === 'answered' && event.answer.status === 402
        ? expired(payment)
        : next(payment, event),
  }),
  bug('money freed by closing the tab', names.freed, {
    next: (payment, event) =>
      payment.state === 'issued' && event.kind === 'refuse' ? expired(payment) : next(payment, event),
  }),
  bug('money freed before the chain has cancelled', names.freed, {
    next: (payment, event) =>
      payment.state === 'issued' && event.kind === 'cancelling' ? expired(payment) : next(payment, event),
  }),
  bug('an expiry that frees what was used', names.freed, { ending: () => 'unused' }),
  bug('a cancellation taken for a payment', names.chain, { ending: () => 'used' }),
  bug('money that is never freed', names.stuck, { isOver: () => false }),
  bug('prices counted on success only', names.sums, {
    held: (payment) => (payment.state === 'settled' ? held(payment) : 0n),
  }),
  bug(
    'held money forgotten at midnight',
    names.sums,
    {
      count: (tally, stamps, micros, number) =>
        count(tally.day && tally.day.stamp < stamps.day ? {} : tally, stamps, micros, number),
    },
    'one page bought twice',
  ),
  bug('freed money taken from the new day', names.sums, { freedFrom: (_counted, now) => now }),
  bug(
    'a ceiling that a click passes',
    names.limits,
    { overCeiling: () => undefined },
    'two sites, one page bought twice',
  ),
  bug(
    'no eye on what all sites cost together',
    names.limits,
    {
      judge: (situation) => {
        const { settings } = situation
        return judge({
          ...situation,
          settings: { ...settings, limits: { ...settings.limits, all: { day: 10n ** 9n } } },
        })
      },
    },
    'two sites, three pages',
  ),
  bug('a purchase of its own for each tab', names.one, { isSamePurchase: (open, tab) => open.place.tab === tab }),
  bug(
    'a reload that buys anew what was sent',
    names.one,
    { isSamePurchase: (open) => open.state !== 'issued' },
    'one page bought twice',
  ),
  bug(
    'no memory of what was bought',
    names.twice,
    { judge: (situation) => judge({ ...situation, previous: undefined }) },
    'one page bought twice',
  ),
  bug(
    'a count that begins again after an expiry',
    names.nonces,
    { seq: (decided) => decided.filter(({ state }) => state !== 'expired').length },
    'one page bought twice',
  ),
  bug('one nonce for two sites', names.nonces, { nonce: (_intent, seq) => `0x${seq}` }, 'two sites, three pages'),
  bug('an end that opens again', names.final, {
    next: (payment, event) =>
      payment.state === 'settled' && event.kind === 'answered'
        ? { ...payment, state: 'issued', answer: event.answer }
        : next(payment, event),
  }),
  bug('a signature while locked', names.locked, { maySign: () => true }),
]
