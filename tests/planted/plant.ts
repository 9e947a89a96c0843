import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import { type Bug, bugs } from './bugs.ts'

/** The source with the bug in it. Throws where the bug does not fit, or not in just one place. */
export function plant({ name, find, replace }: Bug, source: string): string {
  const parts = source.split(find)
  if (parts.length !== 2) throw new Error(`"${name}" fits in ${parts.length - 1} places`)
  return parts.join(replace)
}

/** Runs Tuppence with one bug of the list, which is not written to its files. */
export function planting(name: string): Plugin {
  const bug = bugs.find((each) => each.name === name)
  if (!bug) throw new Error(`There is no bug called "${name}"`)
  const file = fileURLToPath(new URL(`../../${bug.file}`, import.meta.url))
  return {
    name: 'planting',
    enforce: 'pre',
    // What is kept of a file from one run to the next is told by its contents alone, bug or not.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (id === file ? false : undefined)),
    transform: (source, id) => (id === file ? plant(bug, source) : undefined),
  }
}
