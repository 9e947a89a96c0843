import { useEffect, useState } from 'react'
import { type Shortcut, useDoors } from '../doors'
import { Button } from '../ui/button'
import { useWords } from '../words'

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
          // The browser's own command, which has no words of ours.
          <dt key={name}>{name === '_execute_action' ? say('shortcut_open') : description}</dt>,
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
