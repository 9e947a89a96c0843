import { useId } from 'react'
import { type Entry, NOTE_LENGTH, type Remark } from '../../lib/core/history'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { Switch } from '../ui/switch'
import { useTyped } from '../ui/typed'
import { useWords } from '../words'

/** What the person writes beside a payment: words of their own, and that nothing came for the money. */
export function RemarkForm({ entry: { id, outcome, note = '', gotNothing } }: { entry: Entry }) {
  const { history } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const field = useId()
  const [typed, setTyped] = useTyped<string>(note)
  const save = (remark: Remark) => act(() => history.remark(id, remark))
  const isChanged = typed !== undefined && typed.trim() !== note
  const isSaid = outcome === 'paid' || outcome === 'confirming' || gotNothing
  return (
    <div className="stack">
      {isSaid ? (
        <Switch
          label={say('got_nothing')}
          hint={say('got_nothing_more')}
          isOn={gotNothing === true}
          turn={(isOn) => save({ note, ...(isOn ? { gotNothing: true } : {}) })}
        />
      ) : null}
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged) save({ note: typed, ...(gotNothing ? { gotNothing } : {}) })
        }}
      >
        <label htmlFor={field}>{say('own_note')}</label>
        <textarea
          id={field}
          className="input"
          rows={3}
          maxLength={NOTE_LENGTH}
          value={typed ?? note}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div>
          <Button type="submit" aria-disabled={isBusy || !isChanged}>
            {say('save')}
          </Button>
        </div>
      </form>
      {hasFailed ? <Failed /> : null}
    </div>
  )
}
