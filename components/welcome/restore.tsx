import { useState } from 'react'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Field } from '../ui/field'
import { Failed, Problem } from '../ui/note'
import type { Restored } from '../wallet/door'
import { useWords } from '../words'
import { Buttons } from './create'

/** Everything back from a backup file: wallet, rules, settings and history. */
export function Restore({ back }: { back(): void }) {
  const { wallet } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const [file, setFile] = useState<File>()
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState<Exclude<Restored, 'done'>>()

  const restore = () => {
    if (!file || password === '') return
    act(async () => {
      setRefused(undefined)
      const restored = await wallet.restore(await file.text(), password)
      if (restored !== 'done') setRefused(restored)
    })
  }
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        restore()
      }}
    >
      <h1>{say('restore_backup')}</h1>
      <p className="soft">{say('restore_backup_more')}</p>
      <Field
        label={say('backup_file')}
        type="file"
        accept=".json,application/json"
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <Field
        label={say('password')}
        type="password"
        autoComplete="current-password"
        hint={say('restore_password_hint')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Buttons isBusy={isBusy || !file || password === ''} back={back} />
      {refused ? <Problem>{say(`restore_${refused}`)}</Problem> : null}
      {hasFailed ? <Failed /> : null}
    </form>
  )
}
