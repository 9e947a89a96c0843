import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { type KeyboardEvent, useState } from 'react'
import type { SpendingView } from '../../lib/core/spending'
import type { MicrosText } from '../../lib/core/view'
import { SumTable } from '../history/sum-table'
import { Amount } from '../ui/amount'
import { Disclosure } from '../ui/disclosure'
import { useWords } from '../words'

type Day = SpendingView['days'][number]

const WIDTH = 600
const HEIGHT = 120

/** One bar a day, each a way to that day's payments; what the bars say is there as a table too. */
export function DayBars({ days, total }: { days: Day[]; total: MicrosText }) {
  const { say, money, date } = useWords()
  const [shown, show] = useState<Day>()
  const most = days.reduce((best, day) => (BigInt(day.micros) > BigInt(best.micros) ? day : best))
  const x = scaleBand({ domain: days.map(({ day }) => day), range: [0, WIDTH], padding: 0.25 })
  const y = scaleLinear({ domain: [0, Number(most.micros)], range: [0, HEIGHT] })
  const nameOf = ({ day }: Day) => date(noonOf(day))
  const [first, last] = [days[0], days.at(-1)]
  const sentence = say('spent_lately', { date: nameOf(most), most: money(most.micros), total: money(total) })
  return (
    <figure className="day-bars" aria-label={sentence}>
      <figcaption className="small soft">
        {shown ? (
          <>
            <bdi>{nameOf(shown)}</bdi>: <Amount micros={shown.micros} className="strong" />
          </>
        ) : (
          sentence
        )}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        {days.map((day) => {
          const height = y(Number(day.micros))
          return (
            <a
              key={day.day}
              href={`#/history?from=${day.day}&to=${day.day}`}
              aria-label={`${nameOf(day)}: ${money(day.micros)}`}
              tabIndex={day === (shown ?? last) ? 0 : -1}
              onKeyDown={walk}
              onFocus={() => show(day)}
              onBlur={() => show(undefined)}
              onMouseEnter={() => show(day)}
              onMouseLeave={() => show(undefined)}
            >
              <Bar className="ground" x={x(day.day)} width={x.bandwidth()} height={HEIGHT} />
              <Bar className="bar" x={x(day.day)} y={HEIGHT - height} width={x.bandwidth()} height={height} />
            </a>
          )
        })}
      </svg>
      <p className="line apart small soft" aria-hidden="true">
        <span>{first ? nameOf(first) : null}</span>
        <span>{last ? nameOf(last) : null}</span>
      </p>
      <Disclosure label={say('as_table')}>
        <DayTable days={days} />
      </Disclosure>
    </figure>
  )
}

/** The days on which something was spent, the latest first. */
function DayTable({ days }: { days: Day[] }) {
  const { say, date } = useWords()
  const sums = days
    .filter(({ count }) => count > 0)
    .toReversed()
    .map(({ day, ...sum }) => ({
      ...sum,
      key: day,
      of: <a href={`#/history?from=${day}&to=${day}`}>{date(noonOf(day))}</a>,
    }))
  return <SumTable name={say('by_day')} head={say('day')} sums={sums} />
}

/** From bar to bar by the arrow keys: thirty stops of the Tab key would be in everyone's way. */
function walk(event: KeyboardEvent<HTMLAnchorElement>): void {
  const bars = [...(event.currentTarget.closest('svg')?.querySelectorAll('a') ?? [])]
  const at = bars.indexOf(event.currentTarget)
  const isReversed = getComputedStyle(event.currentTarget).direction === 'rtl'
  const places: Record<string, number> = {
    ArrowRight: isReversed ? at - 1 : at + 1,
    ArrowLeft: isReversed ? at + 1 : at - 1,
    Home: 0,
    End: bars.length - 1,
  }
  const to = bars[places[event.key] ?? -1]
  if (!to) return
  event.preventDefault()
  to.focus()
}

/** Noon of a calendar day (`2026-11-24`), wherever the person is now. */
function noonOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12).getTime() / 1000
}
