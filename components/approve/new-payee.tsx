import type { Why } from '../../lib/core/view'
import { useWords } from '../words'

/** Whom the seller wanted to have paid before, and whom now, in full: such addresses are made to look alike. */
export function NewPayee({ why: { was, detail } }: { why: Why }) {
  const { say } = useWords()
  if (!was || !detail) return null
  return (
    <dl className="facts payees">
      <dt>{say('payee_before')}</dt>
      <dd>
        <bdi dir="ltr" className="mono">
          {was}
        </bdi>
      </dd>
      <dt>{say('payee_now')}</dt>
      <dd>
        <bdi dir="ltr" className="mono strong">
          {detail}
        </bdi>
      </dd>
    </dl>
  )
}
