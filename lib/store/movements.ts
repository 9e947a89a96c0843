/** Money that came in or went out by no purchase: what the person sent, and what was found in the chains' logs. */
import { storage } from 'wxt/utils/storage'
import type { Movement } from '../core/wallet-view'

/** How far each account's network has been searched: blocks from `first` to `last`, both searched. */
type Searched = Record<string, { first: number; last: number }>

type Kept = { movements: Movement[]; searched: Searched }

const item = storage.defineItem<Kept>('local:movements', { fallback: { movements: [], searched: {} } })

/** The latest are kept; the chain has the rest. */
const MOST = 2000
const LOCK = 'tuppence movements'

/** Newest first. */
export async function movements(): Promise<Movement[]> {
  return (await item.getValue()).movements
}

export async function searched(): Promise<Searched> {
  return (await item.getValue()).searched
}

/** Adds a movement, or brings the state of one that is known up to date. */
export async function noteMovement(movement: Movement): Promise<void> {
  await change((kept) => ({ ...kept, movements: merged(kept.movements, [movement]) }))
}

export async function noteSearch(
  key: string,
  range: { first: number; last: number },
  found: Movement[],
): Promise<void> {
  await change(({ movements, searched }) => {
    const before = searched[key]
    const [first, last] = before
      ? [Math.min(before.first, range.first), Math.max(before.last, range.last)]
      : [range.first, range.last]
    return { movements: merged(movements, found), searched: { ...searched, [key]: { first, last } } }
  })
}

/** Pages and the worker write here: one at a time. */
async function change(make: (kept: Kept) => Kept): Promise<void> {
  await navigator.locks.request(LOCK, async () => item.setValue(make(await item.getValue())))
}

function merged(kept: Movement[], more: Movement[]): Movement[] {
  const all = new Map(kept.map((each) => [keyOf(each), each]))
  for (const each of more) all.set(keyOf(each), { ...all.get(keyOf(each)), ...each })
  return [...all.values()].sort((a, b) => b.at - a.at).slice(0, MOST)
}

function keyOf({ kind, network, transaction, account, event = -1 }: Movement): string {
  return [kind, network, transaction, account, kind === 'in' ? event : ''].join(' ')
}
