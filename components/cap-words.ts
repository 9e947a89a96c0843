/** What is wrong with a cap, as a sentence. */
import type { CapName, CapProblem } from './caps'
import type { Key, Words } from './words'

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

const labels = {
  payment: 'most_per_payment',
  hour: 'most_per_hour',
  day: 'most_per_day',
  week: 'most_per_week',
  month: 'most_per_month',
  ever: 'most_ever',
  minute: 'most_per_minute',
} as const satisfies Record<CapName, Key>

/** The key of what a cap of a rule is called. */
export function labelOf(name: CapName): (typeof labels)[CapName] {
  return labels[name]
}
