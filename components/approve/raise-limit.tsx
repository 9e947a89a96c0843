import type { CapPlace } from '../../lib/core/view'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { useWords } from '../words'

/** Leads to the field of the limit in the way; the request waits on, and is judged anew when the person comes back. */
export function RaiseLimit({ site, over: { scope, name } }: { site: string; over: CapPlace }) {
  const { openPage } = useDoors()
  const { say } = useWords()
  const [page, at] = scope === 'rule' ? ['sites', `${site} ${name}`] : ['settings', `${scope}.${name}`]
  return (
    <p>
      <Button onClick={() => openPage(`options.html#/${page}?at=${encodeURIComponent(at)}`)}>
        {say('raise_limit')}
      </Button>
    </p>
  )
}
