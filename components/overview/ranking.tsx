import { scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import type { ReactNode } from 'react'
import type { SpentView } from '../../lib/core/spending'
import { Amount } from '../ui/amount'

type Row = SpentView & { key: string; words: ReactNode }

const WIDTH = 100
const HEIGHT = 6

/** Shares of what was spent, the largest first: each bar under its own words and figure, which say all that it does. */
export function Ranking({ name, rows }: { name: string; rows: Row[] }) {
  const most = Math.max(1, ...rows.map(({ micros }) => Number(micros)))
  const length = scaleLinear({ domain: [0, most], range: [0, WIDTH] })
  return (
    <ol className="ranking" aria-label={name}>
      {rows.map(({ key, words, micros }) => (
        <li key={key}>
          <p className="line apart fixed">
            <span>{words}</span>
            <Amount micros={micros} />
          </p>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <Bar className="ground" width={WIDTH} height={HEIGHT} />
            <Bar className="bar" width={length(Number(micros))} height={HEIGHT} />
          </svg>
        </li>
      ))}
    </ol>
  )
}
