/**
 * What people are shown: plain values that cross to a page as JSON. Money is text (`micros`: millionths of a dollar),
 * the seller's words are already safe, and a card carries exactly what a click on it will sign.
 */
import type { Period, Seconds } from './clock'
import type { FloatAdvice } from './float'
import type { Language } from './languages'
import type { Purse } from './networks'
import type { NoticeKind } from './news'
import type { Wallet } from './policy'
import type { Waiting } from './queue'
import type { Facts, Reason } from './reasons'
import type { Via } from './sighting'
import type { AccountView } from './wallet-view'
import type { Mode, Rule } from './rules'

/** Millionths of a dollar, as decimal text. */
export type MicrosText = string

/** A reason with the figures its sentence needs. */
export type Why = {
  code: Reason
  limit?: MicrosText
  used?: MicrosText
  period?: Facts['period']
  wanted?: MicrosText
  before?: MicrosText
  was?: string
  resets?: Seconds
  paidAt?: Seconds
  detail?: string
}

/** What is used of a limit on a window; one that never ends is never whole again. */
export type LimitView = { period: Period; limit: MicrosText; used: MicrosText; left: MicrosText; resets?: Seconds }

export type CapsView = Partial<Record<Period | 'payment', MicrosText>> & { minute?: number }
export type FullCapsView = CapsView & { payment: MicrosText; day: MicrosText }

export type RuleView = Omit<Rule, 'caps'> & { caps: FullCapsView }

/** A rule with what became of it so far. */
export type UsedRuleView = RuleView & {
  usage: LimitView[]
  /** The organisation does not allow payments here. */
  isBarred?: true
  /** Nothing was paid here yet. */
  isUnpaid?: true
  /** What was last asked for here, and not paid, is not as it was the times before. */
  drift?: Why
}

export type LimitsView = { site: FullCapsView; payee: CapsView; all: CapsView & { day: MicrosText }; ceiling: CapsView }

/** What became of a payment, in the order a person would tell it. */
export type Outcome =
  | 'asking'
  | 'locked'
  | 'paying'
  /** Sent; the page came, but the seller gave no proof of settlement yet. */
  | 'confirming'
  /** Settled, and the page came. */
  | 'paid'
  /** Settled, but the page did not come. */
  | 'unserved'
  /** Never taken by the seller; the money is free again. */
  | 'unused'
  /** Taken back by the person before the seller took it. */
  | 'cancelled'
  | 'refused'
  /** Logged by learning mode: nothing was spent. */
  | 'learned'

export type PaymentView = {
  id: number
  at: Seconds
  site: string
  seller: string
  method: string
  url: string
  /** What asked, where it was not the page itself. */
  via?: Exclude<Via, 'navigation'>
  outcome: Outcome
  why: Why
  /** Absent when there was no offer we could read. */
  money?: Money
  payTo?: string
  transaction?: string
  /** Where the transaction can be looked up. */
  explorer?: string
  nonce?: string
  payer?: string
  /** The end of the signed authorization: until then the seller can still take the money. */
  validBefore?: Seconds
  /** What the paid request got (HTTP), and when. */
  status?: number
  answeredAt?: Seconds
  /** The money is with the chain: it may still be taken back, or is being taken back. */
  cancel?: 'possible' | 'under_way'
  protocol?: string
}

export type Money = {
  micros: MicrosText
  atomic: string
  symbol: string
  asset: string
  network: string
  chain: string
  purse: Purse
}

export type OfferView = Money & {
  index: number
  payTo: string
  upfront: boolean
  short: boolean
  balance?: MicrosText
  after?: MicrosText
}

/** Where a cap is set: by the site's rule, or for each site, each payee or everything. */
export type CapPlace = { scope: 'rule' | 'site' | 'payee' | 'all'; name: NonNullable<Facts['period']> }

/** Facts about a request that a person may want to weigh. */
export type Risk = 'first_payment' | 'test_network' | 'resource_differs' | 'charged_first'

