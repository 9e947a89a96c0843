/** Every state of a setting, the nearest first, each step and each new state checked; stops at the first that is wrong. */
import { type Broken, invariants } from './invariants'
import type { Machine } from './machine'
import { model, type Move } from './model'
import type { Article, Setting, World } from './world'

export type State = { world: World; articles: Article[] }

export type Found = {
  states: number
  steps: number
  depth: number
  seconds: number
  /** Every kind of step that was taken. */
  kinds: Set<string>
  /** The first thing found wrong, and the shortest way there. */
  broken?: { invariant: Broken; path: string[] }
}

/** More than there are worlds, or states of one article. */
const MANY = 2 ** 20

type Reached = State & { from?: Reached; name: string }

export function search(machine: Machine, setting: Setting): Found {
  const begun = performance.now()
  const { start, moves, dead, turns, end, idle } = model(machine, setting)
  const kinds = new Set<string>()
  const known = new Map<number, Move[]>()
  function movesOf(article: Article, world: World): Move[] {
    const key = article.n * MANY + world.n
    const before = known.get(key)
    if (before) return before
    const found = moves(article, world)
    for (const { name } of found) kinds.add(name)
    known.set(key, found)
    return found
  }
  const { wrongStep, wrongState, wrongAhead } = invariants(setting, { movesOf, dead, end, idle })

  /** A state is its world and its articles: each in turn makes one number of two. */
  const pairs = setting.sales.map(() => new Map<number, number>())
  let states = 0
  let [steps, depth] = [0, 0]
  let broken: Found['broken']
  let reached: Reached[] = []
  let front: Reached[] = []

  function reach(from: Reached | undefined, name: string, world: World, articles: Article[]): void {
    steps++
    let [key, isNew] = [world.n, false]
    for (const [place, known] of pairs.entries()) {
      const n = articles[place]?.n ?? 0
      if (n >= MANY || world.n >= MANY) throw new Error('There are more of them than numbers to tell them apart')
      const pair = key * MANY + n
      const before = known.get(pair)
      isNew = before === undefined
      key = before ?? known.size
      if (isNew) known.set(pair, key)
    }
    if (!isNew) return
    states++
    const state = { world, articles, name, ...(from ? { from } : {}) }
    reached.push(state)
    const invariant = wrongState(state)
    if (invariant) broken ??= { invariant, path: pathOf(state) }
  }

  reach(undefined, 'the start', start.world, start.articles)
  while (reached.length > 0 && !broken) {
    ;[front, reached] = [reached, []]
    depth++
    for (const state of front) {
      const { world, articles } = state
      const busy = articles.reduce((sum, { tasks }) => sum + tasks.length, 0)
      for (const turn of turns(world)) reach(state, turn.name, turn.world, articles)
      if (busy > 0) reach(state, 'the worker dies', world, articles.map(dead))
      for (const [index, article] of articles.entries()) {
        for (const move of movesOf(article, world)) {
          const more = move.article.tasks.length - article.tasks.length
          if (more > 0 && busy + more > setting.tasks) continue
          const invariant = wrongStep(article, world, move)
          if (invariant) broken ??= { invariant, path: [...pathOf(state), move.name] }
          reach(state, move.name, move.world, articles.with(index, move.article))
        }
      }
      const invariant = wrongAhead(state)
      if (invariant) broken ??= { invariant, path: pathOf(state) }
      if (broken) break
    }
  }
  const seconds = (performance.now() - begun) / 1000
  return { states, steps, depth, seconds, kinds, ...(broken ? { broken } : {}) }
}

function pathOf(state: Reached): string[] {
  const path: string[] = []
  for (let at: Reached | undefined = state; at; at = at.from) path.unshift(at.name)
  return path
}
