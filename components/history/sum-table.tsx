import type { ReactNode } from 'react'
import { Amount } from '../ui/amount'
import { useWords } from '../words'

type Sum = { key: string; of: ReactNode; count: number; micros: string }

/** How many payments, and how much, of each: sites, or days. */
export function SumTable({ name, head, sums, wraps }: { name: string; head: string; sums: Sum[]; wraps?: true }) {
  const { say } = useWords()
  return (
    <table aria-label={name} className={wraps ? 'wraps' : undefined}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="end">
            {say('payments')}
          </th>
          <th scope="col" className="end">
            {say('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ key, of, count, micros }) => (
          <tr key={key}>
            <th scope="row">{of}</th>
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
