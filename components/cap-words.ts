/** What is wrong with a cap, as a sentence. */
import type { CapProblem } from './caps'
import type { Words } from './words'

export function problemWords(problem: CapProblem, { say, money }: Words): string {
  switch (problem.code) {
    case 'below':
    case 'above': {
      const { name, micros } = problem.other
      return say(`cap_${problem.code}`, { limit: money(micros), window: say(`window_${name}`) })
    }
    case 'not_dollars':
    case 'not_a_number':
    case 'missing':
      return say(`cap_${problem.code}`)
  }
}
