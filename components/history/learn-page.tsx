import { useAct } from '../act'
import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { useRows } from './rows'
import { SiteSums } from './site-sums'
import { sumsBySite } from './sums'

/** Learned rows may be far between: each look goes as far back as one message reaches. */
const FAR = 1000

/** What would have been paid. */
export function LearnPage() {
  const { say, moment } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const { rows, failed, isAll, more } = useRows(FAR)
  if (!rows) return failed ? <Failed /> : null
  const learned = rows.filter(({ outcome }) => outcome === 'learned')
  return (
    <div className="stack">
      <p className="soft">{say('learn_more')}</p>
      {learned.length === 0 ? (
        <p className="sheet soft">{say('learn_none')}</p>
      ) : (
        <>
          {(['real', 'test'] as const).map((purse) => (
            <Total
              key={purse}
              purse={purse}
              micros={learned.flatMap(({ money }) => (money?.purse === purse ? [money.micros] : []))}
            />
          ))}
          <section className="sheet wide">
            <SiteSums sums={sumsBySite(learned)} name={say('learn_by_site')} />
          </section>
          <section className="sheet wide">
            <table aria-label={say('learn_logged')}>
              <thead>
                <tr>
                  <th scope="col">{say('time')}</th>
                  <th scope="col">{say('site')}</th>
                  <th scope="col" className="end">
                    {say('amount')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {learned.map(({ id, at, site, money }) => (
                  <tr key={id}>
                    <td className="time">{moment(at)}</td>
                    <td>
                      <OriginName origin={site} />
                    </td>
                    <td className="end">{money ? <Amount micros={money.micros} /> : '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
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
