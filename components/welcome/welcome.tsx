/** From nothing to a wallet with limits: first the wallet, then the limits, last the money. It goes on where it was left. */
import { useEffect, useRef, useState } from 'react'
import type { View, WelcomeStep } from '../../lib/core/view'
import { useDoors, type MakeWallet } from '../doors'
import { go } from '../options/route'
import { BooksProblem } from '../settings/books-problem'
import { Button } from '../ui/button'
import { Coin } from '../ui/coin'
import { Problem } from '../ui/note'
import { useShown } from '../ui/shown'
import { useWords } from '../words'
import { Create } from './create'
import { Fill } from './fill'
import { Import } from './import'
import { Practice } from './practice'
import { Restore } from './restore'
import { SetLimits } from './set-limits'
import { Start } from './start'
import './welcome.css'

/** What a person goes through, and where each step belongs. */
const PARTS = 4
const parts: Record<WelcomeStep, number> = {
  start: 1,
  create: 2,
  import: 2,
  restore: 2,
  limits: 3,
  fund: 4,
  practice: 4,
  done: 1,
}
/** These have a way back of their own. */
const before: Partial<Record<WelcomeStep, WelcomeStep>> = { limits: 'start', fund: 'limits', practice: 'fund' }

export function Welcome({ view, makeWallet }: { view: View; makeWallet: MakeWallet }) {
  const { call } = useDoors()
  const { say } = useWords()
  const [kept, show] = useShown(view.welcome)
  const [begun, setBegun] = useState<'here' | 'elsewhere'>('elsewhere')
  const step = stepNow(kept, view, begun)
  const main = useHeadingFocused(step)
  const goTo = (next: WelcomeStep) => {
    setBegun('here')
    show(next)
    void call('welcome', { step: next })
  }
  const back = before[step]

  return (
    <main className="welcome stack" ref={main}>
      <p className="brand">
        <Coin size={40} /> {say('extension_name')}
      </p>
      <div className="line apart">
        <p className="parts small soft" id={PART}>
          <span className="dots" aria-hidden="true">
            {Array.from({ length: PARTS }, (_, at) => (
              <span key={at} className={at < parts[step] ? 'dot on' : 'dot'} />
            ))}
          </span>
          {say('welcome_part', { number: `${parts[step]}`, parts: `${PARTS}` })}
        </p>
        {back ? (
          <Button look="quiet" onClick={() => goTo(back)}>
            {say('back')}
          </Button>
        ) : null}
      </div>
      {view.problem ? <BooksProblem problem={view.problem} /> : null}
      {view.isDamaged ? <Problem>{say('wallet_damaged_here')}</Problem> : null}
      <Shown
        step={step}
        view={view}
        makeWallet={makeWallet}
        goTo={goTo}
        finish={() => {
          goTo('done')
          go('overview')
        }}
      />
    </main>
  )
}

type Props = {
  step: WelcomeStep
  view: View
  makeWallet: MakeWallet
  goTo(step: WelcomeStep): void
  finish(): void
}

function Shown({ step, view, makeWallet, goTo, finish }: Props) {
  const back = () => goTo('start')
  switch (step) {
    case 'start':
    case 'done':
      return <Start view={view} goTo={goTo} />
    case 'create':
      return <Create makeWallet={makeWallet} back={back} />
    case 'import':
      return <Import makeWallet={makeWallet} back={back} />
    case 'restore':
      return <Restore back={back} />
    case 'limits':
      return <SetLimits saved={() => goTo('fund')} />
    case 'fund':
      return <Fill purses={view.purses} practise={() => goTo('practice')} finish={finish} />
    case 'practice':
      return <Practice view={view} finish={finish} />
  }
}

/**
 * Without a wallet there is nothing to limit or to fill; with one there is none to make. What was typed on the way to a
 * wallet is secret and kept nowhere, so a page that is opened anew begins that way at its beginning.
 */
function stepNow(kept: WelcomeStep, { wallet }: View, begun: 'here' | 'elsewhere'): WelcomeStep {
  const makes = kept === 'create' || kept === 'import' || kept === 'restore'
  if (wallet === 'none') return makes && begun === 'here' ? kept : 'start'
  return makes ? 'limits' : kept
}

const PART = 'welcome-part'

/** The heading of a step that is gone to takes the focus, so that a screen reader says where one is. */
function useHeadingFocused(step: WelcomeStep) {
  const main = useRef<HTMLElement>(null)
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    const heading = main.current?.querySelector('h1')
    if (!heading) return
    heading.tabIndex = -1
    heading.setAttribute('aria-describedby', PART)
    heading.focus()
  }, [step])
  return main
}
