/** The support matrix, as README shows it; `npx vitest run tests/house.test.ts` prints what it should be. */
import { cases, type Fate } from './cases'

const WORDS: Record<Fate, string> = { paid: 'paid', again: 'paid at the next try', left: 'left alone' }

export function matrix(): string {
  const rows = cases.map(({ name, chromium, firefox, because = '' }) => [
    name,
    WORDS[chromium],
    WORDS[firefox],
    because,
  ])
  return [['request', 'Chromium', 'Firefox', 'why not'], ['-', '-', '-', '-'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
