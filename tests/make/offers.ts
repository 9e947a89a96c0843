/** Tiny makers of what tests are about: everything not named is an honest cent on Base Sepolia. */
import { x402v2 } from '../../lib/core/protocols/x402-v2'
import type { Demand, Offer } from '../../lib/core/offer'
import { leap, type Moment, type Seconds } from '../../lib/core/clock'
import { type In, intentOf } from '../../lib/core/payment'
import type { Books } from '../../lib/core/policy'
import type { Place, Sighting } from '../../lib/core/sighting'

export const PAYEE = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C'
export const PAYER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
export const USDC_TEST = '0x036CbD53842c5426634e7929541eC2318f3dCF7e'
export const USDC_BASE = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'

/** 2025-11-24T16:00:00Z, a Monday. */
export const NOW = 1_764_000_000

export function requirements(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    scheme: 'exact',
    network: 'eip155:84532',
    amount: '10000',
    asset: USDC_TEST,
    payTo: PAYEE,
    maxTimeoutSeconds: 300,
    extra: { name: 'USDC', version: '2' },
    ...change,
  }
}

export function required(
  accepts: unknown[] = [requirements()],
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    x402Version: 2,
    error: 'Payment required',
    resource: { url: 'https://news.example/a', description: 'An article', mimeType: 'text/html' },
    accepts,
    ...change,
  }
}

export function requirementsV1(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    scheme: 'exact',
    network: 'base-sepolia',
    maxAmountRequired: '10000',
    resource: 'https://news.example/a',
    description: 'An article',
    mimeType: '',
    payTo: PAYEE,
    maxTimeoutSeconds: 60,
    asset: USDC_TEST,
    extra: { name: 'USDC', version: '2' },
    ...change,
  }
}

export function header(json: unknown): string {
  return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json), 'utf8').toString('base64')
}

export function place(change: Partial<Place> = {}): Place {
  const site = 'https://news.example'
  return {
    via: 'navigation',
    tab: 1,
    site,
    seller: change.site ?? site,
    method: 'GET',
    url: `${change.site ?? site}/a`,
    ...change,
  }
}

export function sighting(change: Partial<Sighting> = {}): Sighting {
  return { ...place(change), others: [], header: header(required()), ...change }
}

export function demand(...accepts: Record<string, unknown>[]): Demand {
  const read = x402v2.read(required(accepts.length > 0 ? accepts : undefined))
  if (!read || typeof read === 'string') throw new Error(`Not a demand: ${read}`)
  return read
}

export function offer(change: Record<string, unknown> = {}): Offer {
  const [made] = demand(requirements(change)).offers
  if (!made) throw new Error('Not an offer')
  return made
}

export function asking(change: Partial<In<'asking'>> = {}): In<'asking'> {
  const at = place()
  return {
    state: 'asking',
    id: 1,
    place: at,
    at: 1_700_000_000,
    intent: intentOf(PAYER, at),
    account: PAYER,
    demand: demand(),
    chosen: 0,
    reason: 'new_site',
    facts: {},
    ...change,
  }
}

export function moment(now: Seconds = NOW, zone = 'UTC'): Moment {
  return leap(undefined, { now, zone })
}

/** Books in which nothing is written yet. */
export function books(change: Partial<Books> = {}): Books {
  return {
    rule: undefined,
    sellerRule: undefined,
    tallies: {},
    previous: undefined,
    failed: [],
    habit: { payees: [], tokens: [] },
    declines: 0,
    seq: 0,
    moment: moment(),
    jumped: false,
    ...change,
  }
}
