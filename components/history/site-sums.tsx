import { TestBadge } from '../ui/badge'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { SumTable } from './sum-table'
import type { SiteSum } from './sums'

/** Sites with what they took, or would have taken. */
export function SiteSums({ sums, name }: { sums: SiteSum[]; name: string }) {
  const { say } = useWords()
  const rows = sums.map(({ site, purse, ...sum }) => ({
    ...sum,
    key: `${purse} ${site}`,
    of: (
      <>
        <OriginName origin={site} /> <TestBadge purse={purse} />
      </>
    ),
  }))
  return <SumTable name={name} head={say('site')} sums={rows} wraps />
}