export type CardView = {
  id: number
  outcome: Outcome
  why: Why
  site: string
  seller: string
  url: string
  method: string
  via?: Exclude<Via, 'navigation'>
  /** The seller's own words, shown as text only. */
  description?: string
  service?: string
  /** What the seller says it sells, where that is another address than the one asked for. */
  claims?: string
  offers: OfferView[]
  chosen: number
  risks: Risk[]
  siteDay: LimitView
  day: LimitView
  /** Caps to begin with when "Pay this site automatically" is ticked. */
  suggested: FullCapsView
  limits: FullCapsView
  /** The limit in the way of a rule that would have paid. */
  over?: CapPlace
  wallet: Wallet
  /** Its row as the history tells it. */
  row: PaymentView
  /** The account that would pay, or paid. */
  payer?: AccountView
}

export type SiteView = {
  site: string
  mode: Mode
  /** The organisation does not allow payments here. */
  isBarred?: true
  /** The rule with the caps that really bind: its own, or the overall limits where they are tighter. */
  rule?: RuleView
  day: LimitView
  /** Every limit that is set for this site. */
  limits: LimitView[]
  /** The latest thing that happened at this site. */
  last?: PaymentView
  /** We may not look at it, so it can ask for nothing. */
  isHidden?: true
}

/** Where we may look: everywhere, or at these sites, which the browser alone may have narrowed it to. */
export type ReachView = { everywhere: boolean; sites: string[]; isBrowsers?: true }

export type PurseView = {
  purse: Purse
  day: LimitView
  limits: LimitView[]
  /** What could be read, of all accounts; with the time of the oldest reading in it. */
  balance?: MicrosText
  balanceAt?: Seconds
  /** That was a while ago. */
  isStale?: true
  /** Chains that could not be read when last tried: what lies there is not in the balance, or as it was before. */
  unread?: string[]
  advice?: FloatAdvice
}

/** What an organisation lays down: what of the settings is not for the person to choose. */
export type ManagedView = {
  /** The names of what is written so that it cannot be read: nothing is paid. */
  wrong?: string[]
  /** The most that each limit may be. */
  most: Record<Exclude<keyof LimitsView, 'payee'>, CapsView>
  newSite: Exclude<Mode, 'auto'>[]
  isPaused: boolean
  hasNoTestNetworks: boolean
  networksOff: string[]
  allowed?: string[]
  blocked?: string[]
}

export type SettingsView = {
  managed?: ManagedView
  limits: LimitsView
  newSite: Exclude<Mode, 'auto'>
  paused: boolean
  testNetworks: boolean
  /** Notices of the browser that are switched off. */
  quiet: NoticeKind[]
  /** Idle minutes until the wallet locks itself. */
  lockMinutes: number
  /** None: as the browser. */
  language?: Language
  /** In the order in which they are preferred. */
  networks: { network: string; name: string; purse: Purse; isOn: boolean; endpoint: string; builtIn: string }[]
}

/** Why the books cannot be relied on: nothing is paid until the person has looked. */
export type Problem = 'newer' | 'unreadable' | 'missing' | 'unbalanced' | 'full' | 'settings' | 'managed'

/** How far a person has come in setting up; it goes on there. */
export const welcomeSteps = ['start', 'create', 'import', 'restore', 'limits', 'fund', 'practice', 'done'] as const
export type WelcomeStep = (typeof welcomeSteps)[number]

export type View = {
  wallet: Wallet
  welcome: WelcomeStep
  problem?: Problem
  address?: string
  /** There is a wallet on this computer, and it cannot be read. */
  isDamaged?: true
  paused: boolean
  reach: ReachView
  /** The purse shown first: real money, or test money where only that has been used. */
  purses: PurseView[]
  /** The site in the tab the person looks at; absent on pages that cannot ask for money. */
  site?: SiteView
  /** Requests that wait for an answer, the one to show first in front. */
  waiting: Waiting[]
  recent: PaymentView[]
}
