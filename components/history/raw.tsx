import { useState } from 'react'
import type { Life } from '../../lib/core/life'
import { Button } from '../ui/button'
import { Copy } from '../ui/copy'
import { useWords } from '../words'

/** What really went over the wire. A credential that may still be used is money: it is shown only when asked for. */
export function Raw({ life: { offer, credential, isSpent } }: { life: Life }) {
  const { say } = useWords()
  const [isShown, setIsShown] = useState(false)
  return (
    <>
      {offer ? (
        <div className="stack tight">
          <h3>{say('raw_offer')}</h3>
          <pre className="raw">{indented(offer)}</pre>
        </div>
      ) : null}
      {credential ? (
        <div className="stack tight">
          <h3>{say('credential')}</h3>
          <p className="hint">{say(isSpent ? 'credential_spent' : 'credential_secret')}</p>
          {isSpent || isShown ? (
            <>
              <pre className="raw">{`${credential.header}: ${credential.value}`}</pre>
              <div>
                <Copy text={credential.value} label={say('copy_address')} />
              </div>
            </>
          ) : (
            <div>
              <Button onClick={() => setIsShown(true)}>{say('credential_show')}</Button>
            </div>
          )}
        </div>
      ) : null}
    </>
  )
}

function indented(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2)
}
