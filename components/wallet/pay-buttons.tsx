import { useAct } from '../act'
import { useAnswer } from '../answer'
import { useDoors } from '../doors'
import { SiteForm } from '../site/site-form'
import { Button } from '../ui/button'
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
  const add = async (site: string) => {
    if (view && !view.reach.everywhere) await reach.allow(site)
    await call('setWalletSite', { site, isOn: true })
    return 'added' as const
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
      <SiteForm label={say('turn_on')} add={add} />
      {hasFailed ? <Failed /> : null}
    </section>
  )
}
