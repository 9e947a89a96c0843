import { useState } from 'react'
import { useAct } from '../act'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { readOrigin } from '../site/typed-origin'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useView } from '../view'
import { useWords } from '../words'

/** Sites whose own pay button finds us: off everywhere, until it is turned on for one. */
export function PayButtons() {
  const { call, reach } = useDoors()
  const view = useView()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const { answer } = useAnswer('walletSites', {})
  const [typed, setTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const read = readOrigin(typed)

  const add = () => {
    setIsTried(true)
    if ('problem' in read) return
    act(async () => {
      if (view && !view.reach.everywhere) await reach.allow(read.origin)
      await call('setWalletSite', { site: read.origin, isOn: true })
      setTyped('')
      setIsTried(false)
    })
  }
  return (
    <section className="sheet stack">
      <h2>{say('pay_buttons')}</h2>
      <p className="soft">{say('pay_buttons_more')}</p>
      {answer && answer.sites.length > 0 ? (
        <ul className="accounts" aria-label={say('pay_buttons')}>
          {answer.sites.map((site) => (
            <li key={site} className="line apart">
              <OriginName origin={site} />
              <Button
                look="danger"
                aria-disabled={isBusy}
                onClick={() => act(async () => void (await call('setWalletSite', { site, isOn: false })))}
              >
                {say('turn_off')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <form
        className="beside"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Field
          label={say('site')}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          hint={say('origin_hint')}
          value={typed}
          error={isTried && 'problem' in read ? say(`origin_${read.problem}`) : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" aria-disabled={isBusy}>
          {say('turn_on')}
        </Button>
      </form>
      {hasFailed ? <Failed /> : null}
    </section>
  )
}
