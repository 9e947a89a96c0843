/** What survives a worker: the person with a clock and a wallet, the tabs, the sellers, and the chain. */
import type { Clock } from '../../lib/core/clock'
import type { Limits } from '../../lib/core/limits'
import { chosenOffer, type In } from '../../lib/core/payment'
import type { Settings } from '../../lib/core/policy'
import type { Rule } from '../../lib/core/rules'
import type { Sighting } from '../../lib/core/sighting'
import type { Truth } from '../../lib/engine/ports'
import { aheadAt } from '../make/wall-clock'
import { type Fate, laws, type Message, REORG } from './laws'
import type { Luck } from './luck'

export type Scenario = {
  /** When the story begins, and where the person is. */
  start: number
  zone: string
  limits: Limits
  rules: Rule[]
  /** The site whose seller never takes its first offer. */
  picky: string | undefined
}

/** A tab: the 402 it shows, the paid request it waits for, or the page that came (its status). */
export type Tab = { sighting: Sighting; shows: 'wall' | 'page' | 'paying'; status: number; payment?: In<'issued'> }

export type World = ReturnType<typeof world>

export function world({ start, zone, limits, picky }: Scenario) {
  const chain = new Map<string, Fate>()
  const messages: Message[] = []
  /** What sellers hold and may still redeem, and what is on its way to be cancelled. */
  const redeemable = new Map<string, Message>()
  const cancellations = new Map<string, Message>()
  const tabs = new Map<number, Tab>()
  const person = { offset: 0, zone, isUnlocked: true, isBusy: true }
  let [time, transactions] = [start, 0]

  const law = laws(limits, { time: () => time, fate: (nonce) => chain.get(nonce) })
  const settings: Settings = {
    limits,
    newSite: 'ask',
    paused: false,
    testNetworks: true,
    preferred: [],
    networksOff: [],
  }

  function transaction(): `0x${string}` {
    return `0x${(++transactions).toString(16).padStart(64, '0')}`
  }

  /** The token contract honours a nonce once, and not after its time. The block may be one that replaced a newer one. */
  function settle(message: Message, luck: Luck): void {
    redeemable.delete(message.nonce)
    if (chain.has(message.nonce) || time - luck.below(REORG + 1) >= message.validBefore) return
    law.taken(message)
    chain.set(message.nonce, { state: 'used', transaction: transaction() })
  }

  /** Some sellers say that they take what they do not. */
  function refuses({ place, chosen }: In<'issued'>): boolean {
    return place.site === picky && chosen === 0
  }

  function mine(message: Message): void {
    cancellations.delete(message.nonce)
    if (!chain.has(message.nonce)) chain.set(message.nonce, { state: 'cancelled', transaction: transaction() })
  }

  return {
    law,
    settings,
    person,
    tabs,
    chain,
    messages,
    refuses,
    clock: (): Clock => {
      const now = time + person.offset
      return { now, zone: person.zone, ahead: aheadAt(now, person.zone) }
    },
    time: () => time,

    /** Time passes; sellers redeem what they hold, cancellations are mined, or neither is. */
    pass(seconds: number, luck: Luck): void {
      const steps = 1 + luck.below(3)
      for (let step = 0; step < steps; step++) {
        time += Math.ceil(seconds / steps)
        for (const message of cancellations.values()) if (luck.chance(0.3)) mine(message)
        for (const message of redeemable.values()) if (luck.chance(0.4)) settle(message, luck)
        for (const message of cancellations.values()) if (luck.chance(0.3)) mine(message)
      }
    },

    sign(payment: In<'approved'>): `0x${string}` {
      const { asset, payTo: to, amount: value } = chosenOffer(payment)
      const { nonce, validBefore } = payment.authorization
      const message = { nonce, to, value, asset, validBefore }
      law.signed(payment, message, person.isUnlocked)
      return `0x${messages.push(message).toString(16).padStart(130, '0')}`
    },

    /** The seller has the credential in hand, and is honest about it, or lies, or is slow. */
    receive(payment: In<'issued'>, luck: Luck): void {
      const message = readCredential(payment.credential.value, messages)
      law.sent(payment, message)
      const tab = tabs.get(payment.place.tab)
      if (!tab || tab.sighting.url !== payment.place.url || !message) return
      tabs.set(payment.place.tab, { ...tab, shows: 'paying', payment })
      if (refuses(payment)) return
      redeemable.set(message.nonce, message)
      if (luck.chance(0.6)) settle(message, luck)
    },

    takeBack(payment: In<'issued'>, luck: Luck): void {
      const message = messages.find(({ nonce }) => nonce === payment.authorization.nonce)
      if (!message) return
      cancellations.set(message.nonce, message)
      if (luck.chance(0.4)) mine(message)
    },

    /** What the chain says, by a block that may be a little old; its events cannot always be found. */
    truth({ authorization, cancelling }: In<'issued'>, luck: Luck): Truth | undefined {
      const fate = chain.get(authorization.nonce)
      if (person.isBusy && luck.chance(0.15)) return undefined
      if (!fate) return { state: 'unused', time: time - luck.below(person.isBusy ? 90 : 1) }
      if (!person.isBusy || luck.chance(0.85)) return fate
      return cancelling ? undefined : { state: 'used' }
    },

    /** The person puts everything right again. */
    calm(): void {
      Object.assign(person, { offset: 0, isUnlocked: true, isBusy: false })
      tabs.clear()
    },
  }
}

/** The message that the credential in a header is for, if its signature is one that was given for just that. */
function readCredential(header: string, messages: Message[]): Message | undefined {
  const { payload } = JSON.parse(Buffer.from(header, 'base64').toString()) as {
    payload: { signature?: string; authorization: Record<'nonce' | 'to' | 'value' | 'validBefore', string> }
  }
  const message = messages[Number(payload.signature ?? 0) - 1]
  const { nonce, to, value, validBefore } = payload.authorization
  const isSame =
    message?.nonce === nonce &&
    message.to === to &&
    message.value === BigInt(value) &&
    message.validBefore === Number(validBefore)
  return isSame ? message : undefined
}
