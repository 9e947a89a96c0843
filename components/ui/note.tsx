import type { ReactNode } from 'react'
import { useWords } from '../words'

type Props = { look?: 'plain' | 'bad' | 'good'; children: ReactNode }

export function Note({ look = 'plain', children }: Props) {
  return <div className={`note ${look}`}>{children}</div>
}

/** Something went wrong just now: read out at once. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div className="note bad" role="alert">
      {children}
    </div>
  )
}

/** The background could not do what it was asked: not a refusal, which has words of its own. */
export function Failed() {
  const { say } = useWords()
  return <Problem>{say('failed')}</Problem>
}
