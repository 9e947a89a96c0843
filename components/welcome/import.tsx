import { useState } from 'react'
import type { Answers } from '../../lib/messages/contract'
import { useAct } from '../act'
import type { Checked } from '../../lib/wallet/seed'
import { type MakeWallet, useDoors } from '../doors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Failed, Problem } from '../ui/note'
import { useWords, type Words } from '../words'
import { Buttons } from './create'
import { isGood, NewPassword, nothingTyped } from './new-password'

/** A wallet that exists already, by its phrase or its key. */
export function Import({ makeWallet, back }: { makeWallet: MakeWallet; back(): void }) {
  const { call } = useDoors()
  const { say } = useWords()
  const words = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [secret, setSecret] = useState('')
  const [look, setLook] = useState<'password' | 'text'>('password')
  const [typed, setTyped] = useState(nothingTyped)
  const [isTried, setIsTried] = useState(false)
  const [refused, setRefused] = useState<Answers['adopt']['refused']>()
  const checked = makeWallet.check(secret)

  const bring = () => {
    setIsTried(true)
    if ('problem' in checked || !isGood(typed)) return
    act(async () => {
      const make = checked.kind === 'words' ? makeWallet.fromWords : makeWallet.fromKey
      const { password } = typed
      const vault = { ...(await make(secret, password)), isBackedUp: true as const }
      const answer = await call('adopt', { vault, password })
      setRefused(answer.refused)
    })
  }

  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        bring()
      }}
    >
      <h1>{say('import_wallet')}</h1>
      <p className="soft">{say('import_more')}</p>
      <div className="secret">
        <Field
          label={say('phrase_or_key')}
          type={look}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          error={isTried ? problemOf(checked, words) : undefined}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
        <Button
          look="quiet"
          aria-pressed={look === 'text'}
          onClick={() => setLook(look === 'text' ? 'password' : 'text')}
        >
          {say('show')}
        </Button>
      </div>
      <NewPassword typed={typed} type={setTyped} isTried={isTried} />
      <Buttons isBusy={isBusy} back={back} />
      {refused ? <Problem>{say(`adopt_${refused}`)}</Problem> : null}
      {hasFailed ? <Failed /> : null}
    </form>
  )
}

function problemOf(checked: Checked, { say, count }: Words): string | undefined {
  if ('kind' in checked) return undefined
  switch (checked.problem) {
    case 'bad_word':
      return checked.meant === undefined
        ? say('secret_bad_word', { place: `${checked.place}`, word: checked.detail })
        : say('secret_bad_word_meant', { meant: checked.meant, place: `${checked.place}`, word: checked.detail })
    case 'bad_length':
      return count('secret_bad_length', Number(checked.detail))
    case 'bad_checksum':
    case 'bad_key':
      return say(`secret_${checked.problem}`)
  }
}
