import type { Life, Step } from '../../lib/core/life'
import { storyOf } from '../reason'
import { useWords, type Words } from '../words'

/** What happened, one after the other. */
export function Steps({ life }: { life: Life }) {
  const words = useWords()
  return (
    <ol className="steps" aria-label={words.say('what_happened')}>
      {life.steps.map((step) => (
        <li key={step.what}>
          <span className="soft">{'at' in step ? words.moment(step.at) : ''}</span>
          <span>{sentenceOf(step, life, words)}</span>
        </li>
      ))}
    </ol>
  )
}

function sentenceOf(step: Step, { entry }: Life, words: Words): string {
  const { say, count, money } = words
  switch (step.what) {
    case 'asked':
      return entry.money ? say('life_asked', { amount: money(entry.money.micros) }) : say('life_asked_bare')
    case 'decided':
      return step.why === 'rule' ? say('life_rule', { site: entry.site }) : say('reason_clicked')
    case 'refused':
    case 'learned':
      return storyOf(entry, words)
    case 'sent':
      return count('life_sent', step.times)
    case 'answered':
      if (step.status >= 200 && step.status < 400) return say('life_answered')
      return say('life_failed', { status: step.status === 0 ? say('detail_answer_none') : `HTTP ${step.status}` })
    case 'receipt':
    case 'settled':
      return say(`life_${step.what}`)
    case 'unused':
    case 'cancelled':
      return say(`ended_${step.what}`)
  }
}
