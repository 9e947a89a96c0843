import type { PaymentView } from '../../lib/core/view'
import { useAct } from '../act'
import { sentenceOf } from '../reason'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { Proposals } from './proposals'
import { useRows } from './rows'
import { SiteSums } from './site-sums'
import { onceADay, sumsBySite } from './sums'

const PAGE = 1000

/** What would have been paid, and what could be made of it. */
export function LearnPage() {
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const { rows, failed, isAll, more } = useRows({ page: PAGE, state: 'learned' })
  if (!rows) return failed ? <Failed /> : null
  return (
    <div className="stack">
      <p className="soft">{say('learn_more')}</p>
      {rows.length === 0 ? <p className="sheet soft">{say('learn_none')}</p> : <Learned rows={rows} />}
      {isAll ? null : (
        <div>
          <Button aria-disabled={isBusy} onClick={() => act(more)}>
            {say('look_further')}
          </Button>
        </div>
      )}
      {hasFailed ? <Failed /> : null}
    </div>
  )
}

function Learned({ rows }: { rows: PaymentView[] }) {
  const words = useWords()
  const { say, moment } = words
  const bought = onceADay(rows)
  return (
    <>
      {(['real', 'test'] as const).map((purse) => (
        <Total
          key={purse}
          purse={purse}
          micros={bought.flatMap(({ money }) => (money?.purse === purse ? [money.micros] : []))}
        />
      ))}
      {bought.length < rows.length ? <p className="small soft">{say('learn_once')}</p> : null}
      <Proposals />
      <section className="sheet">
        <SiteSums sums={sumsBySite(bought)} name={say('learn_by_site')} />
      </section>
      <section className="sheet">
        <table aria-label={say('learn_logged')} className="wraps learned">
          <thead>
            <tr>
              <th scope="col">{say('time')}</th>
              <th scope="col">{say('site')}</th>
              <th scope="col" className="end">
                {say('amount')}
              </th>
              <th scope="col">{say('why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, site, money, why }) => (
              <tr key={id}>
                <td className="time">{moment(at)}</td>
                <td>
                  <OriginName origin={site} />
                </td>
                <td className="end">{money ? <Amount micros={money.micros} /> : '–'}</td>
                <td className="small">{sentenceOf(why, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Total({ purse, micros }: { purse: 'real' | 'test'; micros: string[] }) {
  const { say } = useWords()
  if (micros.length === 0) return null
  return (
    <p className="line">
      <Amount micros={`${micros.reduce((sum, each) => sum + BigInt(each), 0n)}`} className="figure" />
      <span className="soft">{say('would_have_been_paid')}</span> <TestBadge purse={purse} />
    </p>
  )
}
