import { useEffect, useState } from 'react'
import { useDoors } from '../doors'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useWords } from '../words'
import { PasswordForm } from './password-form'
import { WordList } from './word-list'

/** So long a secret stays on the screen. */
const SECONDS = 60

/** A secret shown for a minute, to whoever has the password: never copied, never kept. */
export function Reveal({ what, close }: { what: 'words' | `0x${string}`; close(): void }) {
  const { wallet } = useDoors()
  const { say } = useWords()
  const [secret, setSecret] = useState<string>()
  if (secret !== undefined) return <Shown secret={secret} close={close} />
  return (
    <PasswordForm
      does={say('show')}
      cancel={close}
      go={async (password) => {
        const answer = await wallet.reveal(password, what)
        if (!('secret' in answer)) return answer
        setSecret(answer.secret)
        return {}
      }}
    >
      <Note look="bad">{say(what === 'words' ? 'your_words_danger' : 'your_key_danger')}</Note>
    </PasswordForm>
  )
}

function Shown({ secret, close }: { secret: string; close(): void }) {
  const { say, spell } = useWords()
  const [left, setLeft] = useState(SECONDS)
  // Once and for all: whatever is drawn anew around it gives it no more time.
  const [until] = useState(() => Date.now() + SECONDS * 1000)
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000)
      if (seconds <= 0) close()
      else setLeft(seconds)
    }, 250)
    // Nobody looks at it, or somebody else may.
    const away = () => {
      if (document.hidden) close()
    }
    document.addEventListener('visibilitychange', away)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', away)
    }
  }, [close, until])
  return (
    <div className="stack">
      {secret.startsWith('0x') ? (
        <bdi dir="ltr" className="mono secret-key">
          {secret}
        </bdi>
      ) : (
        <WordList words={secret} />
      )}
      <div className="line">
        <Button onClick={close}>{say('hide')}</Button>
        <span className="soft small" role="timer">
          {say('hides_in', { time: spell(left, 'second') })}
        </span>
      </div>
    </div>
  )
}
