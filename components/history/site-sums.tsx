import { Amount } from '../ui/amount'
import { TestBadge } from '../ui/badge'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import type { SiteSum } from './sums'

/** Sites with what they took, or would have taken. */
export function SiteSums({ sums, name }: { sums: SiteSum[]; name: string }) {
  const { say } = useWords()
  return (
    <table aria-label={name} className="wraps">
      <thead>
        <tr>
          <th scope="col">{say('site')}</th>
          <th scope="col" className="end">
            {say('payments')}
          </th>
          <th scope="col" className="end">
            {say('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ site, purse, count, micros }) => (
          <tr key={`${purse} ${site}`}>
            <th scope="row">
              <OriginName origin={site} /> <TestBadge purse={purse} />
            </th>
            <td className="end amount">{count}</td>
            <td className="end">
              <Amount micros={micros} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
