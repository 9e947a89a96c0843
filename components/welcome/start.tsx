import type { View, WelcomeStep } from '../../lib/core/view'
import { ReachChoice } from '../site/reach-choice'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { useWords } from '../words'

const needs = ['answers', 'pages', 'storage', 'idle'] as const

/** What it is in three lines, where it may look, what it needs, and the way on. */
export function Start({ view: { reach, wallet }, goTo }: { view: View; goTo(step: WelcomeStep): void }) {
  const { say } = useWords()
  return (
    <>
      <h1>{say('welcome_title')}</h1>
      <ol className="promises">
        <li>{say('welcome_1')}</li>
        <li>{say('welcome_2')}</li>
        <li>{say('welcome_3')}</li>
      </ol>
      <div className="sheet stack">
        <ReachChoice reach={reach} />
        <Disclosure label={say('needs')}>
          <ul className="needs small">
            {needs.map((need) => (
              <li key={need}>{say(`needs_${need}`)}</li>
            ))}
          </ul>
        </Disclosure>
        <p className="small soft">{say('sites_learn_nothing')}</p>
      </div>
      {wallet === 'none' ? (
        <div className="line">
          <Button look="primary" onClick={() => goTo('create')}>
            {say('create_wallet')}
          </Button>
          <Button onClick={() => goTo('import')}>{say('import_wallet')}</Button>
          <Button look="quiet" onClick={() => goTo('restore')}>
            {say('restore_backup')}
          </Button>
        </div>
      ) : (
        <div>
          <Button look="primary" onClick={() => goTo('limits')}>
            {say('continue')}
          </Button>
        </div>
      )}
    </>
  )
}
