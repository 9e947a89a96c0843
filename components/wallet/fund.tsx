import { FLOAT } from '../../lib/core/float'
import { Address } from '../ui/address'
import { useWords } from '../words'

/** Where to send money so that it can be spent. */
export function Fund({ address }: { address: string }) {
  const { say, money } = useWords()
  return (
    <div className="stack tight">
      <p>{say('fund_how')}</p>
      <Address address={address} />
      <p className="small soft">{say('fund_small', { advice: money(`${FLOAT}`) })}</p>
    </div>
  )
}
