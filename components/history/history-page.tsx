import { ask, useHash } from '../options/route'
import { Failed } from '../ui/note'
import { Movements } from '../wallet/movement-table'
import { useWords } from '../words'
import { Exports } from './exports'
import { Filters } from './filters'
import { filterOf, hashOf, type Look, readLook } from './look'
import { PaymentPanel } from './payment-panel'
import { PaymentTable } from './payment-table'
import { type Results, useResults } from './results'

/** Every payment, with why it was made or not. */
export function HistoryPage() {
  const { say } = useWords()
  const look = readLook(useHash())
  const filter = filterOf(look)
  const results = useResults(filter)
  const { count, isDone, failed } = results
  const isFiltered = Object.keys(filter).length > 0
  const open = numberIn(look)

  return (
    <div className="stack">
      <Filters look={look} change={change} />
      <div className="line apart">
        <Found results={results} />
        <Exports filter={filter} />
      </div>
      {failed ? <Failed /> : null}
      <div className="sheet history">
        <PaymentTable results={results} open={show} />
        {isDone && count === 0 ? (
          <p className="soft empty">{say(isFiltered ? 'history_no_match' : 'history_none')}</p>
        ) : null}
      </div>
      {open === undefined ? null : <PaymentPanel id={open} close={() => change({ ...look, payment: '' })} />}
      <section className="sheet stack">
        <h2>{say('movements')}</h2>
        <Movements />
      </section>
    </div>
  )
}

function change(look: Look): void {
  ask(hashOf(look))
}

function show(id: number): void {
  change({ ...readLook(window.location.hash), payment: `${id}` })
}

/** How many there are. While they are being counted that is for the eye alone: it would be read out without end. */
function Found({ results: { count: found, isDone } }: { results: Results }) {
  const { count } = useWords()
  return (
    <p className="soft">
      <output>{isDone ? count('found', found) : ''}</output>
      {isDone ? null : <span aria-hidden="true">{count('found_so_far', found)}</span>}
    </p>
  )
}

function numberIn({ payment = '' }: Look): number | undefined {
  return /^[1-9]\d{0,14}$/.test(payment) ? Number(payment) : undefined
}
