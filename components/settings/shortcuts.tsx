import { useEffect, useState } from 'react'
import { type Shortcut, useDoors } from '../doors'
import { Button } from '../ui/button'
import { useWords } from '../words'

/** What the commands of the manifest do: the browser tells it in its own language only, and of its own command not at all. */
const does = { _execute_action: 'shortcut_open', pause: 'pause_all' } as const
const isOurs = (name: string): name is keyof typeof does => name in does

/** Which keys do what, as the browser has given them out; it alone can change them. */
export function Shortcuts() {
  const { shortcuts, changeShortcuts } = useDoors()
  const { say } = useWords()
  const [found, setFound] = useState<Shortcut[]>([])
  useEffect(() => {
    const read = () => void shortcuts().then(setFound)
    read()
    // They are changed on another page: who comes back wants to see it.
    window.addEventListener('focus', read)
    return () => window.removeEventListener('focus', read)
  }, [shortcuts])
  return (
    <>
      <dl className="facts shortcuts">
        {found.flatMap(({ name, description, keys }) => [
          <dt key={name}>{isOurs(name) ? say(does[name]) : description}</dt>,
          <dd key={`${name} keys`}>
            {keys ? <kbd dir="ltr">{keys}</kbd> : <span className="soft">{say('shortcut_none')}</span>}
          </dd>,
        ])}
      </dl>
      <div>
        <Button onClick={() => void changeShortcuts()}>{say('change_keys')}</Button>
      </div>
    </>
  )
}
