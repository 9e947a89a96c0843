import { type KeyboardEvent, memo, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Entry } from '../../lib/core/history'
import { storyOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { OutcomeWords } from './outcome'
import { type Results, useEntries } from './results'
import { type Extent, moved, tallness, topAt, within } from './scroll'

/** Rows above and below those that are seen, so that a turn of the wheel finds them there. */
const MORE = 8
/** Milliseconds without scrolling after which the scrollbar is put right. */
const REST = 150

/** `open` is the same function from one drawing to the next. */
type Props = { results: Results; open(id: number): void }

/** A table of however many rows, of which those on screen are in the page. Arrow and page keys go from row to row. */
export function PaymentTable({ results, open }: Props) {
  const { say } = useWords()
  const { count, isDone, idAt } = results
  const { scroller, first, last, top, tall, row, show } = useWindow(count)
  const [active, setActive] = useState(0)
  const places = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n)
  const known = useEntries(places.flatMap((place) => idAt(place) ?? []))
  const reachable = active >= first && active < last ? active : first
  const wantsFocus = useRef<number>(undefined)

  useLayoutEffect(() => {
    const button = scroller.current?.querySelector<HTMLElement>(`[data-place="${wantsFocus.current}"]`)
    if (!button) return
    wantsFocus.current = undefined
    button.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['place'] === undefined) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / row) - 2)
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    }
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.metaKey) return
    event.preventDefault()
    const place = Math.max(0, Math.min(step, count - 1))
    wantsFocus.current = place
    setActive(place)
    show(place)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the buttons in it
    <div ref={scroller} className="scroller" onKeyDown={onKeyDown}>
      <div className="whole" style={{ blockSize: tall }}>
        <table
          aria-label={say('payments')}
          aria-rowcount={isDone ? count + 1 : -1}
          className="payments"
          style={{ insetBlockStart: top }}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{say('time')}</th>
              <th scope="col">{say('site')}</th>
              <th scope="col" className="end">
                {say('amount')}
              </th>
              <th scope="col">{say('state')}</th>
              <th scope="col">{say('why')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => {
              const id = idAt(place)
              return (
                <Row
                  key={id ?? -place}
                  place={place}
                  state={id === undefined || !known.has(id) ? 'reading' : (known.get(id) ?? 'unreadable')}
                  isReachable={place === reachable}
                  reach={setActive}
                  open={open}
                />
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}

type RowProps = {
  place: number
  state: Entry | 'reading' | 'unreadable'
  isReachable: boolean
  reach(place: number): void
  open(id: number): void
}

/** Drawn anew only when something in it has changed: the table is, whenever more is found. */
const Row = memo(function Row({ place, state, isReachable, reach, open }: RowProps) {
  const words = useWords()
  const { say, moment, money } = words
  if (typeof state === 'string')
    return (
      <tr aria-rowindex={place + 2}>
        <td colSpan={5} className="soft">
          {state === 'reading' ? '…' : say('history_bad_row')}
        </td>
      </tr>
    )
  const amount = state.money ? money(state.money.micros) : '–'
  const story = storyOf(state, words)
  return (
    // The button in it does the same for keys and for screen readers.
    <tr aria-rowindex={place + 2} className="opens" onClick={() => open(state.id)}>
      <td className="time">
        <div className="cell">{moment(state.at)}</div>
      </td>
      <td title={state.url}>
        <div className="cell">
          <OriginName origin={state.site} />
        </div>
      </td>
      <td className="end">
        <div className="cell">
          {state.money ? <Amount micros={state.money.micros} /> : '–'} <TestBadge purse={state.money?.purse} />
        </div>
      </td>
      <td>
        <div className="cell">
          <OutcomeWords payment={state} />
        </div>
      </td>
      <td>
        <div className="why">
          <div className="cell" title={story}>
            {story}
          </div>
          <Button
            look="quiet"
            data-place={place}
            tabIndex={isReachable ? 0 : -1}
            aria-label={say('details_of', { amount, site: state.site, time: moment(state.at) })}
            onFocus={() => reach(place)}
          >
            {say('details')}
          </Button>
        </div>
      </td>
    </tr>
  )
})

/** Pixels: all rows are of one height, which the style sheet says. */
const GUESS = { head: 40, row: 44, seen: 600 }

/** Which rows are on screen, and where they are drawn. */
function useWindow(count: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [{ head, row, seen }, setSizes] = useState(GUESS)
  // List and scrollbar move as one until the scrollbar jumps, or is put right: `offset` is what lies between them.
  const [{ place, offset }, setAt] = useState({ place: 0, offset: 0 })
  const now = useRef({ place: 0, top: 0 })
  const whole = head + count * row
  const extent = useRef<Extent>({ whole, seen })

  const go = useCallback((to: number) => {
    const element = scroller.current
    if (!element) return
    const place = within(to, extent.current)
    const top = topAt(place, extent.current)
    if (Math.abs(element.scrollTop - top) > 1) element.scrollTop = top
    // What the browser made of it counts: it rounds.
    now.current = { place, top: element.scrollTop }
    setAt({ place, offset: now.current.top - place })
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let resting: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      const top = element.scrollTop
      if (top === now.current.top) return
      const place = moved(now.current, top, extent.current)
      now.current = { place, top }
      setAt({ place, offset: top - place })
      clearTimeout(resting)
      // At an end of the scrollbar that is not one of the list there is no time to wait.
      const isStuck = top <= 0 || top >= element.scrollHeight - element.clientHeight - 1
      resting = setTimeout(() => go(now.current.place), isStuck ? 0 : REST)
    }
    const heightOf = (part: string) => element.querySelector(part)?.getBoundingClientRect().height
    const measure = new ResizeObserver(() =>
      setSizes({
        head: heightOf('thead') ?? GUESS.head,
        row: heightOf('tbody tr') ?? GUESS.row,
        seen: element.clientHeight,
      }),
    )
    measure.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(resting)
      measure.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [go])

  // More rows are found, or other ones: the place may be past their end, and the scrollbar stands for another length.
  useLayoutEffect(() => {
    extent.current = { whole, seen }
    go(now.current.place)
  }, [go, whole, seen])

  const first = Math.max(0, Math.floor(place / row) - MORE)
  return {
    scroller,
    row,
    first,
    last: Math.min(count, Math.ceil((place + seen) / row) + MORE),
    /** Where the first of them is drawn. */
    top: first * row + offset,
    tall: tallness({ whole, seen }),
    /** Brings a row into sight. */
    show(index: number) {
      go(Math.max(head + (index + 1) * row - seen, Math.min(index * row, now.current.place)))
    },
  }
}
