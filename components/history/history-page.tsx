import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { Movements } from '../wallet/movement-table'
import { useWords } from '../words'
import { download } from './download'
import { toCsv, toJson } from './export'
import { PaymentRow } from './payment-row'
import { allRows, useRows } from './rows'

/** Every payment, with why it was made or not. */
export function HistoryPage() {
  const { call } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const { rows, failed, isAll, more } = useRows()
  if (!rows) return failed ? <Failed /> : null

  return (
    <div className="stack">
      <div className="line">
        <Button
          aria-disabled={isBusy}
          onClick={() => act(async () => download('tuppence.csv', 'text/csv', toCsv(await allRows(call))))}
        >
          {say('export_csv')}
        </Button>
        <Button
          aria-disabled={isBusy}
          onClick={() => act(async () => download('tuppence.json', 'application/json', toJson(await allRows(call))))}
        >
          {say('export_json')}
        </Button>
      </div>
      {hasFailed ? <Failed /> : null}
      <div className="sheet">
        <table aria-label={say('payments')} className="wraps payments">
          <thead>
            <tr>
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
            {rows.map((payment) => (
              <PaymentRow key={payment.id} payment={payment} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? <p className="soft empty">{say('history_none')}</p> : null}
      </div>
      {isAll ? null : (
        <div>
          <Button aria-disabled={isBusy} onClick={() => act(more)}>
            {say('show_more')}
          </Button>
        </div>
      )}
      <section className="sheet stack">
        <h2>{say('movements')}</h2>
        <Movements />
      </section>
    </div>
  )
}
