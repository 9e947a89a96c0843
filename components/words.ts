/** Every word a person reads, and how money and time are written where they live. */
import type messages from '../public/_locales/en/messages.json'
import { dollars } from '../lib/core/amount'
import { directionOf } from '../lib/core/languages'
import type { MicrosText } from '../lib/core/view'
import type { Seconds } from '../lib/core/clock'
import { useDoors } from './doors'

type Messages = typeof messages

/** Sentences that follow a number: a key for each plural category of a language (`…_one`, `…_other`; Arabic has six). */
export type PluralKey = PluralIn<keyof Messages>
type PluralIn<K> = K extends `${infer Name}_one` ? (`${Name}_other` extends keyof Messages ? Name : never) : never

/** All the other sentences. */
export type Key = Exclude<keyof Messages, `${PluralKey}_${Intl.LDMLPluralRule}`>

/** What a sentence needs, by the names of its placeholders. */
type NamesIn<K extends keyof Messages> = Messages[K] extends { placeholders: infer Names } ? keyof Names : never
type Facts<Names extends PropertyKey> = [Names] extends [never] ? [] : [facts: Record<Names, string>]
type FactsOf<K extends Key> = K extends Key ? Facts<NamesIn<K>> : never
type OtherFactsOf<K extends PluralKey> = K extends PluralKey ? Facts<Exclude<NamesIn<`${K}_other`>, 'count'>> : never

export type Say = <K extends Key>(key: K, ...facts: FactsOf<K>) => string
export type Count = <K extends PluralKey>(key: K, count: number, ...others: OtherFactsOf<K>) => string

export type Words = {
  say: Say
  /** A sentence in the plural form that goes with the number, which becomes its fact `count`. */
  count: Count
  money(micros: MicrosText): string
  /** A number of hundredths. */
  share(percent: number): string
  /** The time of day. */
  clock(at: Seconds): string
  /** As much of date and time as is needed from today. */
  moment(at: Seconds): string
  /** The day alone. */
  date(at: Seconds): string
  /** A long stretch of time in days, a shorter one in hours. */
  days(seconds: Seconds): string
  /** A number of seconds, hours or days. */
  spell(count: number, unit: 'second' | 'hour' | 'day'): string
}

export function useWords(): Words {
  return useDoors().words
}

/** Made once for a page: all that writes numbers and times takes milliseconds to make. */
export function wordsOf(speak: (key: string, substitutions?: string[]) => string, locale: string): Words {
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const thisYear = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })
  const dayAndYear = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const number = new Intl.NumberFormat(locale)
  const plural = new Intl.PluralRules(locale)
  const spell: Words['spell'] = (count, unit) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  const runsLeft = directionOf(locale) === 'rtl'
  // An amount or a time would be torn apart by a sentence that runs the other way: U+2068 and U+2069 hold it together.
  const isolate = (fact: string) => (runsLeft ? `\u2068${fact}\u2069` : fact)
  // `messages.json` numbers the placeholders of a sentence in the order of their names (words.test.ts holds it to that).
  const fill = (key: string, facts: Record<string, string> = {}) => speak(key, inOrder(facts).map(isolate))
  return {
    say: (key, ...[facts]) => fill(key, facts),
    count: (key, count, ...[others]) =>
      fill(`${key}_${plural.select(count)}`, { ...others, count: number.format(count) }),
    money: dollars(locale),
    share: (percent) => percents.format(percent / 100),
    clock: (at) => time.format(at * 1000),
    moment: (at) => ({ today: time, 'this-year': thisYear, earlier: dateTime })[distanceOf(at)].format(at * 1000),
    date: (at) => (isThisYear(at) ? day : dayAndYear).format(at * 1000),
    days: (seconds) =>
      seconds < 2 * DAY ? spell(Math.floor(seconds / 3600), 'hour') : spell(Math.floor(seconds / DAY), 'day'),
    spell,
  }
}

const DAY = 86_400

function inOrder(facts: Record<string, string>): string[] {
  return Object.keys(facts)
    .sort()
    .map((name) => facts[name] ?? '')
}

function distanceOf(at: Seconds): 'today' | 'this-year' | 'earlier' {
  const [then, now] = [new Date(at * 1000), new Date()]
  if (then.toDateString() === now.toDateString()) return 'today'
  return isThisYear(at) ? 'this-year' : 'earlier'
}

function isThisYear(at: Seconds): boolean {
  return new Date(at * 1000).getFullYear() === new Date().getFullYear()
}
